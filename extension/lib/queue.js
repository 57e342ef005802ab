/**
 * Sent mails wait here until the helper has confirmed them, from the press of Send on. The queue
 * lies in `storage.local`: it outlives the worker, the browser, the helper and an update of the
 * extension, and ids keep a repeated delivery harmless.
 */

import { edit, listOf } from "./kept.js";
import { call } from "./transport.js";

/** @typedef {import("./transport.js").HelperError} HelperError */
/**
 * @typedef {object} Queued
 * @property {string} id
 * @property {any} report     SentMail
 * @property {number|null} tab  where its SentReport will be shown
 * @property {number} [held]  Send was pressed then (epoch milliseconds), and its box is still there
 * @property {string|null} [after]  put off: not told before it goes out; null where it is not known when
 * @property {string} [refused]  why the helper does not want it
 * @property {true} [undone]  the helper knows the mail, and is to forget what it did
 */

/** Answers that will be the same next time: this very report is not wanted. */
const FINAL = [400, 404, 413, 415, 422];
/** The helper stumbled over this very report, and may not over the next. */
const STUMBLED = 500;

/** @returns {Promise<Queued[]>} */
export const queued = () => listOf("queue");

/** @param {(queue: Queued[]) => Queued[]} change */
const editQueue = (change) => edit("queue", change);

/** Send was pressed: whether it went will show.
 * @param {{id: string}} report @param {number|null} tab @param {string|null} [after] */
export const hold = (report, tab, after) =>
  editQueue((queue) => [...queue, { id: report.id, report, tab, held: Date.now(), after }]);

/**
 * Keep a sent mail until it is delivered. The same id twice is one mail.
 * @param {{id: string}} report @param {number|null} tab @param {string} [after]
 */
export function enqueue(report, tab, after) {
  const { id } = report;
  return editQueue((queue) =>
    queue.some((entry) => entry.id === id && !entry.held)
      ? queue
      : [...queue.filter((entry) => entry.id !== id), { id, report, tab, ...(after && { after }) }],
  );
}

/** Its box stayed, so it was not sent. @param {string} id */
export const release = (id) => editQueue((queue) => queue.filter((entry) => entry.id !== id || !entry.held));

/** What the helper does not want, its user does not want either. */
export const dropRefused = () => editQueue((queue) => queue.filter(({ refused }) => refused === undefined));

/** A tab has another number once the browser was closed. */
export const leaveTabs = () => editQueue((queue) => queue.map((entry) => ({ ...entry, tab: null })));

/**
 * The client's own Undo brought the mail back. @param {string} id
 * @returns {Promise<boolean>} whether the helper surely never heard of it: one that was tried may
 *     have arrived, and only the answer got lost
 */
export async function withdraw(id) {
  await delivery.catch(() => undefined); // it may just be on its way
  const entry = (await queued()).find((one) => one.id === id);
  await editQueue((queue) => queue.filter((one) => one.id !== id));
  return Boolean(entry && (entry.held || Date.parse(entry.after ?? "") > Date.now()));
}

/** It may have been told already, and was brought back: that waits for the helper as well.
 * @param {string} id @param {number|null} tab */
export const undo = (id, tab) => editQueue((queue) => [...queue, { id, report: { id }, tab, undone: true }]);

/** @typedef {(sent: Queued, answer: any) => Promise<void>} Delivered */

/** One delivery after the other: what came in during a failed one is tried right after it. */
let delivery = Promise.resolve();

/**
 * Deliver what waits, oldest first, one at a time. An entry leaves the queue only after the helper
 * confirmed it; if the worker dies in between, the same id goes again and the helper doubles nothing.
 * What the helper refuses stays, with its reason, until `retry` says to ask again.
 * @param {Delivered} delivered @param {boolean} [retry]
 * @returns {Promise<void>}
 */
export function deliver(delivered, retry = false) {
  const run = () => deliverAll(delivered, retry);
  delivery = delivery.then(run, run);
  return delivery;
}

/** @param {Delivered} delivered @param {boolean} retry */
async function deliverAll(delivered, retry) {
  const tried = new Set();
  let stumbled;
  /** @param {Queued} entry */
  const due = ({ id, held, after, refused }) =>
    !tried.has(id) && !held && (!after || Date.parse(after) <= Date.now()) && (retry || refused === undefined);
  for (;;) {
    const next = (await queued()).find(due);
    if (!next) break;
    tried.add(next.id);
    try {
      const answer = await call("POST", next.undone ? "/v1/unsent" : "/v1/sent", { body: next.report });
      await editQueue((queue) => queue.filter((entry) => entry.id !== next.id));
      await delivered(next, next.undone ? null : answer);
    } catch (error) {
      const { status, title, detail } = /** @type {HelperError} */ (error);
      if (status === STUMBLED) {
        stumbled = error;
        continue;
      }
      if (!FINAL.includes(status)) throw error;
      const refused = detail || title;
      await editQueue((queue) =>
        queue.map((entry) => (entry.id === next.id ? { ...entry, refused } : entry)),
      );
    }
  }
  if (stumbled) throw stumbled;
}
