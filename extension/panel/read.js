/** Read: what this mail says and how its writer feels, and always the words that tell. */

import { cutter, deskLink, el, refresh } from "../lib/dom.js";
import { day, language, languageName, t, word } from "../lib/i18n.js";
import { lacking } from "../lib/report.js";

/** @typedef {import("../lib/tabs.js").TabState} TabState */
/** @typedef {{start: number, end: number, text: string}} Span */

const LEVELS = 5;
const MOST_WORDS = 6;
const DOUBTFUL = 0.5;
const UNKNOWN = "und"; // of a language nobody could tell, as BCP 47 has it

export class Read {
  /** @param {HTMLElement} region */
  constructor(region) {
    this.region = region;
  }

  /** @param {TabState} state @param {number} _tab */
  draw(state, _tab) {
    const { reading, mail } = state;
    if (!reading) return;
    const partial = mail?.partial;
    refresh(this.region, [reading, lacking(mail), partial], () => [
      heading(reading),
      partial && el("p", { class: "note small" }, t(`partial_${partial}`)),
      reading.text.trim() && partly(lacking(mail)),
      ...(reading.level === null ? [unsupported(reading)]
        : isNobodys(reading) ? [el("p", { class: "card" }, t("not_customer"))]
          : [asks(reading), feeling(reading, partial), circumstances(reading)]),
      reading.call && el("p", { class: "card" }, t("call_better")),
      lastTime(reading.last_time),
      claims(reading.claims),
      theMail(reading),
    ]);
  }
}

/** @param {any} person @returns {string} */
export const nameOf = (person) => person?.name || person?.address || "";

/** @param {any} reading */
function heading(reading) {
  return el("div", { class: "heading" },
    el("h2", {}, reading.subject || t("no_subject")),
    el("p", { class: "soft small" }, nameOf(reading.from) || t("no_sender")));
}

/** What the page does not show to us, what follows, and the way round. @param {string[]} missing */
function partly(missing) {
  if (missing.length === 0) return null;
  const list = new Intl.ListFormat(language(), { type: "disjunction" });
  return el("div", { class: "note stack small" },
    el("p", {}, t("partly", list.format(missing.map((name) => word("part", name))))),
    ...["sender", "thread"].filter((name) => missing.includes(name)).map((name) => el("p", {}, t(`partly_${name}`))),
    el("p", {}, deskLink("practice.html", t("partly_way"))));
}

/** A newsletter, a receipt: whether it asks or how it feels is no question.
 * @param {any} reading */
const isNobodys = ({ kind, level, asks: found }) => kind === "none" && level === 0 && found.length === 0;

/** @param {any} reading */
function asks({ asks: found, fair, level, language: lang }) {
  const [first, ...rest] = found;
  const more = rest.filter((/** @type {Span} */ ask) => ask.text !== fair?.text);
  return el("section", { class: "card stack ask", "aria-labelledby": "asks" },
    el("h3", { id: "asks" }, t("ask_title")),
    first ? el("p", { class: "lead", lang }, first.text) : el("p", { class: "soft" }, t(level > 0 ? "ask_none" : "ask_none_calm")),
    more.length > 0 && el("ul", { class: "stack", lang }, ...more.map((/** @type {Span} */ ask) => el("li", {}, ask.text))),
    fair && el("h3", {}, t("fair_title")),
    fair && el("p", { class: "fair", lang }, fair.text));
}

/** @param {any} reading */
function unsupported({ language: code, text }) {
  const title = !text.trim() ? t("wordless_title") : code === UNKNOWN ? t("unknown_title")
    : t("unsupported_title", languageName(code));
  return el("section", { class: "card stack" },
    el("h3", {}, title),
    el("p", { class: "soft" }, t(text.trim() ? "unsupported_text" : "wordless_text")));
}

/** @param {number} level */
function dots(level) {
  const label = t("level_of", level, LEVELS - 1, t(`chip_level_${level}`));
  return el("span", { class: "dots", role: "img", "aria-label": label },
    ...Array.from({ length: LEVELS }, (_, index) => el("i", { class: index <= level ? "on" : "" })));
}

