/**
 * The mirror: where the week went, for the user alone. Sums and shapes; no target, no streak, no
 * rank, and nothing turns red.
 */

import { button, el, refresh } from "../lib/dom.js";
import { day, duration, language, t, word } from "../lib/i18n.js";
import { bars, columns, scale, slim, slopes } from "./charts.js";
import { save } from "./saving.js";
import { nameOf } from "../panel/read.js";
import { noteCard } from "./today.js";

const LEVELS = [0, 1, 2, 3, 4];
/** Of fewer replies one cannot say what half or most of them took. */
const ENOUGH = 5;

/** @param {HTMLElement} region @param {any} week */
export function drawWeek(region, week) {
  const shown = [sums(week), time(week), kinds(week), fitting(week), moves(week)].filter(Boolean);
  refresh(region, [week, slim.matches], () => [
    el("h1", {}, t("mirror_title")),
    el("p", { class: "soft" }, range(day(week.since), day(week.until))),
    week.note && (shown.length > 0 || hasGood(week.note)) && noteCard(week.note),
    week.recovered?.length > 0 && recovered(week.recovered),
    ...(shown.length ? shown : [el("p", { class: "soft" }, t("mirror_empty"))]),
    el("p", { class: "soft small" }, t("mirror_private")),
  ]);
}

/** @param {any} note */
const hasGood = ({ thanks, kept, good }) => thanks.length > 0 || kept > 0 || Boolean(good);

/** Whose bad day ended well, in the weeks shown below. @param {any[]} people */
const recovered = (people) => el("section", { class: "stack" }, el("h2", {}, t("recovered_title")),
  el("ul", { class: "card plain stack" }, ...people.map(({ when, person, about }) =>
    el("li", {}, el("span", { class: "soft" }, `${day(when)} · `), nameOf(person), about && el("span", { class: "soft" }, ` · ${about}`)))));

/** What the week held, as plain numbers. @param {any} week */
function sums({ read, answered, first_response: first, promised, kept, broken, thanks }) {
  /** @type {[string, number][]} */
  const rows = [
    ...Object.entries(read).map(([kind, n]) => /** @type {[string, number]} */ ([word("kind", kind), Number(n)])),
    [t("mirror_answered"), answered],
    [t("mirror_promised"), promised],
    [t("mirror_kept"), kept],
    [t("mirror_broken"), broken],
    [t("mirror_thanks"), thanks],
  ];
  if (rows.every(([, n]) => n === 0)) return null;
  return el("div", { class: "card stack" },
    el("dl", { class: "tiles" }, ...rows.map(([name, n]) => el("div", {}, el("dt", {}, name), el("dd", {}, String(n))))),
    first && el("p", {}, first.n >= ENOUGH
      ? t("mirror_first", duration(first.p50_minutes), duration(first.p80_minutes), first.n) : t("mirror_first_none")));
}

/** Time as one adds it up: minutes, then hours to a tenth. @param {number} minutes */
const spent = (minutes) => new Intl.NumberFormat(language(), {
  style: "unit", unit: minutes < 90 ? "minute" : "hour", unitDisplay: "short", maximumFractionDigits: 1,
}).format(minutes < 90 ? minutes : minutes / 60);

/** @returns {[string, string]} */
const inAndOut = () => [t("time_planned"), t("time_unplanned")];

/** A week that has just begun is one day. @param {string} first @param {string} last */
const range = (first, last) => (first === last ? first : t("mirror_range", first, last));

/** @param {any} week */
function time({ weeks = [] }) {
  const now = weeks.at(-1);
  const all = weeks.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.planned_minutes + one.unplanned_minutes, 0);
  if (!now || all === 0) return null;
  const short = new Intl.DateTimeFormat(language(), { day: "numeric", month: "short" });
  const whole = now.planned_minutes + now.unplanned_minutes;
  const share = whole ? Math.round((now.unplanned_minutes / whole) * 100) : 0;
  return columns({
    title: t("time_title"),
    summary: whole ? t("time_summary", spent(whole), share) : t("time_none"),
    columns: weeks.map((/** @type {any} */ one) => ({
      name: short.format(new Date(one.since)), parts: [one.planned_minutes, one.unplanned_minutes],
    })),
    parts: inAndOut(), say: spent, head: t("time_week"),
  });
}

/** @param {any} week */
function kinds({ time: all = [] }) {
  if (all.length === 0) return null;
  return bars({
    title: t("kinds_title"),
    summary: t("kinds_summary"),
    bars: all.map((/** @type {any} */ one) => ({ name: word("kind", one.kind), parts: [one.planned_minutes, one.unplanned_minutes] })),
    parts: inAndOut(), say: spent, head: t("kind_title"),
  });
}

/** @param {any} week */
function fitting({ calibration }) {
  if (!calibration) return null;
  const { n, in_time: inTime, p50_percent: half, p80_percent: most } = calibration;
  const percent = (/** @type {number} */ value) =>
    new Intl.NumberFormat(language(), { style: "percent" }).format(value / 100);
  return scale({
    title: t("fit_title"),
    summary: t("fit_summary", inTime, n, percent(half), percent(most)),
    marks: [[t("fit_half"), half], [t("fit_most"), most]],
    from: t("fit_promised"), due: t("fit_due"), say: percent, head: t("fit_share"), value: t("fit_used"),
  });
}

/** @param {any} week */
function moves({ moves: found = [] }) {
  if (found.length === 0) return null;
  const count = (/** @type {(move: any) => boolean} */ which) =>
    found.filter(which).reduce((/** @type {number} */ sum, /** @type {any} */ { threads }) => sum + threads, 0);
  return slopes({
    title: t("threads_title"),
    summary: t("threads_summary", count(({ first, last }) => last < first), count(() => true)),
    levels: LEVELS.map((level) => t(`chip_level_${level}`)),
    moves: found, ends: [t("threads_first"), t("threads_last")], count: t("threads_count"),
  });
}

/* --- Themes, for the people who make the product -------------------------------------------- */

/** Exactly what would be saved, seen before it is saved.
 * @param {HTMLElement} region @param {any[]} themes @param {(answer: any) => void} told */
export function drawThemes(region, themes, told) {
  refresh(region, themes, () => [
    el("h2", {}, t("themes_title")),
    el("p", { class: "soft" }, t("themes_text")),
    themes.length === 0 && el("p", { class: "soft" }, t("themes_none")),
    themes.length > 0 && el("div", { class: "card" }, el("table", { class: "sums" },
      el("caption", { class: "visually-hidden" }, t("themes_title")),
      el("tbody", {}, ...themes.map(themeRow)))),
    themes.length > 0 && el("p", { class: "row" }, el("span", { class: "soft small" }, t("themes_save")),
      ...["md", "csv"].map((format) => button(word("export", format), () => void save({ format, about: "themes" }, told)))),
  ]);
}

/** @param {any} theme */
const themeRow = ({ name, asks, people, quotes }) => el("tr", {},
  el("th", { scope: "row" }, el("strong", {}, name), el("br"), el("span", { class: "soft small" }, t("themes_counts", asks, people))),
  el("td", {}, ...quotes.map((/** @type {string} */ quote) => el("p", {}, t("quoted", quote)))));
