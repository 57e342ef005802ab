/** Promises: what is owed, what one can do about each, and a way to take them along. */

import { ask, button, el, refresh } from "../lib/dom.js";
import { t, word } from "../lib/i18n.js";
import { closedBy, owed, promiseList, undoLine } from "../panel/promises.js";
import { nameOf } from "../panel/read.js";
import { save } from "./saving.js";
import { copyRow, hasMail } from "./words.js";

const FORMATS = ["ics", "csv", "md"];

/** What was to be told from here, where no mail can be opened for it. @type {Set<number>} */
const telling = new Set();
/** Its words, by what they speak of. @type {Map<string, any>} */
const written = new Map();
/** By the last tap, and not taken back. @type {import("../panel/promises.js").Closed|null} */
let closed = null;

/**
 * @param {HTMLElement} region @param {any[]} all @param {(answer: any) => void} told @param {() => Promise<void>} changed
 */
export async function drawLedger(region, all, told, changed) {
  const mine = all.filter(({ app }) => app !== "practice");
  const promises = owed(mine);
  const change = async (/** @type {number} */ id, /** @type {string} */ action, more = {}) => {
    const answer = await ask("promise.change", { id, action, ...more });
    if (answer.ok) closed = closedBy(action, answer.promise);
    told(answer);
    await changed();
  };
  /** Asked for here, drafted where the mail is: the panel offers the words.
   * @param {any} promise */
  const tellThem = async (promise) => {
    if (!hasMail(promise)) telling.add(promise.id);
    await change(promise.id, "notice");
    if (hasMail(promise)) await ask("mail.open", { link: promise.link, wanted: promise });
  };
  /** @type {Map<number, any>} */
  const words = new Map();
  for (const one of mine) words.set(one.id, await wordsFor(one, told));
  const asking = mine.filter((one) => !promises.includes(one) && words.get(one.id));
  refresh(region, [mine, [...words], closed], () => [
    el("h1", {}, t("promises_open")),
    closed && undoLine(closed, change),
    promises.length === 0 && el("p", { class: "soft" }, t("promises_none")),
    promises.length > 0 && promiseList(promises, change, (promise) => void tellThem(promise), ({ id }) => toCopy(words.get(id))),
    ...asking.map((one) => el("section", { class: "card stack", "aria-label": nameOf(one.person) },
      el("p", { class: "small soft" }, nameOf(one.person)), el("blockquote", {}, one.sentence), toCopy(words.get(one.id)))),
    promises.length > 0 && el("p", { class: "row" }, el("span", { class: "soft small" }, t("export_title")),
      ...FORMATS.map((format) => button(word("export", format), () => void save({ format }, told)))),
  ]);
}

/** The notice for a promise without a mail to write it in, once it is wanted.
 * @param {any} promise @param {(answer: any) => void} told */
async function wordsFor(promise, told) {
  const { id, due, state, notice } = promise;
  if (hasMail(promise) || !(notice || telling.has(id))) return null;
  const key = JSON.stringify([id, due, state]);
  if (!written.has(key)) {
    const answer = await ask("draft", { promise: id });
    if (!answer.ok) return void told(answer);
    written.set(key, answer.drafts[0] ?? null);
  }
  return written.get(key);
}

/** @param {any} draft */
const toCopy = (draft) => draft && el("div", { class: "stack" },
  el("p", { class: "small soft" }, t("no_mail_to_open")),
  el("div", { class: "notice", lang: draft.language }, draft.text),
  copyRow(draft.text));
