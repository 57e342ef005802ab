/**
 * The side panel: three tabs named like the rooms, and the states in which there is nothing to
 * show in them. It keeps no knowledge of its own: it draws the TabState of one tab.
 *
 * With `?tab=ID` it stays with that tab; without, it follows the tab in front.
 */

import { ask, byId, refresh } from "../lib/dom.js";
import { localise, mended, rulesTrouble, t } from "../lib/i18n.js";
import { isOfUnstored, unstoredWords } from "../lib/kept.js";
import { watchPause } from "../lib/pause.js";
import { pairingForm } from "./pairing.js";
import { Read } from "./read.js";
import { Remember } from "./remember.js";
import { Reply } from "./reply.js";
import { emptyScreen, errorScreen, offScreen, workingScreen } from "./screens.js";

/** @typedef {import("../lib/tabs.js").TabState} TabState */

const ROOMS = ["read", "reply", "remember"];
const RETRY_MS = 3000;
const LOOK_MS = 5000;
const fixed = Number(new URLSearchParams(location.search).get("tab")) || null;

/** @type {number} */
let tab = fixed ?? -1;
/** Of the tab; null until it is known. @type {TabState|null} */
let state = null;
/** Counts questions and news about the state: an answer overtaken by either is out of date. */
let turn = 0;
/** What the mail just sent did is shown once nothing is being written: it may be told late. */
let unseen = false;
/** What is wrong with the user's own rules, or was with the ledger, if anything. */
let trouble = "";
/** That the browser can store no more, if so. */
let unstored = "";

const rooms = {
  read: new Read(byId("read")),
  reply: new Reply(byId("reply")),
  remember: new Remember(byId("remember"), tellThem),
};

/** "Tell them" on a promise: its notice is drafted where drafts are. @param {any} promise */
function tellThem(promise) {
  rooms.reply.about(promise);
  select("reply");
}

/* --- Tabs ----------------------------------------------------------------------------------- */

/** @param {string} room @param {boolean} [focus] */
function select(room, focus = false) {
  if (byId(room).hidden) {
    scrollTo(0, 0);
    rooms.remember.due = true; // a notification may have changed the ledger meanwhile
  }
  for (const name of ROOMS) {
    const chosen = name === room;
    const handle = byId(`tab-${name}`);
    handle.setAttribute("aria-selected", String(chosen));
    handle.tabIndex = chosen ? 0 : -1;
    byId(name).hidden = !chosen;
    if (chosen && focus) handle.focus();
  }
  if (room === "remember") unseen = false;
  draw();
}

const selected = () => ROOMS.find((name) => !byId(name).hidden) ?? "read";

/** @param {KeyboardEvent} event */
function walkTabs(event) {
  const now = ROOMS.indexOf(selected());
  const last = ROOMS.length - 1;
  const next = { ArrowRight: now === last ? 0 : now + 1, ArrowLeft: now === 0 ? last : now - 1, Home: 0, End: last };
  if (!(event.key in next)) return;
  event.preventDefault();
  select(ROOMS[next[/** @type {keyof typeof next} */ (event.key)]], true);
}

/* --- States --------------------------------------------------------------------------------- */

/**
 * The screen that stands in the way of the rooms, if any. Remember needs no open mail, and a
 * reading that is already here stays readable while the helper is away.
 * @param {TabState} now @returns {[string, () => Node[]]|null}
 */
function screen(now) {
  if (now.status === "unpaired") return ["unpaired", () => [pairingForm(() => void load())]];
  if (now.status === "off" && !now.reading) return ["off", () => offScreen(() => void retry())];
  if (selected() === "remember" || (selected() === "reply" && rooms.reply.promise)) return null;
  if (now.status === "working" && !now.reading) return ["working", workingScreen];
  if (now.status === "error" && !now.reading) return [`error ${JSON.stringify(now.error)}`, () => errorScreen(now.error, () => void again())];
  if (!now.mail && !(now.compose && selected() === "reply")) {
    return [`empty ${JSON.stringify(now.inbox)}`, () => emptyScreen(now.inbox)];
  }
  return null;
}

/** Another mail is read from its top. @type {string|undefined} */
let opened;

function draw() {
  if (!state) return;
  const { thread, message } = state.mail ?? {};
  const mail = JSON.stringify([tab, thread, message]);
  if (mail !== opened) scrollTo(0, 0);
  opened = mail;
  document.documentElement.style.colorScheme = ({ true: "dark", false: "light" })[String(state.dark)] ?? "";
  const instead = screen(state);
  const whole = byId("whole");
  whole.hidden = !instead;
  byId("bar").hidden = state.status === "unpaired";
  for (const name of ROOMS) byId(name).classList.toggle("aside", instead !== null);
  refresh(whole, instead?.[0] ?? "", () => instead?.[1]() ?? []);
  drawBanner(state);
  if (instead) return;
  if (selected() === "read") rooms.read.draw(state, tab);
  if (selected() === "reply") rooms.reply.draw(state, tab);
  if (selected() === "remember") void rooms.remember.draw(state, tab);
}

