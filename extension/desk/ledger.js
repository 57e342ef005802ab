/** Promises: what is owed, what one can do about each, and a way to take them along. */

import { ask, button, el, refresh } from "../lib/dom.js";
import { t, word } from "../lib/i18n.js";
import { owed, promiseList } from "../panel/promises.js";
import { save } from "./saving.js";

const FORMATS = ["ics", "csv", "md"];

/**
 * @param {HTMLElement} region @param {any[]} all @param {(answer: any) => void} told @param {() => Promise<void>} changed
 */
export function drawLedger(region, all, told, changed) {
  const promises = owed(all).filter(({ app }) => app !== "practice");
  const change = async (/** @type {number} */ id, /** @type {string} */ action, more = {}) => {
    told(await ask("promise.change", { id, action, ...more }));
    await changed();
  };
  refresh(region, promises, () => [
    el("h1", {}, t("promises_open")),
    promises.length === 0 && el("p", { class: "soft" }, t("promises_none")),
    promises.length > 0 && promiseList(promises, change, (promise) => void tellThem(promise, change)),
    promises.length > 0 && el("p", { class: "row" }, el("span", { class: "soft small" }, t("export_title")),
      ...FORMATS.map((format) => button(word("export", format), () => void save({ format }, told)))),
  ]);
}

/** Asked for here, drafted where the mail is: the panel offers the words.
 * @param {any} promise @param {(id: number, action: string) => Promise<void>} change */
async function tellThem(promise, change) {
  await change(promise.id, "notice");
  if (/^https:/.test(promise.link ?? "")) await chrome.tabs.create({ url: promise.link });
}
