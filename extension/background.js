/**
 * The hall of the extension: everything passes here, and only from here is the helper spoken to.
 *
 * Content scripts and pages send messages; the answer is always {ok: true, ...} or
 * {ok: false, error: {code, title, detail}}. What is known about a tab lies in `lib/tabs.js`; the
 * panel watches it there.
 */

import { addScripts, adoptOpenTabs, forgetUnlessAnswered } from "./lib/adopt.js";
import { codeOf, noteSilence, plain } from "./lib/failing.js";
import { hours, languageOfWords, zone } from "./lib/i18n.js";
import { keep, storeAgain } from "./lib/kept.js";
import { inboxRows, mailOf } from "./lib/mails.js";
import { makeMenu } from "./lib/menu.js";
import { askPage } from "./lib/pages.js";
import * as queue from "./lib/queue.js";
import { adapterReport, closed, read, readSelection, recover } from "./lib/reading.js";
import { answerNotification, showReminders, takeAway } from "./lib/reminders.js";
import { check, dismiss, draft, withoutBox } from "./lib/replying.js";
import { fromDesk } from "./lib/rest.js";
import { announce, openRows, triage, wantRows, wantsRows } from "./lib/rows.js";
import { calledBack, deliver, deliverAll, hold, kept, noticeOwn, sent, settle, withdraw } from "./lib/sent.js";
import { NO_COMPOSE, allTabs, change, forget, openMail, stateOf } from "./lib/tabs.js";
import * as helper from "./lib/transport.js";

/** @typedef {import("./lib/tabs.js").TabState} TabState */

const MINUTE = "minute";
/** A page that is there says within ten seconds how a send went on. */
const SETTLE_MS = 30_000;

/* --- Remember ------------------------------------------------------------------------------- */

/** @param {number} id @param {string} action @param {{until?: string, due?: string}} [when] */
async function changePromise(id, action, when = {}) {
  const changed = await helper.call("PATCH", `/v1/promises/${id}`, { body: { action, ...when } });
  if (action !== "shown") await takeAway(id);
  return changed;
}

/* --- Rest ----------------------------------------------------------------------------------- */

/** The day as it stands, told on the user's clock and in the language of our words. */
const today = () => helper.call("GET", "/v1/day", { query: { zone: zone(), hours: hours(), language: languageOfWords() } });

/** Each minute: hand over what waits, then show what the desktop could not. */
async function everyMinute() {
  await storeAgain();
  await settle(SETTLE_MS);
  if (!(await helper.paired())) return;
  await deliver();
  try {
    const day = await today();
    await showReminders(day.reminders, (id) => changePromise(id, "shown"));
    await chrome.storage.session.set({ offer: day.pause ?? null });
    if (day.in_block) await announce();
    await recover();
  } catch {
    // off or revoked: the panel says so, the next minute tries again
  }
}

/* --- Messages ------------------------------------------------------------------------------- */

/** What a mail page may ask; `own` is true for the practice inbox, which is our page.
 * @type {Record<string, (message: any, tab: number, own: boolean) => Promise<object|void>>} */
const fromMail = {
  wake: () => helper.meet(),
  "page.begun": async (_, tab) => void (await change(tab, { ...NO_COMPOSE, dismissed: [] })), // boxes of the page before are gone
  "mail.seen": async ({ seen }, tab, own) => {
    if (seen) void change(tab, { dark: own ? null : seen.dark ?? null }); // ours turns with the desktop, as the panel does
    if (seen?.own.length) void noticeOwn(seen, tab);
    const readable = seen && !seen.mine && (seen.text || seen.html);
    const [{ error, status, reading }, rows] = await Promise.all([readable ? read(tab, mailOf(seen)) : closed(tab), wantsRows()]);
    if (error) throw Object.assign(new Error(error.title), { code: codeOf(status), ...error });
    return { reading, rows };
  },
  rows: async ({ rows, ...place }, tab) => {
    if (!(await wantsRows())) return { levels: {} };
    const listed = inboxRows(rows, place);
    const inbox = await triage(listed).catch(noteSilence(tab));
    await change(tab, { inbox, listed });
    return { levels: Object.fromEntries(inbox.rows.map((/** @type {any} */ row) => [row.id, row.level])) };
  },
  scripts: ({ name }, tab) => addScripts(tab, name),
  "compose.opened": async ({ compose, signature = "" }, tab) => void (await change(tab, (now) =>
    now.compose === compose ? {} : { ...NO_COMPOSE, compose, signature },
  )),
  "compose.closed": async ({ compose }, tab) => void (await change(tab, (now) => withoutBox(now, compose))),
  "compose.text": async ({ compose, text, signature, attached, elsewhere, mail }, tab) => {
    void calledBack(text, mail);
    return { check: await check(tab, compose, text, signature, attached, elsewhere) };
  },
  "mail.held": (message, tab) => hold(message, tab),
  "mail.sent": async (message, tab) => {
    await sent(message, tab);
    void deliverAll().catch(noteSilence(tab)).catch(() => undefined);
  },
  "mail.kept": ({ id }) => kept(id),
  "mail.withdrawn": ({ id }, tab) => withdraw(id, tab),
  "panel.open": (_, tab, own) => (own ? Promise.resolve() : openPanel(tab)), // practice has its own
};

/** What the page is to do itself. @param {{tab: number, type: string}} message */
const toPage = ({ tab, ...order }) => askPage(tab, order);

/** What our own pages may ask, beyond that.
 * @type {Record<string, (message: any, tab: number, own: boolean) => Promise<object|void>>} */
