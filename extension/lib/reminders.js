/**
 * Reminders in the browser: the second channel, used only where the desktop has none.
 * The helper leaves `Day.reminders` empty wherever it could notify by itself.
 */

import { t } from "./i18n.js";
import { openMail } from "./tabs.js";

/** The promise a notification speaks of is part of its id: the worker may have slept meanwhile. */
const PREFIX = "promise";
const DIGEST = "digest";

/**
 * Show each reminder once; `shown` tells the helper, so that no other browser shows it again.
 * @param {any[]} reminders @param {(id: number) => Promise<unknown>} shown
 */
export async function showReminders(reminders, shown) {
  for (const { promise, stage, title } of reminders) {
    const { id, sentence, link } = promise;
    await chrome.notifications.create([PREFIX, id, stage, link ?? ""].join("|"), {
      type: "basic",
      iconUrl: chrome.runtime.getURL("icons/128.png"),
      title: title ?? sentence,
      message: sentence,
      // Firefox knows no buttons; there a click opens the mail.
      ...(chrome.notifications.onButtonClicked && {
        buttons: (stage === "held" ? ["it_held", "ask_them"] : ["done", "tell_them"]).map((key) => ({ title: t(key) })),
      }),
    });
    await shown(id);
  }
}

/** What was dealt with, wherever, need not stand on the screen. @param {number} promise */
export async function takeAway(promise) {
  const standing = Object.keys(await chrome.notifications.getAll());
  for (const id of standing.filter((one) => one.startsWith(`${PREFIX}|${promise}|`))) await chrome.notifications.clear(id);
}

/** The inbox in one line, once a day. @param {string} line */
export async function showDigest(line) {
  const iconUrl = chrome.runtime.getURL("icons/128.png");
  await chrome.notifications.create(DIGEST, { type: "basic", iconUrl, title: t("digest_title"), message: line });
}

/**
 * @param {string} notification its id @param {number|null} button 0 done, 1 tell them, null: opened
 * @param {(id: number, action: string) => Promise<any>} changePromise
 */
export async function answerNotification(notification, button, changePromise) {
  const [prefix, id, , link] = notification.split("|");
  if (![PREFIX, DIGEST].includes(prefix)) return;
  void chrome.notifications.clear(notification);
  if (prefix === DIGEST) return void (await chrome.tabs.create({ url: "desk/desk.html#today" }));
  if (button === 0) return void (await changePromise(Number(id), "done"));
  const wanted = button === 1 && (await changePromise(Number(id), "notice"));
  await openMail(link, wanted && wanted.promise);
}
