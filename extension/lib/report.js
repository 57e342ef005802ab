/**
 * What the adapters find on the mail pages that are open: counts, and not one word of a mail. Made
 * for bug reports: a client that changed its pages shows here first.
 */

/** Parts of a mail by the names of their selectors. @type {Record<string, (mail: any) => unknown>} */
const PARTS = {
  thread: (mail) => mail.thread,
  message: (mail) => mail.message,
  subject: (mail) => mail.subject,
  sender: (mail) => mail.from,
  received: (mail) => mail.received,
  body: (mail) => mail.text,
  account: (mail) => mail.account,
};

/**
 * @typedef {object} Row
 * @property {string} element  such as "gmail.subject"
 * @property {number[]} counts  how often each selector of its chain was the one, surest first
 * @property {number} way  which it mostly is, from 0; -1: what is open lacks it
 */

/**
 * @param {string} app @param {Record<string, number[]>} hits @param {any} mail Mail, if one is open
 * @param {boolean[]} sends  whether each open compose has a known Send button
 * @returns {Row[]}
 */
export function rowsOf(app, hits, mail, sends) {
  const missing = new Set(mail ? Object.keys(PARTS).filter((name) => !PARTS[name]?.(mail)) : []);
  if (sends.includes(false)) missing.add("send");
  const names = new Set([...Object.keys(hits).map((name) => name.split(".")[1] ?? ""), ...missing]);
  return [...names].sort().map((name) => {
    const counts = hits[`${app}.${name}`] ?? [];
    return { element: `${app}.${name}`, counts, way: missing.has(name) ? -1 : counts.indexOf(Math.max(...counts)) };
  });
}

/** What a mail lacks that its reader would miss. @param {any} mail @returns {string[]} */
export const lacking = (mail) =>
  mail && mail.app !== "practice" && mail.app !== "file"
    ? ["sender", "subject", "received", "thread"].filter((name) => !PARTS[name]?.(mail)) : [];

/** For a bug report. @param {Row[]} rows */
export const asText = (rows) =>
  [`Aizuchi ${chrome.runtime.getManifest().version}, ${navigator.userAgent}`,
    ...rows.map(({ element, counts, way }) => `${element}: ${counts.join("/") || "0"}${way < 0 ? " missing" : ""}`)].join("\n");
