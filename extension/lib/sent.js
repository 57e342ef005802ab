/**
 * What becomes of a sent mail: held from the press of Send on, queued once it went, told to the
 * helper; also one put off, one called back, one undone, and one sent from the phone.
 */

import { ownOf, putOff, withLink } from "./mails.js";
import { askPage } from "./pages.js";
import * as queue from "./queue.js";
import { takeAway } from "./reminders.js";
import { change } from "./tabs.js";
import { begins, forgetTold, isNew, noteTold } from "./told.js";
import { pairedSince } from "./transport.js";

/** @param {boolean} [retry] what was refused, too */
export const deliverAll = (retry = false) =>
  queue.deliver(async ({ tab }, sent) => {
    for (const { id } of sent?.kept ?? []) await takeAway(id);
    if (tab !== null) await change(tab, { sent });
  }, retry);

/** What cannot be delivered now stays and is tried again. @param {boolean} [retry] */
export const deliver = (retry) => deliverAll(retry).catch(() => undefined);

/** Send was pressed: kept here at once, for the page may be gone the next moment.
 * @param {any} message @param {number} tab */
export async function hold({ report, pick, ...place }, tab) {
  const after = putOff(pick, place);
  await queue.hold(withLink(report), tab, after); // first: the next message about it must find it
  if (after !== null) await noteTold(report.id, report.text, { ...report, sent: after ?? report.sent });
}

/** Its box stayed, so it was not sent. @param {string} id */
export async function kept(id) {
  await queue.release(id);
  await forgetTold(id);
}

/** It went, or will at the time picked for it.
 * @param {any} message @param {number} tab */
export const sent = ({ report, pick, ...place }, tab) =>
  went(withLink(report), tab, putOff(pick, place));

/** Where the time it was put off to cannot be read, its thread will tell.
 * @param {any} report @param {number|null} tab @param {string|null} [after] */
function went(report, tab, after) {
  if (after === null) return queue.release(report.id);
  return queue.enqueue(after ? { ...report, sent: after } : report, tab, after);
}

/** What the user wrote on the phone stands in its thread. @param {any} seen @param {number} tab */
export async function noticeOwn(seen, tab) {
  const since = await pairedSince();
  for (const mail of since ? await ownOf(seen) : []) {
    if (!since || !(await isNew(mail, since))) continue;
    await queue.enqueue(mail, tab); // first: noted as told, it would not be told again
    await noteTold(mail.id, mail.text, mail);
    void deliver();
  }
}

/** What was held by a page that cannot say any more how it went on: an update came, or the tab is
 * gone. Whether a box with its words still stands there tells. @param {number} [older] milliseconds */
export async function settle(older = 0) {
  for (const { id, held, tab, report, after } of await queue.queued()) {
    if (!held || held > Date.now() - older) continue;
    const { found = [] } = tab === null ? {} : await askPage(tab, { type: "writing" }).catch(() => ({}));
    const open = found.some((/** @type {string} */ text) => begins(text, report.text));
    await (open ? kept(id) : went(report, tab, after));
  }
}

/** Outlook shows colleagues by name only. @param {any} mail @returns {string[]} */
const people = ({ recipients = [] }) =>
  recipients.map((/** @type {Person} */ { address, name }) => (address ?? name ?? "").toLowerCase()).filter(Boolean);

/** Whether two mails go to one of the same people, or else into one thread. Where both tell more
 * it must agree; before a subject may stand a "Re:". @param {any} one @param {any} other */
function goThere(one, other) {
  const alike = (/** @type {string} */ a, /** @type {string} */ b) => !a || !b || a.endsWith(b) || b.endsWith(a);
  if (!["app", "account", "thread", "subject"].every((name) => alike(one[name], other[name]))) return false;
  const [to, too] = [people(one), people(other)];
  return to.length && too.length ? to.some((person) => too.includes(person)) : Boolean(one.thread && other.thread);
}

/** A mail that is still put off, and is being written again, was called back.
 * @param {string} text @param {any} mail what is known of the one being written */
export async function calledBack(text, mail) {
  const waits = (/** @type {import("./queue.js").Queued} */ { after, report }) =>
    Date.parse(after ?? "") > Date.now() && begins(text, report.text) && goThere(mail, report);
  const back = (await queue.queued()).find(waits);
  if (!back) return;
  await queue.withdraw(back.id);
  await forgetTold(back.id);
}

/** An undone mail promises nothing, and closes nothing. @param {string} id @param {number} tab */
export async function withdraw(id, tab) {
  await forgetTold(id);
  if (await queue.withdraw(id)) return;
  await queue.undo(id, tab);
  await change(tab, { sent: null });
  void deliver();
}
