/** Tabs that come and go: give open mail tabs their scripts, forget what a tab has left. */

import { forget } from "./tabs.js";

/** The tab went to a page that is not a mail client: what was known is about nothing now.
 * @param {number} tab */
export async function forgetUnlessAnswered(tab) {
  const key = `tab:${tab}`;
  if (!(key in (await chrome.storage.session.get(key)))) return;
  if (!(await lives(tab))) await forget(tab);
}

/** Whether a script of ours listens in a tab. @param {number} tab */
const lives = (tab) =>
  chrome.tabs.sendMessage(tab, { type: "ping" }, { frameId: 0 }).then(() => true, () => false);

/** Mail tabs that were open before the extension came: give them the content scripts too. */
export async function adoptOpenTabs() {
  for (const { matches = [], css = [], js = [] } of chrome.runtime.getManifest().content_scripts ?? []) {
    for (const { id } of await chrome.tabs.query({ url: matches })) {
      if (id === undefined || (await lives(id))) continue;
      const target = { tabId: id };
      await chrome.scripting.insertCSS({ target, files: css }).catch(() => undefined);
      await chrome.scripting.executeScript({ target, files: js }).catch(() => undefined);
    }
  }
}

/** What not every mail page needs, by the name under which `watch.js` asks for it.
 * @type {Record<string, string[]>} */
const TOOLS = {
  writing: ["mail/compose.js", "mail/marks.js", "mail/sending.js", "mail/writing.js"],
  rows: ["mail/rows.js"],
};

/** @param {number} tab @param {string} name */
export async function addScripts(tab, name) {
  const files = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
  if (files) await chrome.scripting.executeScript({ target: { tabId: tab }, files });
}
