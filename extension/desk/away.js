/** Away: which promises fall into an absence, and a notice to each person before it begins. */

import { ask, el, formWith, refresh } from "../lib/dom.js";
import { t, when } from "../lib/i18n.js";
import { mailLink } from "../panel/promises.js";
import { nameOf } from "../panel/read.js";
import { copyRow, hasMail } from "./words.js";

/** Days differ in length where clocks change. @param {Date} date @param {number} more */
const daysAfter = (date, more) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + more);

/** A day as `type=date` wants it. @param {Date} date */
const asDay = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/** Looks again at the absence that was last asked about: a row that was dealt with leaves the plan.
 * @type {() => Promise<void>} */
let lookAgain = async () => undefined;

/** The form is drawn once: what stands in its fields is the user's. @param {HTMLElement} region @param {(answer: any) => void} told */
export async function drawAway(region, told) {
  refresh(region, "away", () => {
    const first = dayField("away_from", daysAfter(new Date(), 1));
    const last = dayField("away_to", daysAfter(new Date(), 7));
    const found = el("div", { class: "stack", role: "status" });
    const look = async () => {
      const since = new Date(`${first.value}T00:00`);
      const until = daysAfter(new Date(`${last.value}T00:00`), 1);
      const inOrder = since < until;
      lookAgain = async () => {
        const answer = inOrder ? await ask("away", { since: since.toISOString(), until: until.toISOString() }) : null;
        if (answer) told(answer);
        if (answer?.ok !== false) refresh(found, answer, () => answer ? plan(answer.promises) : [t("away_order")]);
      };
      await lookAgain();
    };
    return [
      el("h2", {}, t("away_title")),
      el("p", { class: "soft" }, t("away_text")),
      formWith(look, { class: "row" },
        el("span", { class: "row" }, el("label", { class: "label", for: "away_from" }, t("away_from")), first),
        el("span", { class: "row" }, el("label", { class: "label", for: "away_to" }, t("away_to")), last),
        el("button", { type: "submit" }, t("away_look"))),
      found,
    ];
  });
  await lookAgain();
}

/** @param {string} id @param {Date} date */
const dayField = (id, date) => el("input", { type: "date", id, value: asDay(date), required: true });

/** @param {any[]} rows */
const plan = (rows) => rows.length === 0 ? [el("p", {}, t("away_none"))]
  : [el("p", {}, t("away_some", rows.length)), el("ul", {}, ...rows.map(awayRow))];

/** @param {any} row */
function awayRow({ promise, draft }) {
  const open = hasMail(promise) && mailLink(promise.link, t("away_open"));
  return el("li", { class: "card stack" },
    el("p", { class: "row spread" }, el("strong", { class: "when" }, when(promise.due)), el("span", { class: "soft small" }, nameOf(promise.person))),
    el("blockquote", {}, promise.sentence),
    draft && el("details", {}, el("summary", { "data-key": `away ${promise.id}` }, t("away_notice")),
      el("div", { class: "notice", lang: draft.language }, draft.text)),
    draft ? copyRow(draft.text, open) : open && el("p", { class: "row" }, open));
}
