/** Today: the line that lets one stop, the shape of the day, the inbox in one card. */

import { button, el, refresh } from "../lib/dom.js";
import { age, clock, day as dayOf, language, t, when } from "../lib/i18n.js";
import { letGo, parked, putBack } from "../lib/parked.js";
import { goTo } from "../lib/tabs.js";
import { undoLine } from "../panel/promises.js";
import { nameOf } from "../panel/read.js";
import { copyRow } from "./words.js";

/** From here on a quick word comes first, the solution later (000:77). */
const FRUSTRATED = 2;
/** So many rows of a pile are seen at once; the others are folded, so that ninety mails are one card. */
const SHOWN_ROWS = 5;
const SHOWN_HOURS = [7, 20];
const NEXT_KEYS = ["j", "ArrowDown"];
const LAST_KEYS = ["k", "ArrowUp"];

/** One sentence, large, and the planned stretches of the day. @param {HTMLElement} region @param {any} today */
export function drawDay(region, today) {
  const { all_clear: line, blocks, in_block: inBlock, quiet, next_promise: next, now } = today;
  refresh(region, { ...today, now: now.slice(0, 16), pause: null }, () => [
    el("p", { class: "soft" }, new Intl.DateTimeFormat(language(), { dateStyle: "full" }).format(new Date(now))),
    el("h1", {}, line),
    el("p", { class: "soft" }, quiet ? t("day_quiet") : inBlock ? t("day_in_block") : t("day_between")),
    blocks.length > 0 && strip(blocks, now),
    next && el("p", { class: "next" }, el("span", { class: "soft" }, t("day_next")), " ",
      el("strong", {}, when(next.due)), " ", t("quoted", next.sentence)),
  ]);
}

/** The day as a line: blocks where support is planned, air in between. @param {any[]} blocks @param {string} now */
function strip(blocks, now) {
  const [from, to] = SHOWN_HOURS.map((hour) => new Date(now).setHours(hour, 0, 0, 0));
  const place = (/** @type {string} */ at) =>
    Math.min(100, Math.max(0, ((Date.parse(at) - from) / (to - from)) * 100));
  const list = el("ul", { class: "strip", "aria-label": t("day_blocks") }, ...blocks.map((block) => {
    const item = el("li", { class: within(block, now) ? "now" : "" }, el("span", {}, `${clock(block.start)} – ${clock(block.end)}`));
    item.style.insetInlineStart = `${place(block.start)}%`;
    item.style.width = `${place(block.end) - place(block.start)}%`;
    return item;
  }));
  const here = el("i", { class: "here", "aria-hidden": "true" });
  here.style.insetInlineStart = `${place(now)}%`;
  if (place(now) > 0 && place(now) < 100) list.append(here);
  return list;
}

/** @param {{start: string, end: string}} block @param {string} now */
const within = ({ start, end }, now) => Date.parse(start) <= Date.parse(now) && Date.parse(now) < Date.parse(end);

/* --- What was put aside in the heat ---------------------------------------------------------- */

/** @typedef {import("../lib/parked.js").Parked} Parked */
/** @type {Parked|null} let go just now, and not taken back */
let gone = null;

/** Folded: whoever opens it has had the time to. @param {HTMLElement} region */
export async function drawParked(region) {
  const all = await parked();
  const drop = async (/** @type {Parked} */ one) => {
    await letGo(one.id);
    gone = one;
    await drawParked(region);
  };
  const back = async (/** @type {Parked} */ one) => {
    await putBack(one);
    gone = null;
    await drawParked(region);
  };
  const last = gone;
  refresh(region, [all, last], () => all.length === 0 && !last ? [] : [
    el("h2", {}, t("parked_title")),
    last && undoLine({ id: 0, sentence: last.about, action: "drop" }, () => back(last)),
    ...all.map((one) => el("details", { class: "card" }, el("summary", {}, `${when(one.at)} · ${one.about}`),
      el("div", { class: "notice" }, one.text),
      copyRow(one.text, button(t("let_go"), () => drop(one), { class: "quiet" })))),
  ]);
}

/* --- The inbox in one card ------------------------------------------------------------------ */

