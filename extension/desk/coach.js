/**
 * The coach of the practice inbox (003:1): a situation to answer, a hint before, and after the
 * reply one way to write it beside one's own, with the reason. What changed since the last try is
 * kept for as long as the page is open, and nowhere else: it is no mark.
 */

import { ask, button, byId, el, refresh } from "../lib/dom.js";
import { language, origin, t, word } from "../lib/i18n.js";

/** @typedef {{id: string, title: string, sender: string, subject: string, text: string, try_it: string, answer: string, why: string, source: string}} Situation */
/** @typedef {import("./eml.js").Letter} Letter */

const WAITED_MS = 7_200_000;

export class Coach {
  /** @param {{open: (letter: Letter|null) => void, again: () => void}} inbox `null` opens the first sample */
  constructor(inbox) {
    this.inbox = inbox;
    /** @type {Situation[]} */
    this.situations = [];
    /** @type {Situation|null} */
    this.current = null;
    /** Points of the last try, by situation. @type {Map<string, string[]>} */
    this.tries = new Map();
    this.pick = /** @type {HTMLSelectElement} */ (byId("situation"));
    this.pick.addEventListener("change", () => this.choose(this.pick.value));
  }

  /** The situations, in the user's language; without a helper one mail is still there to try. */
  async load() {
    const answer = await ask("practice", { language: language().split("-")[0] });
    this.situations = answer.ok ? answer.situations : [];
    this.pick.replaceChildren(
      el("option", { value: "" }, t("practice_sample")),
      el("optgroup", { label: t("practice_situations") },
        ...this.situations.map(({ id, title }) => el("option", { value: id }, title))));
    const wanted = new URLSearchParams(location.search).get("situation");
    if (wanted) this.choose(wanted);
  }

  /** @param {string} id */
  choose(id) {
    this.current = this.situations.find((one) => one.id === id) ?? null;
    this.pick.value = this.current?.id ?? "";
    this.inbox.open(this.current && letterOf(this.current));
  }

  /** A mail was pasted or opened: nothing is known about how to answer it. */
  ownMail() {
    this.current = null;
    this.pick.value = "";
  }

  /** Another mail is shown: its hint, and no comparison yet. */
  forget() {
    const hint = this.current?.try_it;
    refresh(byId("hint"), hint, () => (hint ? [el("p", { class: "card gentle" }, el("strong", {}, t("practice_try")), " ", hint)] : []));
    refresh(byId("comparison"), null, () => []);
  }

  /** @param {string} words what the user sent @param {number} tab */
  async compare(words, tab) {
    const situation = this.current;
    if (!situation) return;
    const [{ state }, { name }] = await Promise.all([ask("state", { tab }), ask("settings")]);
    const answer = await ask("practice.check", { text: words, reading: state?.reading ?? undefined, name: name || t("practice_me") });
    if (situation !== this.current) return;
    const ticks = answer.ok ? answer.ticks : {};
    const points = Object.keys(ticks).filter((one) => ticks[one]);
    const open = Object.keys(ticks).filter((one) => !ticks[one]);
    const before = answer.ok && this.tries.get(situation.id);
    if (answer.ok) this.tries.set(situation.id, points);
    refresh(byId("comparison"), [situation.id, words, points, before], () => [
      el("div", { class: "card stack" },
        el("h2", {}, t("practice_compare")),
        answer.ok && el("p", {}, open.length === 0 ? t("practice_all_there") : t("practice_open_points", named(open))),
        before && el("p", {}, changed(points, before)),
        el("div", { class: "twins" },
          twin(t("practice_yours"), words),
          twin(t("practice_worked"), situation.answer.replace("{me}", name || t("practice_me")))),
        el("h3", {}, t("practice_why")),
        el("p", {}, situation.why, " ", el("span", { class: "soft small" }, origin(situation.source))),
        el("p", { class: "row" },
          button(t("practice_again"), () => this.inbox.again()),
          button(t("practice_next"), () => this.next(situation), { class: "primary" }))),
    ]);
  }

  /** The first one follows the last; the keyboard goes where reading begins. @param {Situation} situation */
  next(situation) {
    const at = this.situations.indexOf(situation);
    this.choose(this.situations[(at + 1) % this.situations.length].id);
    byId("subject").focus();
  }
}

/** @param {string[]} points */
const named = (points) =>
  new Intl.ListFormat(language(), { type: "conjunction" }).format(points.map((one) => word("tick", one)));

/** @param {string[]} points @param {string[]} before */
function changed(points, before) {
  const gained = points.filter((one) => !before.includes(one));
  return gained.length ? t("practice_gained", named(gained)) : t("practice_same");
}

/** @param {string} title @param {string} words */
const twin = (title, words) =>
  el("div", {}, el("h3", {}, title), el("div", { class: "text" }, words.trim()));

/** @param {Situation} situation @returns {Letter} */
const letterOf = ({ id, sender, subject, text }) => ({
  subject,
  sender: { name: sender, address: `${id}.practice@example.org` },
  received: new Date(Date.now() - WAITED_MS).toISOString(),
  text: text.trim(),
  html: null,
  message: null,
});
