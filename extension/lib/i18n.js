/** Words and times in the user's language. All words stand in `_locales`. */

/** @param {string} key @param {...(string|number)} values for $1, $2 … @returns {string} */
export function t(key, ...values) {
  return chrome.i18n.getMessage(key, values.map(String));
}

/** A key for each value of a closed set; unknown values (a newer helper) are shown as they are.
 * @param {string} family @param {string|number|null|undefined} value */
export const word = (family, value) => t(`${family}_${value}`) || String(value ?? "");

/** The essay a rule comes from, if it is one's: "003:21" is a line of the fourth.
 * @param {string|null|undefined} source */
export const origin = (source) => {
  const [essay] = /^00[0-4](?=:)/.exec(source ?? "") ?? [];
  return essay ? t("source", word("essay", essay)) : "";
};

/** What went wrong, for people: a helper that is away says nothing itself.
 * @param {{code: string, title: string, detail: string}} error */
export const inWords = ({ code, title, detail }) => (code === "off" ? t("banner_off") : detail || title);

/** Why the newest rules are not in force: an edit to mend, or a helper older than its files.
 * @param {{problem: string, outgrown?: boolean}} rules */
export function rulesTrouble({ problem, outgrown }) {
  const [, ...mistake] = /^(.+?):(\d+):\d+: (.+)$/.exec(problem) ?? [];
  if (outgrown) return t("rules_outgrown");
  return mistake.length ? t("rules_mistake", ...mistake) : t("rules_problem", problem);
}

/** A ledger that was broken or gone at the helper's start, and what is missing now; "" if it was whole.
 * @param {{aside: string|null, restored: string|null}|null|undefined} ledger */
export function mended(ledger) {
  if (!ledger) return "";
  const was = ledger.aside ? t("ledger_aside", ledger.aside) : t("ledger_gone");
  // A day has no zone: its noon lies in it everywhere.
  return ledger.restored ? t("ledger_restored", was, day(`${ledger.restored}T12:00`)) : t("ledger_anew", was);
}

/** Language and letters of a tag: "zh-Hans" of "zh-CN", "zh-Hant" of "zh-TW". @param {string} tag */
function lettersOf(tag) {
  const { language, script } = new Intl.Locale(tag).maximize();
  return `${language}-${script}`;
}

/**
 * Times and dates speak the language of the words around them, in the same letters, and in the
 * user's own region if the browser names one. The browser's UI language may be another: not all
 * have words here.
 * @returns {string}
 */
export function language() {
  const words = t("language");
  return navigator.languages.find((one) => lettersOf(one) === lettersOf(words)) ?? words;
}

/** What the user calls a language; a code that is none stands for itself. @param {string} code */
export function languageName(code) {
  try {
    return new Intl.DisplayNames(language(), { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What its own speakers call it. @param {string} code */
export const ownName = (code) => new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code;

/** The language of the words on our pages, so that the helper's lines among them are in it as well. */
export const languageOfWords = () => t("language").split("-")[0];

/** How many hours the clock has that we show times by. @returns {"12"|"24"} */
export const hours = () =>
  new Intl.DateTimeFormat(language(), { hour: "numeric" }).resolvedOptions().hour12 ? "12" : "24";

/** Where the user is, such as "Asia/Tokyo". */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Days since 1970 on the user's own calendar. @param {Date} date */
const dayNumber = (date) =>
  Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;

/**
 * A moment as people say it: "today 15:00", "Thu 10:00", "3 Nov 10:00".
 * @param {string} iso @param {Date} [now] @returns {string}
 */
export function when(iso, now = new Date()) {
  const date = new Date(iso);
  const days = dayNumber(date) - dayNumber(now);
  const clock = new Intl.DateTimeFormat(language(), { hour: "numeric", minute: "2-digit" }).format(date);
  return `${dayName(date, days)} ${clock}`;
}

/** @param {Date} date @param {number} days from today */
function dayName(date, days) {
  if (Math.abs(days) <= 1) {
    return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(days, "day");
  }
  /** @type {Intl.DateTimeFormatOptions} */
  const near = { weekday: "short" };
  const far = { weekday: "short", day: "numeric", month: "short" };
  const form = days > 1 && days < 7 ? near : far;
  return new Intl.DateTimeFormat(language(), /** @type {any} */ (form)).format(date);
}

/** @param {string} iso @returns {string} the hour alone: "15:00" */
export const clock = (iso) =>
  new Intl.DateTimeFormat(language(), { hour: "numeric", minute: "2-digit" }).format(new Date(iso));

/** @param {string} iso @returns {string} "3 Nov 2026" */
export const day = (iso) =>
  new Intl.DateTimeFormat(language(), { dateStyle: "medium" }).format(new Date(iso));

/** Within a sentence no blank stands before a unit in Japanese. @param {number} amount @param {string} unit */
const measured = (amount, unit) => new Intl.NumberFormat(language(), {
  style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0,
}).format(amount).replace(/(?<=\d)\s(?=[^ -~])/, "");

/** A length of time, rounded to what one can plan with: "40 min", "3 hr". @param {number} minutes */
export const duration = (minutes) =>
  minutes < 90 ? measured(minutes, "minute") : measured(minutes / 60, "hour");

/** How long ago, by the calendar: "3 hr", "9 days"; of working time a day is no measure. @param {number} minutes */
export const age = (minutes) =>
  minutes < 2 * 24 * 60 ? duration(minutes) : measured(Math.floor(minutes / (24 * 60)), "day");

/** Fill in a page's own words: the key in `data-t` for text, `data-t-title`, `data-t-aria-label`, …
 * @param {Document|Element} root */
export function localise(root) {
  document.documentElement.lang = language();
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.getAttribute("data-t") ?? "");
  for (const name of ["title", "aria-label", "placeholder"]) {
    for (const node of root.querySelectorAll(`[data-t-${name}]`)) {
      node.setAttribute(name, t(node.getAttribute(`data-t-${name}`) ?? ""));
    }
  }
}
