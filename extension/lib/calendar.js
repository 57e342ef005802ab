/**
 * Links that put a promise into the user's own calendar on the web. Nothing is asked or sent by
 * themselves: they are plain links, and what they carry leaves only when one is clicked.
 */

const QUARTER = 15 * 60_000;
const OF_A_FIRM = /^https:\/\/outlook\.(?:office(?:365)?\.com|cloud\.microsoft)\//;
/** Two houses with a calendar each: who writes at work would be asked to log in at the other. */
const OUTLOOKS = {
  firm: "https://outlook.office.com/calendar/0/deeplink/compose?",
  own: "https://outlook.live.com/calendar/0/deeplink/compose?",
};

/** Outlook shows the plus that stands for a space elsewhere. @param {Record<string, string>} asked */
const query = (asked) => new URLSearchParams(asked).toString().replaceAll("+", "%20");

/**
 * @param {{sentence: string, due: string, link?: string|null}} promise
 * @param {string} title
 * @returns {[string, string][]} name and address of each calendar
 */
export function calendarLinks({ sentence, due, link }, title) {
  const [start, end] = [0, QUARTER].map((more) => new Date(Date.parse(due) + more).toISOString().replace(/\.\d+/, ""));
  const details = /^https:/.test(link ?? "") ? `${sentence}\n\n${link}` : sentence;
  const plain = (/** @type {string} */ moment) => moment.replace(/[-:]/g, "");
  const google = { action: "TEMPLATE", text: title, dates: `${plain(start)}/${plain(end)}`, details };
  const outlook = { subject: title, startdt: start, enddt: end, body: details };
  return [
    ["Google", `https://calendar.google.com/calendar/render?${query(google)}`],
    ["Outlook", `${OUTLOOKS[OF_A_FIRM.test(link ?? "") ? "firm" : "own"]}${query(outlook)}`],
  ];
}
