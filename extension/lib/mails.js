/** Mails as the helper's contracts have them, of what a page gave: there, times are words. */

import { coming, moment } from "./dates.js";
import { sha256 } from "./hash.js";

const MOST = 240 * 1024; // bytes of a mail: the helper takes 256 KiB
const EARLIER = 20;
const EARLIER_LETTERS = 2000;

/** @typedef {{url: string, language: string, zone: string}} Place */
/** @typedef {Open & Place & {app: string}} Seen */

/** @param {Person|null} person */
const known = (person) => (person?.name || person?.address ? person : null);

/**
 * An address that opens the thread again. Gmail's own address in a tab names no thread that would
 * hold; Outlook's does, where it names one at all.
 * @param {string} app @param {string|null} thread @param {string|null} url of the page
 */
function linkOf(app, thread, url) {
  if (!url || (app === "gmail" && !thread)) return null;
  const { origin, pathname } = new URL(url);
  if (app === "practice") return origin + pathname;
  if (app === "outlook") return /\/id\/|\/deeplink\/read\//.test(pathname) ? url : null;
  const number = /^thread-f:(\d+)$/.exec(thread ?? "")?.[1];
  const id = number ? BigInt(number).toString(16) : thread;
  const account = /\/mail\/u\/(\d+)/.exec(pathname)?.[1] ?? "0";
  return id && /^[0-9a-f]{10,}$/i.test(id) ? `${origin}/mail/u/${account}/#all/${id}` : null;
}

/** @param {Seen} seen @returns {object} Mail, and in `partial` why it is but the beginning of one */
export function mailOf({ app, url, language, zone, thread, message, subject, account, sender, received, text, html, earlier, clipped }) {
  return light({
    ...(clipped && { partial: "clipped" }),
    app, thread, message, subject, account, text, html,
    link: linkOf(app, thread, url),
    from: known(sender),
    received: moment(received, language, zone),
    earlier: earlier.slice(-EARLIER).map((one) => ({
      ...one,
      text: one.text.slice(0, EARLIER_LETTERS),
      from: known(one.from),
      received: moment(one.received, language, zone),
    })),
  });
}

/** Of a mail too long for the helper, what matters least stays here. @param {any} mail */
function light(mail) {
  const plain = { ...mail, html: null };
  const alone = { ...plain, earlier: [] };
  const fits = (/** @type {object} */ one) => new Blob([JSON.stringify(one)]).size < MOST;
  return [mail, plain, alone].find(fits) ?? { ...alone, text: mail.text?.slice(0, MOST / 6) ?? null, partial: "long" };
}

/**
 * What the user wrote from elsewhere and the thread now shows: each with the moment it went out,
 * and an id that is the same in every browser.
 * @param {Seen} seen @returns {Promise<any[]>} SentMail
 */
export async function ownOf({ app, url, language, zone, thread, subject, account, sender, mine, own }) {
  const link = linkOf(app, thread, url);
  const dated = own.map((one) => ({ ...one, sent: moment(one.received, language, zone) }));
  return Promise.all(dated.filter(({ message, text, sent }) => message && text && sent).map(async ({ message, text, sent }) => ({
    id: `own-${await sha256([app, account, message].join("\n"))}`,
    app, account, thread, message, subject, link, text, sent, zone,
    recipients: mine ? [] : [known(sender)].filter(Boolean),
  })));
}

/**
 * Rows of the list as the helper takes them.
 * @param {any[]} rows  with the words for their times @param {Place} place
 */
export const inboxRows = (rows, { language, zone }) =>
  rows.map((row) => ({ ...row, thread: row.id, received: moment(row.received, language, zone) }));

/** A mail just sent, with a link that holds. @param {any} report */
export const withLink = (report) => ({ ...report, link: linkOf(report.app, report.thread, report.link) });

/**
 * To when a mail is put off, where a time was picked for it; `pick` has the words of that.
 * @param {string[]} pick @param {Place} place @param {Date} [now]
 * @returns {string|null|undefined} ISO 8601; null when that cannot be read, undefined when it goes at once
 */
export function putOff(pick, { language, zone }, now = new Date()) {
  if (!pick.length) return undefined;
  return pick.map((words) => coming(words, language, zone, now)).find(Boolean) ?? null;
}
