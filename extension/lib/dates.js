/**
 * The moment a mail came in, or is to go out, from the words a page shows; null unless there is
 * only one way to read them. Names of months and days come from the browser, for the language of
 * the page; the clients show the time of the page's own zone.
 */

/** @param {string} word */
const bare = (word) => word.toLowerCase().replace(/[.\u200e\u200f]/g, "");

/**
 * Words for a part of the date: long and short, alone and within a date.
 * @param {string} language
 * @param {"month"|"weekday"|"dayPeriod"} part
 * @param {Date[]} dates
 */
const wordsFor = (language, part, dates) => {
  /** @type {Map<string, number>} */
  const words = new Map();
  for (const style of /** @type {const} */ (["long", "short"])) {
    for (const around of [{}, { day: "numeric" }, { hour: "numeric", hour12: true }]) {
      /** @type {any} */
      const options = { ...(part === "dayPeriod" ? {} : { [part]: style }), ...around };
      const format = new Intl.DateTimeFormat([language, "en"], options);
      dates.forEach((date, value) => {
        const word = format.formatToParts(date).find((one) => one.type === part)?.value;
        if (word) words.set(bare(word), value);
      });
    }
  }
  return words;
};

/** @param {string} language */
const vocabulary = (language) => {
  const twelve = [...Array(12).keys()];
  const months = twelve.map((month) => new Date(2026, month, 15));
  const days = [...Array(7).keys()].map((day) => new Date(2026, 10, 1 + day)); // a Sunday first
  const halves = [new Date(2026, 0, 1, 9), new Date(2026, 0, 1, 21)];
  const words = (/** @type {"month"|"weekday"|"dayPeriod"} */ part, /** @type {Date[]} */ dates) =>
    new Map([...wordsFor("en", part, dates), ...wordsFor(language, part, dates)]);
  return { months: words("month", months), days: words("weekday", days), halves: words("dayPeriod", halves) };
};

/** Digits of every script as 0-9; everything that is said in brackets is a comment. @param {string} text */
const plain = (text) =>
  text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/^([^(]*)\(.*\)/, "$1")
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replace(/\s+/g, " ");

/** @param {Date} utc @param {string} zone @returns {number} milliseconds that clocks there are ahead of UTC */
const ahead = (utc, zone) => {
  /** @type {Intl.DateTimeFormatOptions} */
  const shown = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };
  const parts = new Intl.DateTimeFormat("en", shown).formatToParts(utc);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = ["year", "month", "day", "hour", "minute", "second"]
    .map((type) => Number(parts.find((one) => one.type === type)?.value));
  return Date.UTC(y, mo - 1, d, h, mi, s) - utc.getTime();
};

/** What a clock in a zone showed, as a moment; asked twice, for the clocks may change in between.
 * @param {Date} wall  the digits, as if in UTC @param {string} zone */
const inZone = (wall, zone) => {
  const near = new Date(wall.getTime() - ahead(wall, zone));
  return new Date(wall.getTime() - ahead(near, zone));
};

/** @param {string} text @param {string} language @param {string} zone */
const readMoment = (text, language, zone) => {
  const { months, days, halves } = vocabulary(language);
  const source = plain(text).replace(/(\d) ?[年月日号號년월일]/g, "$1 ");
  const [clock, h, min] = /(\d{1,2}):(\d{2})(?::\d{2})?/.exec(source) ?? [];
  if (!clock) return null;
  const rest = source.replace(clock, " ");
  const words = (rest.match(/\p{L}[\p{L}\p{M}.]*/gu) ?? []).map(bare);
  const half = words.map((word) => halves.get(word)).find((one) => one !== undefined);
  const day = words.map((word) => days.get(word)).find((one) => one !== undefined);
  const month = words.map((word) => months.get(word)).find((one) => one !== undefined);
  // A half of the day in words we do not know would be hours wrong.
  const beside = new RegExp(`\\p{L}\\.? ?${clock}|${clock} ?\\p{L}`, "u").test(source);
  if (half === undefined && beside && Number(h) <= 12 && !clock.startsWith("0")) return null;
  const hour = half === undefined ? Number(h) : (Number(h) % 12) + 12 * half;
  const fits = datesIn(rest, month).map(([y, m, d]) => ({ d, date: new Date(Date.UTC(y, m, d, hour, Number(min))) }))
    .filter(({ d, date }) => date.getUTCDate() === d && (day === undefined || date.getUTCDay() === day));
  const moments = new Set(fits.map(({ date }) => inZone(date, zone).toISOString()));
  return moments.size === 1 ? /** @type {string} */ ([...moments][0]) : null;
};

/**
 * Every way to read the day: year, month from 0, day.
 * @param {string} text @param {number|undefined} month @returns {[number, number, number][]}
 */
const datesIn = (text, month) => {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const year = numbers.find((one) => one > 1990 && one < 2200);
  const small = numbers.filter((one) => one !== year);
  if (year === undefined || small.some((one) => one > 31)) return [];
  const [a = 0, b = 0] = small;
  if (small.length === 1 && month !== undefined) return [[year, month, a]];
  if (small.length !== 2 || month !== undefined) return [];
  const sure = numbers[0] === year || /\d\. ?\d/.test(text);
  const monthFirst = numbers[0] === year || !sure;
  /** @type {[number, number, number][]} */
  const ways = monthFirst ? [[year, a - 1, b]] : [];
  if (!monthFirst || !sure) ways.push([year, b - 1, a]);
  return ways.filter(([, m, d]) => m >= 0 && m < 12 && d > 0);
};

/**
 * @param {string|null} text  such as "Thu 9/17/2026 2:52 PM"
 * @param {string} language  of the page, such as "en-us"
 * @param {string} zone  of the page, such as "Asia/Tokyo"
 * @returns {string|null}  ISO 8601 in UTC
 */
export function moment(text, language, zone) {
  if (text && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text)) return new Date(text).toISOString();
  try {
    return text && readMoment(text, language || "en", zone);
  } catch {
    return null; // a language tag the browser does not know
  }
}

/**
 * The time a mail was put off to: where no year is said, the next such day.
 * @param {string} text  such as "Tomorrow morning Nov 25, 8:00 AM"
 * @param {string} language @param {string} zone @param {Date} now
 * @returns {string|null}  ISO 8601 in UTC
 */
export function coming(text, language, zone, now) {
  const years = [now.getFullYear(), now.getFullYear() + 1];
  const dated = years.map((year) => (/\b20\d\d\b/.test(text) ? text : /[月월]/.test(text) ? `${year} ${text}` : `${text} ${year}`));
  return dated.map((one) => moment(one, language, zone)).find((one) => one && new Date(one) > now) ?? null;
}