/** @param {TabState} now */
function drawBanner(now) {
  const words = unstored ? unstored
    : now.reading && now.status === "off" ? t("banner_off")
    : now.reading && now.status === "error" ? now.error?.detail || now.error?.title || t("error_title")
    : trouble;
  const banner = byId("banner");
  banner.hidden = words === "";
  refresh(banner, words, () => [words]); // said aloud, so not again at each drawing
}

/** A broken edit of the rules, or a restored ledger: all goes on, so nobody would notice otherwise.
 * A helper that went, or forgot us, is noticed with it. */
async function lookForTrouble() {
  const answer = await ask("rules", { tab });
  const { rules, ledger } = answer.ok ? answer : { rules: null, ledger: null };
  trouble = rules?.problem ? t("banner_rules", rulesTrouble(rules)) : mended(ledger);
  draw();
}

/** What is sent or parked meanwhile would end with the browser. */
async function lookForRoom() {
  unstored = await unstoredWords();
  draw();
}

/** While the helper is away, ask now and then; the background reads again once it is back. */
async function retry() {
  await ask("status");
  await load();
}

async function again() {
  await ask("read.again", { tab });
  await load();
}

/** Whoever sent a reply is shown what it did to their promises, if anything.
 * @param {any} sent SentReport, or null @param {any} before */
const noted = (sent, before) =>
  Boolean(sent && [...sent.promises, ...sent.untimed, ...sent.kept].length) && JSON.stringify(sent) !== JSON.stringify(before);

/* --- Which tab ------------------------------------------------------------------------------ */

async function load() {
  if (fixed === null) {
    const [front] = await chrome.tabs.query({ active: true, currentWindow: true });
    if (tab !== front?.id) state = null;
    tab = front?.id ?? -1;
  }
  const mine = ++turn;
  const answer = await ask("state", { tab });
  if (answer.ok && mine === turn) state = answer.state;
  draw();
}

localise(document);
byId("rest").hidden = window !== top; // the practice inbox around us leads there too
select("read");
watchPause(byId("pause"));
byId("tabs").addEventListener("keydown", walkTabs);
for (const name of ROOMS) byId(`tab-${name}`).addEventListener("click", () => select(name));

chrome.storage.session.onChanged.addListener((changes) => {
  if (isOfUnstored(changes)) void lookForRoom();
  const news = changes[`tab:${tab}`];
  if (!news) return;
  const pairing = byId("bar").hidden; // until that is done a mail cannot be read, whatever its page tells
  if (!news.newValue || pairing) return void load(); // the tab left its mail: nothing of it stays here
  turn += 1;
  const before = state;
  state = /** @type {TabState} */ (news.newValue);
  unseen = selected() === "reply" && Boolean(state.sent) && (unseen || noted(state.sent, before?.sent));
  if (unseen && state.compose === null) {
    rooms.reply.promise = null; // what was to be said about it is said
    return select("remember");
  }
  draw();
});
chrome.storage.local.onChanged.addListener((changes) => {
  if ("pairing" in changes) void load();
});
chrome.runtime.onMessage.addListener((message, sender) => {
  if (message?.type === "tell" && message.tab === tab && !sender.tab) tellThem(message.promise); // from no page
  if (message?.type === "command" && message.tab === tab && document.visibilityState === "visible") obey(message.command);
  return false;
});
if (fixed === null) chrome.tabs.onActivated.addListener(() => void load());
setInterval(() => {
  if (state?.status === "off" && document.visibilityState === "visible") void retry();
}, RETRY_MS);
// A button on a notification may have changed the ledger meanwhile, and an editor the rules.
setInterval(() => {
  if (document.visibilityState !== "visible" || !state || ["unpaired", "off"].includes(state.status)) return;
  if (selected() === "remember") void rooms.remember.load(state);
  void lookForTrouble();
}, LOOK_MS);

/** Keyboard commands that work while the hands are in the mail. @param {string} command */
function obey(command) {
  if (selected() !== "reply") select("reply");
  if (command === "next-draft") rooms.reply.nextForm();
  if (command === "insert-draft") void rooms.reply.insert();
  if (command === "next-finding") rooms.reply.nextFinding();
}

void load().then(lookForRoom).then(lookForTrouble);
