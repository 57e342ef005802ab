/**
 * Remember: what was promised and what became of it. First what the mail just sent did, then this
 * conversation, then everything still owed by its time.
 */

import { ask, button, el, refresh } from "../lib/dom.js";
import { inWords, t, when } from "../lib/i18n.js";
import { PRACTICE, closedBy, owed, promiseList, timeForm, undoLine } from "./promises.js";
import { saidAbove } from "./screens.js";

/** @typedef {import("../lib/tabs.js").TabState} TabState */

export class Remember {
  /** @param {HTMLElement} region @param {(promise: any) => void} tellThem */
  constructor(region, tellThem) {
    this.region = region;
    this.tellThem = tellThem;
    /** @type {any[]|null} */
    this.promises = null;
    /** @type {any} */
    this.problem = null;
    /** What the room is about: the tab, its conversation, the mail just sent. */
    this.asked = "";
    /** What it was about when the ledger listed the promises. */
    this.listed = "";
    /** The ledger is to be asked: it may have changed, or did not answer. */
    this.due = true;
    /** @type {Set<number>} offers of a time answered here already */
    this.answered = new Set();
    /** @type {import("./promises.js").Closed|null} by the last tap, and not taken back */
    this.closed = null;
  }

  /** @param {TabState} state @param {number} tab */
  async draw(state, tab) {
    const { sent, mail } = state;
    const asked = JSON.stringify([tab, mail?.thread, sent]);
    if (asked !== this.asked) Object.assign(this, { asked, closed: null, due: true });
    this.show(state);
    if (this.due) await this.load(state);
  }

  /** @param {TabState} state */
  async load(state) {
    const { asked } = this;
    const practice = state.mail?.app === PRACTICE;
    this.due = false;
    const answer = await ask("promises", { query: { waiting: true, app: practice ? PRACTICE : undefined } });
    this.problem = answer.ok ? null : answer.error;
    this.due ||= !answer.ok;
    if (answer.ok) {
      this.listed = asked;
      this.promises = owed(answer.promises).filter(({ app }) => (app === PRACTICE) === practice);
    }
    this.show(state);
  }

  /** @param {TabState} state */
  show(state) {
    const { sent, mail } = state;
    const promises = this.promises ?? [];
    const told = this.toldOf(sent);
    const rest = promises.filter(({ id }) => !told.has(id));
    const here = rest.filter(({ thread }) => thread && thread === mail?.thread);
    const others = rest.filter((promise) => !here.includes(promise));
    const change = (/** @type {number} */ id, /** @type {string} */ action, /** @type {object|undefined} */ more = {}) =>
      this.change(state, id, action, more);
    const list = (/** @type {any[]} */ some) => promiseList(some, change, this.tellThem);
    const problem = saidAbove(this.problem, state) ? null : this.problem;
    const working = !this.promises && !this.problem;
    const behind = this.listed !== this.asked;
    refresh(this.region, [sent, mail?.thread, this.promises, problem, working, behind, this.closed, [...this.answered]], () => [
      problem && el("p", { role: "alert" }, inWords(problem)),
      this.closed && undoLine(this.closed, change),
      sent && this.sentReport(sent, change, list, behind),
      here.length > 0 && section(t("promises_here"), list(here)),
      this.promises?.length === 0 && !(behind && told.size) && section(t("promises_open"),
        el("p", {}, t("promises_none")), el("p", { class: "soft small" }, t("promises_how"))),
      others.length > 0 && section(t(here.length ? "promises_others" : "promises_open"), list(others)),
      working && el("p", { class: "soft working", role: "status" }, t("promises_working")),
    ]);
  }

  /** @param {TabState} state @param {number} id @param {string} action @param {object} [more] */
  async change(state, id, action, more = {}) {
    const answer = await ask("promise.change", { id, action, ...more });
    this.problem = answer.ok ? null : answer.error;
    if (answer.ok) {
      this.answered.add(id);
      this.closed = closedBy(action, answer.promise);
    }
    await this.load(state);
  }

  /** What stands in the report of the mail just sent, and so in no list below it.
   * @param {any} sent @returns {Set<number>} */
  toldOf(sent) {
    const offers = (sent?.untimed ?? []).filter((/** @type {any} */ { id }) => !this.answered.has(id));
    return new Set([...(sent?.promises ?? []), ...offers].map(({ id }) => id));
  }

  /** What the mail just sent did to the ledger. A promise stands as its row, as the ledger has it
   * now; those without a time are offered one here, once, and what it did not really keep can be
   * opened again.
   * @param {any} sent @param {(id: number, action: string, more?: object) => Promise<void>} change
   * @param {(some: any[]) => Node} list
   * @param {boolean} behind whether the ledger is slow or off: its list does not know of the mail yet */
  sentReport({ promises, untimed, kept }, change, list, behind) {
    const open = (/** @type {any} */ { id }) => !this.answered.has(id);
    const among = (/** @type {any[]} */ some) => (/** @type {any} */ { id }) => some.some((one) => one.id === id);
    const noted = (this.promises ?? []).filter(among(promises));
    const [offers, closed] = [untimed.filter(open), kept.filter(open)];
    const unlisted = promises.filter((/** @type {any} */ one) => behind && open(one) && !among(noted)(one));
    const lines = unlisted.length + closed.length + offers.length;
    if (noted.length + lines === 0) return null;
    return section(t("sent_title"),
      noted.length > 0 && el("p", { class: "small soft" }, t("sent_noted")), noted.length > 0 && list(noted),
      lines > 0 && el("div", { class: "card report" },
        ...unlisted.map((/** @type {any} */ promise) => said("sent_noted", promise)),
        ...closed.map((/** @type {any} */ promise) => el("div", { class: "stack" },
          said("sent_kept", promise),
          el("p", {}, button(t("undo"), () => change(promise.id, "reopen"), { class: "quiet", "data-key": `undo ${promise.id}` })))),
        ...offers.map((/** @type {any} */ promise) => el("div", { class: "stack offer" },
          said("sent_implied", promise),
          timeForm(t("give_time"), (due) => change(promise.id, "renegotiate", { due }), `offer ${promise.id}`,
            [t("let_go"), () => change(promise.id, "drop")])))));
  }
}

/** @param {string} key @param {any} promise */
const said = (key, { sentence, due }) =>
  el("div", {},
    el("p", { class: "row spread small soft" }, el("span", {}, t(key)), due && el("span", {}, when(due))),
    el("blockquote", {}, sentence));

/** @param {string} title @param {...(Node|false)} content */
const section = (title, ...content) => el("section", { class: "block stack" }, el("h2", {}, title), ...content);
