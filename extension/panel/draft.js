/** A draft as the panel shows it: its words and gaps, the times it can promise, how it is built. */

import { cutter, el } from "../lib/dom.js";
import { duration, t, when, word } from "../lib/i18n.js";

/** Languages in which one counts letters, for nothing stands between words. */
const LETTERS = ["zh", "ja"];
/** Moves that speak of the times offered, or of a call to choose. */
const ABOUT_TIMES = ["choice", "call"];

/** The words, with what only the user knows left visibly open. @param {any} draft */
export function preview({ text, gaps, language }) {
  const nodes = [];
  const cut = cutter(text);
  let at = 0;
  for (const { start, end, hint } of [...gaps].sort((one, other) => one.start - other.start)) {
    nodes.push(cut(at, start), el("mark", { class: "gap", title: hint }, cut(start, end)));
    at = end;
  }
  nodes.push(cut(at));
  return el("div", { class: "stack" },
    el("div", { class: "text preview", lang: language }, ...nodes),
    gaps.length > 0 && el("p", { class: "small soft" }, t("gaps", gaps.map((/** @type {any} */ gap) => gap.hint).join(" · "))));
}

/** Two times one can keep, and which is promised. The calm are offered the other as well.
 * @param {any} draft @param {(what: string) => void} choose @param {string} [chosen] its words are on their way */
export function times({ times: offered, basis }, choose, chosen) {
  if (offered.length === 0) return null;
  const promised = chosen ?? offered[0].what;
  const inOrder = [...offered].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return el("fieldset", { class: "stack times" },
    el("legend", {}, t("times_title")),
    ...inOrder.map((time) => el("label", { class: "row" },
      el("input", {
        type: "radio", name: "time", value: time.what, checked: time.what === promised,
        disabled: offered.length < 2, "data-key": `time-${time.what}`,
        onchange: () => choose(time.what),
      }),
      el("span", {}, el("strong", { class: "when" }, when(time.at)), el("span", { class: "soft" }, ` · ${word("what", time.what)}`)))),
    basis && el("p", { class: "soft small" }, why(basis)));
}

/** A draft in which `call` stands where its times were. @param {string} text @param {any[]} moves @param {string} call */
export function withCall(text, moves, call) {
  const said = [];
  const cut = cutter(text);
  let end = 0;
  for (const one of moves) {
    const instead = one.move === "time" ? call : ABOUT_TIMES.includes(one.move) ? null : cut(one.start, one.end);
    if (instead !== null) said.push(cut(end, one.start), instead);
    end = one.end;
  }
  return said.join("");
}

/** The history behind a time, or that there is none yet. @param {any} basis */
function why({ n, p50_minutes: half, p80_minutes: most, source }) {
  const [p50, p80] = [duration(half), duration(most)];
  return source === "history" ? t("basis_history", n, p50, p80) : t("basis_default", p80);
}

/** Whether the user's own name is still a gap: the helper may know it from its settings. @param {any} draft */
export function unsigned({ moves, gaps }) {
  const sign = moves.find((/** @type {any} */ one) => one.move === "sign");
  return sign && gaps.some((/** @type {any} */ gap) => gap.start >= sign.start && gap.end <= sign.end);
}

/** What each of its sentences is for. @param {any} draft */
export function moves({ text, moves: steps, words, language }) {
  const cut = cutter(text);
  const title = LETTERS.includes(language) ? t("moves_title_letters", cut(0).replace(/\s/g, "").length) : t("moves_title", words);
  return el("details", {}, el("summary", {}, title),
    el("dl", { class: "facts" }, ...steps.map((/** @type {any} */ { move, start, end }) =>
      el("div", {}, el("dt", {}, word("move", move)), el("dd", {}, cut(start, end).trim())))));
}
