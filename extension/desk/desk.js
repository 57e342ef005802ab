/**
 * The desk: Rest. Four views in one page, by the hash of its address: today, promises, mirror,
 * settings. Everything here is for the user alone; nothing counts down, nothing ranks.
 */

import { ask, byId, refresh } from "../lib/dom.js";
import { inWords, localise, mended } from "../lib/i18n.js";
import { unstoredWords } from "../lib/kept.js";
import { drawPause } from "../lib/pause.js";
import { pairingForm } from "../panel/pairing.js";
import { offScreen } from "../panel/screens.js";
import { pairFromAddress } from "./address.js";
import { drawAway } from "./away.js";
import { slim } from "./charts.js";
import { drawLedger } from "./ledger.js";
import { drawThemes, drawWeek } from "./mirror.js";
import { drawSettings } from "./settings.js";
import { drawDay, drawDigest, drawNote, drawParked } from "./today.js";

const REFRESH_MS = 60_000;
const RETRY_MS = 3000;
const FIRST = "today";
/** What needs no helper: the settings of this browser, and on today what was parked in it. */
const ALONE = ["settings", "today"];

/** What each view needs to be drawn. @type {Record<string, () => Promise<any[]>>} */
const views = {
  today: async () => {
    const [day, digest, week] = await Promise.all([ask("day"), ask("triage"), ask("insights")]);
    if (day.ok) drawDay(byId("day"), day);
    if (day.ok) await drawPause(byId("pause"), day.pause ?? null);
    if (digest.ok) drawDigest(byId("digest"), digest);
    if (week.ok) drawNote(byId("note"), week.note?.is_day ? week.note : null);
    return [day, digest, week];
  },
  promises: async () => {
    const ledger = await ask("promises", { query: { waiting: true } });
    if (ledger.ok) await drawLedger(byId("ledger"), ledger.promises, showProblem, load);
    await drawAway(byId("away"), showProblem);
    return [ledger];
  },
  mirror: async () => {
    const [week, themes] = await Promise.all([ask("insights"), ask("themes")]);
    if (week.ok) drawWeek(byId("week"), week);
    if (themes.ok) drawThemes(byId("themes"), themes.themes, showProblem);
    return [week, themes];
  },
  settings: async () => [],
};

/** The view in the address; a stranger's hash shows today. */
const wanted = () => (location.hash.slice(1) in views ? location.hash.slice(1) : FIRST);

/** @param {any} answer @param {string} [otherwise] */
function showProblem(answer, otherwise = "") {
  const words = answer.ok ? otherwise : inWords(answer.error);
  refresh(byId("problem"), words, () => [words]); // said aloud, so not again each minute
}

/** What was drawn once need not be waited for. */
const drawn = new Set();

/** At once, whatever the helper takes. @param {string} view */
function begin(view) {
  for (const link of document.querySelectorAll("nav a")) {
    if (link.getAttribute("href") === `#${view}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  byId("working").hidden = drawn.has(view);
  show(drawn.has(view) ? view : "", answers);
}

/** @param {string} view @param {boolean} reachable */
function show(view, reachable) {
  for (const name of Object.keys(views)) byId(name).hidden = name !== view || !(reachable || ALONE.includes(name));
  byId("today").classList.toggle("alone", !reachable);
}

/** Nobody answered when we last looked. */
let isAway = false;
/** Somebody did, and knows this browser. */
let answers = true;

async function load() {
  const view = wanted();
  begin(view);
  const status = await ask("status");
  if (view !== wanted()) return; // another one was opened meanwhile
  const code = status.ok ? "" : status.error.code;
  refresh(byId("pairing"), code, () => code === "unpaired" ? [pairingForm(() => void load())]
    : code === "off" ? offScreen(() => void load()) : []);
  [isAway, answers] = [code === "off", status.ok];
  const isSaidAbove = isAway || code === "unpaired";
  if (code) showProblem(isSaidAbove ? { ok: true } : status);
  if (view === "today") await drawParked(byId("parked"));
  show(view, answers);
  if (view === "settings") await drawSettings(byId("settings"), status, () => void load());
  if (status.ok) showProblem((await views[view]()).find((answer) => !answer.ok) ?? status, (await unstoredWords()) || mended(status.status.ledger));
  if (view !== wanted()) return;
  drawn.add(view);
  byId("working").hidden = true;
}

localise(document);
await pairFromAddress();
await load();
addEventListener("hashchange", () => void load().then(() => scrollTo(0, 0)));
slim.addEventListener("change", () => wanted() === "mirror" && void load());
setInterval(() => document.visibilityState === "visible" && wanted() !== "settings" && void load(), REFRESH_MS);
setInterval(() => document.visibilityState === "visible" && isAway && void load(), RETRY_MS);
