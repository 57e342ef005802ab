/**
 * What becomes of a sent mail: held from the press of Send on, queued once it went, told to the
 * helper; also one put off, one called back, one undone, and one sent from the phone.
 */

import { goesOut, ownOf, withLink } from "./mails.js";
import { askPage } from "./pages.js";
import * as queue from "./queue.js";
import { change } from "./tabs.js";
import { begins, isNew, noteTold } from "./told.js";
import { pairedSince } from "./transport.js";

/** @param {boolean} [retry] what was refused, too */
export const deliverAll = (retry = false) =>
  queue.deliver(async ({ tab }, sent) => {
    if (tab !== null) await change(tab, { sent });
  }, retry);

/** What cannot be delivered now stays and is tried again. @param {boolean} [retry] */
export const deliver = (retry) => deliverAll(retry).catch(() => undefined);

/** Send was pressed: kept here at once, for the page may be gone the next moment.
 * @param {any} message @param {number} tab */
export async function hold({ report, pick, ...place }, tab) {
  await queue.hold(withLink(report), tab); // first: the next message about it must find it
  const at = goesOut(pick, place);
  if (at) await noteTold(report.text, at);
}

/** It went, or will at the time picked for it. Where that cannot be read, its thread will tell.
 * @param {any} message @param {number} tab */
export async function sent({ report: told, pick, ...place }, tab) {
  const report = withLink(told);
  const at = goesOut(pick, place);
  if (!at) return queue.release(report.id);
  await (pick.length ? queue.enqueue({ ...report, sent: at }, tab, at) : queue.enqueue(report, tab));
}

/** What the user wrote on the phone stands in its thread. @param {any} seen @param {number} tab */
export async function noticeOwn(seen, tab) {
  const since = await pairedSince();
  for (const mail of since ? await ownOf(seen) : []) {
    if (!since || !(await isNew(mail, since))) continue;
    await noteTold(mail.text, mail.sent);
    await queue.enqueue(mail, tab);
    void deliver();
  }
}

/** What was held by a page that cannot say any more how it went on: an update came, or the tab is
 * gone. Whether a box with its words still stands there tells. @param {number} [older] milliseconds */
export async function settle(older = 0) {
  for (const { id, held, tab, report } of await queue.queued()) {
    if (!held || held > Date.now() - older) continue;
    const { found = [] } = tab === null ? {} : await askPage(tab, { type: "writing" }).catch(() => ({}));
    const open = found.some((/** @type {string} */ text) => begins(text, report.text));
    await (open ? queue.release(id) : queue.enqueue(report, tab));
  }
}

/** A mail that was put off, and is being written again, was called back. @param {string} text */
export async function calledBack(text) {
  const back = (await queue.queued()).find(({ after, report }) => after && text && begins(text, report.text));
  if (back) await queue.withdraw(back.id);
}

/** An undone mail promises nothing, and closes nothing. @param {string} id @param {number} tab */
export async function withdraw(id, tab) {
  if (await queue.withdraw(id)) return;
  await queue.undo(id, tab);
  await change(tab, { sent: null });
  void deliver();
}