/** @param {any} reading @param {string} [partial]  why it is of a part only */
function feeling({ level, confidence, evidence, language: lang, last_time: last }, partial) {
  const words = strongest(evidence);
  return el("section", { class: "card stack feeling", "aria-labelledby": "feeling" },
    el("h3", { id: "feeling" }, t("level_title")),
    el("p", { class: "row" }, dots(level), el("strong", {}, t(`chip_level_${level}`)),
      partial && el("span", { class: "soft small" }, t("level_partial")),
      confidence < DOUBTFUL && el("span", { class: "soft small" }, t("level_unsure"))),
    words.length === 0 && el("p", { class: "soft" }, t(level > 0 ? "evidence_whole" : "evidence_none")),
    words.length > 0 && el("p", { class: "soft small" }, t(level > 0 ? "evidence_title" : "evidence_light")),
    words.length > 0 && el("ul", { class: "row words", lang }, ...words.map((text) => el("li", {}, t("quoted", text)))),
    level > 0 && last?.failures > 0 && el("p", { class: "soft small" }, t("level_failed")));
}

/** The weightiest words first, each once. @param {any[]} evidence @returns {string[]} */
function strongest(evidence) {
  const texts = [...evidence].sort((one, other) => other.weight - one.weight).map(({ text }) => text.trim());
  return [...new Set(texts)].slice(0, MOST_WORDS);
}

/** @param {any} reading */
function circumstances({ kind, cause, first_reply: first }) {
  /** @type {[string, string][]} */
  const facts = [];
  if (kind) facts.push([t("kind_title"), word("kind", kind)]);
  if (cause) facts.push([t("cause_title"), word("cause", cause)]);
  if (first !== null && first !== undefined) facts.push([t("first_title"), t(first ? "first_yes" : "first_no")]);
  if (facts.length === 0) return null;
  return el("dl", { class: "facts" },
    ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

/** @param {any} last */
function lastTime(last) {
  if (!last) return null;
  return el("section", { class: "card stack", "aria-labelledby": "last" },
    el("h3", { id: "last" }, t("last_title", day(last.when))),
    el("p", {}, last.about),
    el("p", { class: "soft small" }, word("outcome", last.outcome)),
    last.failures > 0 && el("p", { class: "small" }, t("last_failures", last.failures)));
}

/** What they say we owe, beside what we really wrote. @param {any[]} found */
function claims(found) {
  if (found.length === 0) return null;
  return el("section", { class: "card stack", "aria-labelledby": "claims" },
    el("h3", { id: "claims" }, t("claim_title")),
    ...found.map((claim) => el("div", { class: "stack" },
      el("blockquote", {}, claim.text),
      el("p", { class: "small" }, claim.sentence ? t("claim_known", claim.sentence) : t("claim_unknown")))));
}

/** The mail itself: its words marked, what was not judged folded away. @param {any} reading */
function theMail({ text, evidence, asks: found, noise, language: lang }) {
  if (!text.trim()) return null;
  return el("details", { class: "mail", open: true }, el("summary", {}, t("mail_title")),
    el("div", { class: "text", lang }, ...pieces(text, noise, { evidence, ask: found })));
}

/** @typedef {Record<string, Span[]>} Marks spans by the class that shows them */

/** @param {string} text @param {any[]} noise @param {Marks} marks @returns {Node[]} */
function pieces(text, noise, marks) {
  const nodes = [];
  const cut = cutter(text);
  let at = 0;
  const folded = [...noise].sort((one, other) => one.start - other.start);
  for (const { start, end, kind } of folded) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    nodes.push(...marked(cut, at, from, marks), fold(cut(from, end), kind));
    at = end;
  }
  return [...nodes, ...marked(cut, at, Infinity, marks)];
}

/** @param {string} text @param {string} kind */
function fold(text, kind) {
  if (!text.trim()) return document.createTextNode("");
  return el("details", { class: "noise" }, el("summary", {}, word("noise", kind)), el("div", {}, text.trim()));
}

/** Spans may overlap, so the text is cut at every edge.
 * @param {ReturnType<typeof cutter>} cut @param {number} from @param {number} to @param {Marks} marks
 * @returns {Node[]} */
function marked(cut, from, to, marks) {
  const edges = Object.values(marks).flat().flatMap(({ start, end }) => [start, end]);
  const cuts = [from, ...edges.filter((edge) => edge > from && edge < to), to];
  const sorted = [...new Set(cuts)].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((start, index) => {
    const words = cut(start, sorted[index + 1]);
    const kinds = Object.keys(marks).filter((kind) =>
      marks[kind].some((span) => span.start <= start && start < span.end));
    return kinds.length ? el("mark", { class: kinds.join(" ") }, words) : document.createTextNode(words);
  });
}
