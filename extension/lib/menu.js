/** "Read with Aizuchi" on selected text: the way round where a page cannot be read by itself. */

import { t } from "./i18n.js";

const ID = "read";
const hosts = () => chrome.runtime.getManifest().content_scripts?.flatMap(({ matches = [] }) => matches) ?? [];

export async function makeMenu() {
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({ id: ID, title: t("menu_read"), contexts: ["selection"], documentUrlPatterns: hosts() });
}

/**
 * The selected words as a mail. What is known of the open mail stays known; the words are not the
 * whole of it, so they do not stand for its message.
 * @param {string} url of the page @param {string} text @param {any} open Mail, if one is
 */
export function selectedMail(url, text, open) {
  const app = new URL(url).hostname === "mail.google.com" ? "gmail" : "outlook";
  const unknown = { app, thread: null, subject: null, from: null, received: null, account: null, link: null, earlier: [] };
  return { ...unknown, ...open, message: null, html: null, text };
}
