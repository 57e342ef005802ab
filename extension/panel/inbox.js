/** The list of mails in front, if it may be read: who waits longest and hurts most. */

import { el } from "../lib/dom.js";
import { age, t } from "../lib/i18n.js";
import { nameOf } from "./read.js";

const FRUSTRATED = 2;
const MOST = 8;

/** @param {any} digest Digest of the rows, in the order proposed */
export function inboxList(digest) {
  const hot = digest.rows.filter((/** @type {any} */ { level }) => level >= FRUSTRATED).slice(0, MOST);
  return el("section", { class: "card stack", "aria-labelledby": "waiting" },
    el("h2", { id: "waiting" }, t("rows_heading")),
    hot.length === 0 ? el("p", { class: "soft" }, t("rows_calm")) : el("ol", { class: "stack" }, ...hot.map(row)));
}

/** @param {any} row */
function row({ from, subject, ask, level, waiting_minutes: waiting }) {
  const facts = [t(`chip_level_${level}`), waiting !== null && t("waiting_for", age(waiting))].filter(Boolean);
  return el("li", { class: "stack" },
    el("p", {}, el("strong", {}, nameOf(from)), " ", subject),
    ask && ask !== subject && el("p", {}, ask), // what stands in a subject is said once
    el("p", { class: "soft small" }, facts.join(" · ")));
}
