/** The checklist on the text being written: eight quiet ticks, and what it noticed. It only speaks. */

import { ask, button, cutter, el, refresh } from "../lib/dom.js";
import { origin, t } from "../lib/i18n.js";
import { MOST, park } from "../lib/parked.js";
import { nameOf } from "./read.js";

/** @typedef {import("../lib/tabs.js").TabState} TabState */

/** In the order in which one reads a reply over (002:36-44). */
const TICKS = ["their_name", "your_name", "thanks", "understood", "simple", "positive", "brief", "proofread"];
/** They want one thing before anything else: to see that they were heard (001:9). */
const UNHEARD = ["ack.missing", "ack.fix_only"];
/** Moves of a draft that show it. */
const HEARD = ["care", "sorry", "alliance", "understanding"];
/** From here on a walk is better than a reply (002:46). */
const HEATED = 0.6;

export class Checklist {
  constructor() {
    this.region = el("section", { class: "card checklist stack", "aria-label": t("check_title") });
    this.tab = -1;
    this.at = -1;
    /** Whose rules spoke. @type {string|null} */
    this.language = null;
    /** @type {any[]} */
    this.findings = [];
    /** What could stand first, in the words of a draft. */
    this.heard = "";
    this.text = "";
    /** In which box that stands. @type {string|null} */
    this.compose = null;
    /** What became of words set aside; it outlives each drawing of the same words. */
    this.said = el("span", { role: "status", class: "soft small" });
    /** The rule switched off here last, and the tap that takes that back. */
    this.silenced = el("div", { role: "status", class: "note row spread", hidden: true });
  }

  /** @param {TabState} state @param {number} tab @param {any} draft to lend words where none show that one listened */
  draw({ check, compose, text, mail }, tab, draft) {
    this.tab = tab;
    if (text !== this.text) this.said.textContent = "";
    this.text = text;
    if (compose !== this.compose) this.silenced.hidden = true;
    this.compose = compose;
    this.heard = draft && draft.language === check?.language ? opening(draft) : "";
    this.language = check?.language ?? null;
    const begun = check && text.trim(); // of a box that is empty there is nothing to say
    this.findings = inOrder((begun && check.findings) || []);
    const cut = cutter(text);
    refresh(this.region, [check, compose === null, text, this.heard], () => [
      el("h2", {}, t("check_title")),
      !begun && el("p", { class: "soft" }, t(compose === null ? "check_no_compose" : "check_start")),
      begun && summary(check),
      begun && ticks(check.ticks),
      this.silenced,
      begun && check.heat >= HEATED && this.heated(text, mail),
      this.findings.length > 0 && el("h3", {}, t("findings_title")),
      this.findings.length > 0 && el("ol", { class: "findings" },
        ...this.findings.map((finding) => this.finding(finding, cut(finding.start, finding.end)))),
    ]);
  }

  /** Of the text that stands here, and its box: both may have changed by now. @param {string} what @param {object} more */
  ask(what, more) {
    return ask(what, { tab: this.tab, compose: this.compose ?? undefined, checked: this.text, ...more });
  }

  /** A walk is offered, and the words can wait on the desk meanwhile. @param {string} text @param {any} mail */
  heated(text, mail) {
    const aside = async () => {
      const room = await park(text, [nameOf(mail?.from), mail?.subject].filter(Boolean).join(" · "));
      this.said.textContent = room ? t("parked") : t("parked_full", MOST);
    };
    return el("div", { class: "note stack" },
      el("p", {}, t("heated")),
      el("p", { class: "row" }, button(t("park"), () => void aside(), { "data-key": "park" }), this.said));
  }

  /** @param {any} finding @param {string} words */
  finding(finding, words) {
    const { start, end, fix, message, source, severity, rule } = finding;
    const key = `${rule} ${start}`;
    const first = UNHEARD.includes(rule) && words.trim() ? this.heard : "";
    return el("li", { class: `finding stack ${severity}` },
      words.trim() && el("p", { class: "words" }, t("quoted", words.trim())),
      el("p", {}, message),
      first && el("p", { class: "soft" }, t("quoted", first)),
      el("p", { class: "row" },
        first && button(t("put_first"), () => void this.ask("fix", { start, end, text: `${first}\n\n${words}` }),
          { "data-key": `first ${key}` }),
        fix !== null && button(fix.trim() ? t("fix_to", fix.trim()) : t("fix_remove"),
          () => void this.ask("fix", { start, end, text: fix }), { "data-key": `fix ${key}` }),
        end > start && button(t("jump"), () => void this.ask("jump", { start, end }),
          { class: "quiet", "data-key": `jump ${key}` }),
        button(t("dismiss"), () => void this.ask("dismiss", { finding }),
          { class: "quiet", "data-key": `dismiss ${key}` })),
      el("p", { class: "row soft small" }, origin(source),
        this.language && button(t("never"), () => void this.never(finding),
          { class: "quiet small", title: t("never_help"), "data-key": `never ${key}` })));
  }

  /** The rule is switched off, and on again in the settings. A slip of the finger is taken back
   * here; what the rule found in this text stays away. @param {any} finding */
  async never({ rule, message }) {
    const turn = (/** @type {boolean} */ on) => ask("lint.switch", { language: this.language, id: rule, on });
    if (!(await turn(false)).ok) return;
    const back = async () => {
      this.silenced.hidden = (await turn(true)).ok;
    };
    this.silenced.replaceChildren(el("span", {}, t("never_done", message)),
      button(t("undo"), () => void back(), { class: "quiet", "data-key": "undo" }));
    this.silenced.hidden = false;
    const same = this.findings.filter((one) => one.rule === rule);
    for (const one of same) await this.ask("dismiss", { finding: one });
  }

  async next() {
    if (this.findings.length === 0) return;
    this.at = (this.at + 1) % this.findings.length;
    const { start, end } = this.findings[this.at];
    await this.ask("jump", { start, end });
  }
}

/** The words of a draft that show one has listened, as they stand in its first lines. @param {any} draft */
function opening({ text, moves, gaps }) {
  const heard = moves.filter((/** @type {any} */ { move }) => HEARD.includes(move));
  if (heard.length === 0) return "";
  const [{ start }] = heard;
  const [said] = cutter(text)(start, heard.at(-1).end).split("\n");
  const open = gaps.some((/** @type {any} */ gap) => gap.start >= start && gap.start < start + [...said].length);
  return open ? "" : said.trim();
}

/** Warnings before hints, then as they stand in the text. @param {any[]} findings */
const inOrder = (findings) =>
  [...findings].sort((one, other) =>
    Number(other.severity === "warning") - Number(one.severity === "warning") || one.start - other.start);

/** @param {any} check */
function summary({ ticks: given, findings }) {
  const done = TICKS.filter((tick) => given[tick]).length;
  const key = findings.length === 0 && done === TICKS.length ? "check_ready" : "check_summary";
  return el("p", { class: "soft small", role: "status" }, t(key, done, TICKS.length));
}

/** @param {Record<string, boolean>} given */
function ticks(given) {
  return el("ul", { class: "ticks" }, ...TICKS.map((tick) =>
    el("li", { class: given[tick] ? "on" : "" },
      el("span", { class: "box", "aria-hidden": "true" }, given[tick] ? "✓" : ""),
      el("span", {}, t(`tick_${tick}`)),
      el("span", { class: "visually-hidden" }, t(given[tick] ? "tick_on" : "tick_off")))));
}
