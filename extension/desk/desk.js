/**
 * The desk: Rest. The line that lets one stop, today's blocks, what is open, what was promised, the
 * week's mirror, and the settings. Everything here is for the user alone.
 */

import { ask, button, byId, el, refresh } from "../lib/dom.js";
import { clock, day, duration, language, localise, t, when, word } from "../lib/i18n.js";
import { pairingForm } from "../panel/pairing.js";
import { promiseList } from "../panel/promises.js";
import { nameOf } from "../panel/read.js";
import { offScreen } from "../panel/screens.js";
import { pairFromAddress } from "./address.js";
import { drawSettings } from "./settings.js";

const REFRESH_MS = 60_000;

/** @param {string} title @param {...(Node|string|false|null)} content */
const section = (title, ...content) => [el("h2", {}, title), ...content];

/** One sentence, large, and the planned stretches of the day. @param {any} today */
function drawToday(today) {
  const { all_clear: line, blocks, in_block: inBlock, quiet, next_promise: next, now } = today;
  refresh(byId("today"), { ...today, now: now.slice(0, 16) }, () => [
    el("p", { class: "soft" }, new Intl.DateTimeFormat(language(), { dateStyle: "full" }).format(new Date(now))),
    el("h1", {}, line),
    el("p", { class: "soft" }, quiet ? t("day_quiet") : inBlock ? t("day_in_block") : t("day_between")),
    blocks.length > 0 && el("ul", { class: "row blocks", "aria-label": t("day_blocks") },
      ...blocks.map((/** @type {any} */ block) => el("li", { class: within(block, now) ? "now" : "" },
        `${clock(block.start)} – ${clock(block.end)}`))),
    next && el("p", {}, el("span", { class: "soft" }, t("day_next")), ` ${when(next.due)} ${t("quoted", next.sentence)}`),
  ]);
}

/** @param {{start: string, end: string}} block @param {string} now */
const within = ({ start, end }, now) => Date.parse(start) <= Date.parse(now) && Date.parse(now) < Date.parse(end);

/** The mails open in this browser, in the order proposed. @param {any} digest */
function drawDigest(digest) {
  refresh(byId("digest"), digest, () => section(t("digest_title"),
    digest.rows.length === 0 && el("p", { class: "soft" }, t("digest_empty")),
    digest.rows.length > 0 && el("p", {}, digest.line),
    digest.rows.length > 0 && el("ol", { class: "card stack" }, ...digest.rows.map(digestRow))));
}

/** @param {any} row */
function digestRow({ from, subject, ask: wanted, kind, level, waiting_minutes: waiting }) {
  const facts = [kind && word("kind", kind), level !== null && t(`chip_level_${level}`),
    waiting !== null && t("waiting_for", duration(waiting))].filter(Boolean);
  return el("li", { class: "stack" },
    el("p", {}, el("strong", {}, nameOf(from)), ` ${subject}`),
    wanted && el("p", {}, wanted),
    el("p", { class: "soft small" }, facts.join(" · ")));
}

/** @param {any[]} promises */
function drawPromises(promises) {
  refresh(byId("promises"), promises, () => section(t("promises_open"),
    promises.length === 0 && el("p", { class: "soft" }, t("promises_none")),
    promises.length > 0 && promiseList(promises, changePromise, (promise) => void openNotice(promise)),
    el("p", { class: "row" }, el("span", { class: "soft small" }, t("export_title")),
      ...["ics", "csv", "md"].map((format) => button(word("export", format), () => void save(format))))));
}

/** @param {number} id @param {string} action @param {object} [more] */
async function changePromise(id, action, more = {}) {
  const answer = await ask("promise.change", { id, action, ...more });
  showProblem(answer);
  await load();
}

/** Asked for here, drafted where the mail is: the panel offers the words. @param {any} promise */
async function openNotice(promise) {
  await changePromise(promise.id, "notice");
  if (/^https:/.test(promise.link ?? "")) await chrome.tabs.create({ url: promise.link });
}

/** @param {string} format */
async function save(format) {
  const answer = await ask("export", { format });
  showProblem(answer);
  if (!answer.ok) return;
  const url = URL.createObjectURL(new Blob([answer.content], { type: answer.media_type }));
  el("a", { href: url, download: answer.filename }).click();
  URL.revokeObjectURL(url);
}

/** The week in sums, as a table that a screen reader reads as well. @param {any} week */
function drawMirror(week) {
  const { read, answered, first_response: first, promised, kept, broken, thanks } = week;
  /** @type {[string, number][]} */
  const rows = [
    ...Object.entries(read).map(([kind, n]) => /** @type {[string, number]} */ ([word("kind", kind), Number(n)])),
    [t("mirror_answered"), answered],
    [t("mirror_promised"), promised],
    [t("mirror_kept"), kept],
    [t("mirror_broken"), broken],
    [t("mirror_thanks"), thanks],
  ];
  if (rows.every(([, n]) => n === 0)) {
    return refresh(byId("mirror"), rows, () => section(t("mirror_title"), el("p", { class: "soft" }, t("mirror_empty"))));
  }
  const most = Math.max(1, ...rows.map(([, n]) => n));
  refresh(byId("mirror"), week, () => section(t("mirror_title"),
    el("p", { class: "soft" }, t("mirror_range", day(week.since), day(week.until))),
    el("table", { class: "card" }, el("caption", { class: "visually-hidden" }, t("mirror_title")),
      el("tbody", {}, ...rows.map(([name, n]) => el("tr", {},
        el("th", { scope: "row" }, name), el("td", {}, String(n)), bar(n / most))))),
    first && el("p", {}, first.n > 0
      ? t("mirror_first", duration(first.p50_minutes), duration(first.p80_minutes), first.n) : t("mirror_first_none")),
    el("p", { class: "soft small" }, t("mirror_private"))));
}

/** @param {number} share */
function bar(share) {
  const cell = el("td", { class: "bar", "aria-hidden": "true" }, el("span"));
  /** @type {HTMLElement} */ (cell.firstElementChild).style.width = `${Math.round(share * 100)}%`;
  return cell;
}

/** @param {any} answer */
function showProblem(answer) {
  byId("problem").textContent = answer.ok ? "" : answer.error.detail || answer.error.title;
}

async function load() {
  const status = await ask("status");
  const code = status.ok ? "" : status.error.code;
  refresh(byId("pairing"), code, () => code === "unpaired" ? [pairingForm(() => void load())]
    : code === "off" ? offScreen(() => void load()) : []);
  for (const id of ["today", "digest", "promises", "mirror"]) byId(id).hidden = !status.ok;
  await drawSettings(byId("settings"), status, () => void load());
  if (!status.ok) return;
  const [today, digest, ledger, week] = await Promise.all([
    ask("day"), ask("triage"), ask("promises", { query: { state: "open" } }), ask("insights"),
  ]);
  if (today.ok) drawToday(today);
  if (digest.ok) drawDigest(digest);
  if (ledger.ok) drawPromises(ledger.promises.filter((/** @type {any} */ { app }) => app !== "practice"));
  if (week.ok) drawMirror(week);
  showProblem([today, ledger, week, digest].find((answer) => !answer.ok) ?? { ok: true });
}

localise(document);
await pairFromAddress();
await load();
if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
setInterval(() => document.visibilityState === "visible" && void load(), REFRESH_MS);
