/** The inbox: rows of the list, if the user wants it read, and of the mails that are open. */

import { languageOfWords, zone } from "./i18n.js";
import { keep } from "./kept.js";
import { tellPage } from "./pages.js";
import { showDigest } from "./reminders.js";
import { allTabs, change, stateOf } from "./tabs.js";
import { call } from "./transport.js";

/** So much of an open mail is told, so that it is not read as another than in its own tab. */
const MOST = 8000;

/** The lists in sight and the mails open in this browser, as rows for the digest. */
export async function openRows() {
  const all = await allTabs();
  const rows = all.map(([tab, { mail }]) => ({ tab, mail })).filter(({ mail }) => mail && mail.app !== "practice");
  const threads = rows.map(({ mail }) => mail.thread);
  const listed = all.flatMap(([, { listed = [] }]) => listed).filter(({ id }) => !threads.includes(id));
  return [...listed, ...rows.map(({ tab, mail }) => ({
    id: `tab:${tab}`,
    from: mail.from ?? null,
    subject: mail.subject ?? "",
    snippet: (mail.text ?? "").slice(0, MOST),
    received: mail.received ?? null,
    thread: mail.thread ?? null,
  }))];
}

/** The day and the rows the helper was last asked about. */
let asked = "";

/** The inbox speaks up once a day; the helper says when that is. */
export async function announce() {
  const rows = await openRows();
  const what = JSON.stringify([new Date().toDateString(), rows]);
  if (rows.length === 0 || what === asked) return;
  const { announce: now, line } = await triage(rows, true);
  asked = what;
  if (now) await showDigest(line);
}

/** @param {object[]} rows @param {boolean} [announce] @returns {Promise<any>} Digest */
export const triage = (rows, announce) =>
  call("POST", "/v1/triage", { body: { rows, zone: zone(), language: languageOfWords(), announce } });

/** Whether the user wants the list read too; at first not. */
export async function wantsRows() {
  const { rows } = await chrome.storage.local.get("rows");
  return rows === true;
}

/** @param {boolean} wanted */
export async function wantRows(wanted) {
  await keep({ rows: wanted });
  for (const { id = -1 } of await chrome.tabs.query({})) {
    tellPage(id, { type: "rows", wanted });
    if (!wanted && (await stateOf(id)).inbox) await change(id, { inbox: null, listed: [] });
  }
}
