/** A file made by the helper, offered for saving by the browser. */

import { ask, el } from "../lib/dom.js";

/** Without it, Excel takes Chinese and Japanese for something else. */
const MARK = "\ufeff";

/** @param {{format: string, about?: string}} what @param {(answer: any) => void} told */
export async function save(what, told) {
  const answer = await ask("export", what);
  told(answer);
  if (!answer.ok) return;
  const url = URL.createObjectURL(new Blob([answer.media_type === "text/csv" ? MARK : "", answer.content], { type: answer.media_type }));
  el("a", { href: url, download: answer.filename }).click();
  URL.revokeObjectURL(url);
}
