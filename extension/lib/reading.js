/** The mail of a tab: read by the helper, kept as the tab's state, told to the chip. */

import { failed } from "./failing.js";
import { wantsRows } from "./rows.js";
import { selectedMail } from "./menu.js";
import { askPage, tellPage } from "./pages.js";
import { rowsOf } from "./report.js";
import { deliver } from "./sent.js";
import { NOTHING, allTabs, change, stateOf } from "./tabs.js";
import { call } from "./transport.js";

/** @typedef {import("./tabs.js").TabState} TabState */

/** The mail of a tab, whichever page gave it. @param {any} mail */
const sameMail = (mail) => JSON.stringify([mail?.app, mail?.thread, mail?.message, mail?.text]);

/** What stays while another mail is opened, or none: the box one writes in, the list, the look.
 * @param {TabState} state @returns {TabState} */
const besideMail = ({ compose, signature, dismissed, sent, inbox, dark }) =>
  ({ ...NOTHING, compose, signature, dismissed, sent, inbox, dark });

/** @param {number} tab @param {any} mail  of which `partial` stays here @returns {Promise<Partial<TabState>>} */
export async function read(tab, mail) {
  const { partial, ...body } = mail;
  const begun = change(tab, (before) =>
    sameMail(before.mail) === sameMail(mail)
      ? { mail, status: "working", error: null }
      : { ...besideMail(before), sent: null, status: "working", mail },
  );
  /** @type {Partial<TabState>} */
  let outcome;
  try {
    const reading = await call("POST", "/v1/read", { body });
    outcome = { reading, status: reading.level === null ? "unsupported" : "ready", error: null };
  } catch (error) {
    outcome = failed(error);
  }
  await begun;
  // A failure that comes late must not hide what a second try has read meanwhile.
  const state = await change(tab, (now) =>
    sameMail(now.mail) === sameMail(mail) && (outcome.reading || now.status === "working") ? outcome : {},
  );
  if (state.reading) tellPage(tab, { type: "chip", reading: state.reading });
  if (outcome.reading) void deliver();
  return outcome;
}

/** @param {number} tab @returns {Promise<Partial<TabState>>} */
export async function closed(tab) {
  await change(tab, besideMail);
  return { reading: null };
}

/** The user selected a mail's words, where the page could not be read by itself.
 * @param {number} tab @param {string} url @param {string} text as the browser joins it to one line */
export async function readSelection(tab, url, text) {
  const { found } = await askPage(tab, { type: "selection" }).catch(() => ({ found: "" }));
  const { mail } = await stateOf(tab);
  await read(tab, selectedMail(url, found || text, mail));
}

/** What is found on the mail pages that are open. */
export async function adapterReport() {
  const pages = await Promise.all((await chrome.tabs.query({})).map(async ({ id = -1 }) => {
    const { found } = await askPage(id, { type: "report" }).catch(() => ({ found: null }));
    return found ? rowsOf(found.app, found.hits, (await stateOf(id)).mail, found.sends) : [];
  }));
  return pages.flat();
}

/** After a silence of the helper, or pairing: read again what could not be read, or is on its way. */
export async function recover() {
  for (const [tab, state] of await allTabs()) {
    if (!["off", "unpaired", "error", "working"].includes(state.status)) continue;
    if (state.mail) await read(tab, state.mail);
    else {
      await change(tab, { status: "empty", error: null });
      tellPage(tab, { type: "rows", wanted: await wantsRows() });
    }
  }
}
