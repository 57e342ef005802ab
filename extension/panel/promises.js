/** Rows of the ledger with what one can do about them. Used by the panel and the desk. */

import { calendarLinks } from "../lib/calendar.js";
import { ask, button, el, formWith } from "../lib/dom.js";
import { t, when } from "../lib/i18n.js";
import { nameOf } from "./read.js";

/** @typedef {(id: number, action: string, more?: object) => unknown} Change */

const MORNING = 9;
/** Practice and real promises never mix. */
export const PRACTICE = "practice";

/** Of what waits: what is promised, or was and slipped. What was kept only waits for a question.
 * @param {any[]} promises @returns {any[]} */
export const owed = (promises) => promises.filter(({ state }) => state !== "kept");

/**
 * Promises by their time; those without a time folded below them, so that they do not nag.
 * @param {any[]} promises @param {Change} change @param {(promise: any) => void} tellThem
 * @param {(promise: any) => Node|null} [words] what to send, where it stands with the row
 */
export function promiseList(promises, change, tellThem, words) {
  const timed = promises.filter(({ due }) => due).sort((one, other) => Date.parse(one.due) - Date.parse(other.due));
  const untimed = promises.filter(({ due }) => !due);
  const rows = (/** @type {any[]} */ some) =>
    el("ul", {}, ...some.map((promise) => row(promise, change, tellThem, words?.(promise))));
  return el("div", { class: "stack" },
    timed.length > 0 && rows(timed),
    untimed.length > 0 && el("details", { open: timed.length === 0 }, el("summary", { "data-key": "untimed" }, t("promises_untimed", untimed.length)), rows(untimed)));
}

/** @param {any} promise @param {Change} change @param {(promise: any) => void} tellThem @param {Node|null} [words] */
function row(promise, change, tellThem, words) {
  const { id, state, sentence, due, made, person, subject, link, notice, inferred, every } = promise;
  const open = state === "open"; // what slipped cannot be let go, nor put off: it wants a word
  const key = `promise ${id}`;
  return el("li", { class: "card stack promise" },
    el("p", { class: "row spread" },
      el("strong", { class: "when" }, due ? dueWords(promise) : t("no_time", when(made))),
      el("span", { class: "soft small" }, nameOf(person))),
    el("blockquote", {}, sentence),
    open && due && inferred && el("p", { class: "row small" }, el("span", { class: "soft" }, t("time_guessed")),
      button(t("time_right"), () => change(id, "confirm"), { class: "quiet", "data-key": `right ${key}` })),
    subject && el("p", { class: "soft small" }, /^https:/.test(link ?? "")
      ? mailLink(link, subject) : subject),
    open && notice && el("p", { class: "small" }, t("notice_wanted")),
    words,
    el("div", { class: "row" },
      button(t("done"), () => change(id, "done"), { "data-key": `done ${key}` }),
      button(t("tell_them"), () => tellThem(promise), { "data-key": `tell ${key}` }),
      open && (!due || every) && button(t("let_go"), () => change(id, "drop"), { class: "quiet", "data-key": `drop ${key}` })),
    el("details", { class: "later" }, el("summary", { "data-key": `later ${key}` }, t("later")),
      el("div", { class: "stack" },
        open && due && el("p", { class: "row" }, el("span", { class: "soft small" }, t("snooze_title")),
          button(t("snooze_hour"), () => change(id, "snooze", { until: inAnHour() })),
          button(t("snooze_block"), () => change(id, "snooze"))),
        timeForm(t("new_time"), (time) => change(id, "renegotiate", { due: time }), key),
        open && due && inCalendars(promise))));
}

/** To the mail, in the tab where it is open; whoever holds a key has it where the browser puts it.
 * @param {string} link @param {string} words */
export const mailLink = (link, words) =>
  el("a", { href: link, target: "_blank", rel: "noreferrer", onclick: (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void ask("mail.open", { link });
  } }, words);

/** What a tap just closed, and the tap that takes it back.
 * @typedef {{id: number, sentence: string, action: string}} Closed */

/** @param {string} action @param {any} promise @returns {Closed|null} */
export const closedBy = (action, { id, sentence }) =>
  ["done", "drop"].includes(action) ? { id, sentence, action } : null;

/** @param {Closed} closed @param {Change} change */
export const undoLine = ({ id, sentence, action }, change) =>
  el("div", { class: "note row spread", role: "status" },
    el("span", {}, el("strong", {}, t(action === "done" ? "done" : "let_go")), ` ${t("quoted", sentence)}`),
    button(t("undo"), () => change(id, "reopen"), { class: "quiet", "data-key": "undo" }));

/** The user's own calendar on the web, for those who live in it. @param {any} promise */
function inCalendars(promise) {
  const links = calendarLinks(promise, t("calendar_title", nameOf(promise.person)));
  return el("p", { class: "row small" }, el("span", { class: "soft" }, t("calendar_add")),
    ...links.map(([name, href]) => el("a", { href, target: "_blank", rel: "noreferrer" }, name)));
}

/** Past times are told as plainly as coming ones: nothing turns red. @param {any} promise */
export function dueWords({ due, snoozed }) {
  const words = Date.parse(due) < Date.now() ? t("was_due", when(due)) : when(due);
  return snoozed && Date.parse(snoozed) > Date.now() ? `${words} · ${t("snoozed_until", when(snoozed))}` : words;
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

/** A time to start choosing from: a weekday's morning. @returns {Date} */
function someMorning() {
  const date = new Date();
  do date.setDate(date.getDate() + 1);
  while (date.getDay() % 6 === 0);
  date.setHours(MORNING, 0, 0, 0);
  return date;
}

/** @param {Date} date as `datetime-local` wants it */
const local = (date) =>
  new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/**
 * A moment to choose. `chosen` gets it as ISO 8601 in UTC.
 * @param {string} label @param {(iso: string) => unknown} chosen @param {string} key
 * @param {[string, () => unknown]} [other] a second way out
 */
export function timeForm(label, chosen, key, other) {
  const input = el("input", {
    type: "datetime-local", value: local(someMorning()), min: local(new Date()), required: true,
    "aria-label": label, "data-key": `time ${key}`,
  });
  return formWith(() => chosen(new Date(input.value).toISOString()), { class: "row" },
    input, el("button", { type: "submit" }, label),
    other && button(other[0], other[1], { class: "quiet" }));
}