/** Rows in the proposed order; what no customer wrote is folded away. @param {HTMLElement} region @param {any} digest */
export function drawDigest(region, digest) {
  const ours = digest.rows.filter((/** @type {any} */ row) => row.kind !== "none");
  const others = digest.rows.filter((/** @type {any} */ row) => row.kind === "none");
  refresh(region, digest, () => [
    el("h2", {}, t("digest_title")),
    el("p", { class: digest.rows.length ? "" : "soft" }, digest.rows.length ? digest.line : t("digest_empty")),
    ours.some(hurts) && el("p", { class: "soft" }, t("digest_quick")),
    digest.promised_today.length > 0 && promisedToday(digest.promised_today),
    ours.length > 0 && walkable(ours),
    others.length > 0 && el("details", {}, el("summary", {}, t("digest_others", others.length)),
      el("ul", { class: "plain small" }, ...others.map((/** @type {any} */ { from, subject }) =>
        el("li", {}, `${nameOf(from)} · ${subject}`)))),
  ]);
}

/** @param {any[]} promises */
const promisedToday = (promises) => el("ul", { class: "plain" }, ...promises.map((promise) =>
  el("li", {}, el("span", { class: "soft" }, `${when(promise.due)} · ${nameOf(promise.person)}`), " ",
    t("quoted", promise.sentence))));

/** The piles, the one with the first row first; one key walks through them all. @param {any[]} rows */
function walkable(rows) {
  /** @type {Map<string, any[]>} */
  const piles = new Map();
  for (const row of rows) piles.set(row.pile, [...(piles.get(row.pile) ?? []), row]);
  const drawn = new Map([...piles.values()].flat().map((row, index) => [row, digestRow(row, index)]));
  const items = [...drawn.values()];
  const step = (/** @type {KeyboardEvent} */ event) => {
    const by = NEXT_KEYS.includes(event.key) ? 1 : LAST_KEYS.includes(event.key) ? -1 : 0;
    const here = items.indexOf(/** @type {HTMLLIElement} */ (document.activeElement));
    const next = items[here + by];
    if (!by || !next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    for (const item of items) item.tabIndex = item === next ? 0 : -1;
    next.closest("details")?.setAttribute("open", "");
    next.focus();
  };
  const list = (/** @type {any[]} */ some) => el("ol", { class: "card pile" }, ...some.map((row) => drawn.get(row) ?? null));
  const pile = (/** @type {[string, any[]]} */ [kind, all]) => {
    const folded = all.slice(SHOWN_ROWS);
    return [el("h3", {}, t(`pile_${kind}`, all.length)), list(all.slice(0, SHOWN_ROWS)),
      folded.length > 0 && el("details", { class: "stack" }, el("summary", { "data-key": `more ${kind}` }, t("digest_more", folded.length)), list(folded))];
  };
  return el("div", { class: "stack", onkeydown: step }, ...[...piles].flatMap(pile),
    el("p", { class: "soft small" }, t("digest_keys")));
}

/** @param {any} row */
const hurts = ({ kind, level }) => kind === "complaint" || level >= FRUSTRATED;

/** @param {any} row @param {number} index */
function digestRow({ id, from, subject, ask: wanted, level, waiting_minutes: waiting }, index) {
  const facts = [level !== null && t(`chip_level_${level}`),
    waiting !== null && t("waiting_for", age(waiting))].filter(Boolean);
  const [, tab] = /^tab:(\d+)$/.exec(id) ?? []; // of a row in the list nothing is open yet
  return el("li", { class: "stack", tabindex: index === 0 ? 0 : -1, "data-key": `row ${id}` },
    el("p", { class: "row spread" }, el("strong", {}, nameOf(from)), el("span", { class: "soft small" }, facts.join(" · "))),
    el("p", {}, wanted ?? subject),
    wanted && subject && wanted !== subject && el("p", { class: "soft small" }, subject),
    tab && el("p", { class: "go" }, button(t("digest_open"), () => void goTo(Number(tab)), { class: "quiet" })));
}

/* --- The note of the week ------------------------------------------------------------------- */

/** What was appreciated; on the last working day here, on any day in the mirror. @param {HTMLElement} region @param {any} note */
export function drawNote(region, note) {
  refresh(region, note, () => (note ? [el("h2", {}, t("note_title")), noteCard(note, t("note_private"))] : []));
}

/** @param {any} note @param {string} [last] */
export const noteCard = ({ line, thanks, good }, last) => el("div", { class: "card gentle stack" },
  el("p", { class: "line" }, line),
  thanks.length > 0 && el("ul", { class: "plain" }, ...thanks.map((/** @type {any} */ { when: at, person, about }) =>
    el("li", {}, el("span", { class: "soft" }, `${dayOf(at)} · `), nameOf(person), about && el("span", { class: "soft" }, ` · ${about}`)))),
  good && el("p", {}, t("note_good", nameOf(good.person), dayOf(good.sent), t(`chip_level_${good.level}`))),
  last && el("p", { class: "soft small" }, last));
