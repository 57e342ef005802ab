/** `#pair=CODE` in the address: the helper opens our pages so, to spare its user the typing. */

import { ask } from "../lib/dom.js";

/** Pair with the code in the address, if there is one, and take it out of the history at once. */
export async function pairFromAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const code = wanted.get("pair");
  if (!code) return;
  history.replaceState(null, "", location.pathname + location.search);
  const port = Number(wanted.get("port")) || undefined;
  await ask("pair", { code, port });
}
