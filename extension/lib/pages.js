/** Words to a mail page, that is to our scripts in it. */

import { HelperError } from "./transport.js";

/** Notify a page that may be gone: nothing depends on the answer. @param {number} tab @param {object} message */
export function tellPage(tab, message) {
  chrome.tabs.sendMessage(tab, message, { frameId: 0 }).catch(() => undefined);
}

/** @param {number} tab @param {object} message */
export async function askPage(tab, message) {
  const answer = await chrome.tabs.sendMessage(tab, message, { frameId: 0 }).catch(() => null);
  if (!answer) throw new HelperError("gone", "The mail page does not answer");
  return answer;
}