const fromOwnPages = {
  state: async ({ tab }) => ({ state: await visibleState(tab) }),
  draft,
  dismiss: async ({ tab, finding, ...where }) => dismiss(tab, finding, where),
  insert: async ({ tab, text, answer }) =>
    askPage(tab, { type: "insert", text, answer, compose: (await stateOf(tab)).compose ?? undefined }),
  jump: toPage,
  fix: toPage,
  "read.again": async ({ tab }) => {
    const { mail } = await stateOf(tab);
    if (mail) await read(tab, mail);
  },
  promises: ({ query }) => helper.call("GET", "/v1/promises", { query }),
  "promise.change": ({ id, action, until, due }) => changePromise(id, action, { until, due }),
  "mail.open": ({ link, wanted }) => openMail(link, wanted),
  day: today,
  insights: () => helper.call("GET", "/v1/insights", { query: { zone: zone(), language: languageOfWords() } }),
  triage: async ({ rows }) => triage(rows ?? (await openRows())),
  export: ({ format, about }) => helper.call("GET", "/v1/export", { query: { format, about, language: languageOfWords() } }),
  ...fromDesk,
  rules: async ({ tab }) => {
    const { rules, ledger } = await helper.call("GET", "/v1").catch(noteSilence(tab));
    return { rules, ledger };
  },
  status: async () => {
    const status = await helper.call("GET", "/v1");
    void recover().then(() => deliver());
    return { status };
  },
  report: async () => ({ rows: await adapterReport() }),
  queue: async ({ retry, drop }) => {
    if (retry) await deliver(true);
    if (drop) await queue.dropRefused();
    return { queue: await queue.queued() };
  },
  pair: async ({ code, port }) => {
    await helper.pair(code, port);
    void recover().then(() => deliver());
  },
  unpair: async () => {
    await helper.unpair();
    for (const [tab] of await allTabs()) await change(tab, { status: "unpaired", reading: null });
  },
  settings: async ({ name, port, rows }) => {
    if (name !== undefined) await keep({ name: String(name).trim() });
    if (port !== undefined) await helper.setPort(port);
    if (rows !== undefined) await wantRows(rows === true);
    const kept = await chrome.storage.local.get("name");
    return { name: kept.name ?? "", port: await helper.port(), paired: await helper.paired(), rows: await wantsRows() };
  },
};

/** One of the two is there: Chromium's side panel, or Firefox's sidebar. */
const sidePanel = chrome.sidePanel;
/** @type {any} */
const sidebar = /** @type {any} */ (globalThis).browser?.sidebarAction;

/** A tab nothing was ever said about still shows whether we are paired. @param {number} tab */
async function visibleState(tab) {
  const state = await stateOf(tab);
  if (!(await helper.paired())) return { ...state, status: "unpaired", reading: null };
  return state;
}

/**
 * Must reach `sidePanel.open` without waiting: the browser accepts it only inside the click.
 * @param {number} tab
 */
async function openPanel(tab) {
  if (sidePanel) {
    void sidePanel.setOptions({ tabId: tab, path: `panel/panel.html?tab=${tab}`, enabled: true });
    return sidePanel.open({ tabId: tab });
  }
  return sidebar?.open();
}

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  // A mail page that was broken into may speak as our content script, so it gets nothing but what
  // a content script needs: no ledger, no export, no pairing.
  const own = sender.url?.startsWith(chrome.runtime.getURL("")) ?? false;
  const known = [fromMail, ...(own ? [fromOwnPages] : [])].find((some) => Object.hasOwn(some, message?.type));
  const handle = known?.[message.type];
  if (sender.id !== chrome.runtime.id || !handle) return false;
  handle(message, sender.tab?.id ?? -1, own).then(
    (result) => answer({ ok: true, ...result }),
    (error) => answer({ ok: false, error: plain(error) }),
  );
  return true;
});

/* --- Events: all at top level, so that they wake a sleeping worker --------------------------- */

chrome.runtime.onInstalled.addListener(() => void makeMenu());
chrome.runtime.onInstalled.addListener(() => void adoptOpenTabs().then(() => settle()).then(() => deliver()));
chrome.runtime.onStartup.addListener(() => void queue.leaveTabs().then(() => settle()).then(() => deliver()));

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === MINUTE) void everyMinute();
});

chrome.tabs.onRemoved.addListener((tab) => void forget(tab));

chrome.tabs.onUpdated.addListener((tab, { status }) => {
  if (status === "complete") void forgetUnlessAnswered(tab);
});

chrome.commands?.onCommand.addListener(async (command, tab) => {
  chrome.runtime.sendMessage({ type: "command", command, tab: tab?.id }).catch(() => undefined);
});

chrome.contextMenus.onClicked.addListener(({ selectionText = "" }, tab) => {
  if (tab?.id === undefined || !tab.url) return;
  void openPanel(tab.id);
  void readSelection(tab.id, tab.url, selectionText);
});

chrome.notifications.onClicked.addListener((id) => void answerNotification(id, null, changePromise));
chrome.notifications.onButtonClicked?.addListener(
  (id, button) => void answerNotification(id, button, changePromise),
);

// The token is for the background alone: content scripts may not read our storage at all.
/** @type {any} */ (chrome.storage.local).setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
void sidePanel?.setPanelBehavior({ openPanelOnActionClick: true });
if (!sidePanel) chrome.action.onClicked.addListener(() => void sidebar?.toggle());
// It outlives the worker: made anew at each waking, it would never ring for one that wakes often.
void chrome.alarms.get(MINUTE).then((known) => {
  if (!known) void chrome.alarms.create(MINUTE, { periodInMinutes: 1 });
});
