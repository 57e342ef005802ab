/**
 * Reply: a first response that is heard and can be kept. A draft to start from, two times to
 * choose between with the history behind them, and the checklist on what is being written.
 */

import { ask, button, el, formWith, refresh } from "../lib/dom.js";
import { inWords, t, when, word } from "../lib/i18n.js";
import { Checklist } from "./checklist.js";
import { moves, preview, times, unsigned, withCall } from "./draft.js";
import { PRACTICE, dueWords } from "./promises.js";
import { nameOf } from "./read.js";
import { saidAbove } from "./screens.js";

/** @typedef {import("../lib/tabs.js").TabState} TabState */

/** How the words for a promise are headed, by what became of it. @type {Record<string, string>} */
const HEADS = { open: "draft_for_promise", broken: "draft_for_missed", kept: "draft_for_held" };

/** Milliseconds: "by 5 pm today" does not stay true for as long as a mail may lie open. */
const FRESH = 60 * 60 * 1000;

export class Reply {
  /** @param {HTMLElement} region */
  constructor(region) {
    this.drafting = el("section", { "aria-label": t("draft_title"), class: "stack" });
    this.said = el("p", { role: "status", class: "soft small" });
    this.checklist = new Checklist();
    region.append(this.drafting, this.said, this.checklist.region);
    /** @type {any} the promise whose notice is drafted, or null: the open mail is answered */
    this.promise = null;
    /** @type {any} a promise of the open conversation that wants a word */
    this.waiting = null;
    /** @type {Set<number>} promises whose words were shown first already, as the user had asked */
    this.shown = new Set();
    /** @type {any[]} recommended first */
    this.drafts = [];
    /** The helper was asked, and has no words for this one. */
    this.wordless = false;
    /** @type {string|null} a sentence that promises a call, where one would serve better */
    this.call = null;
    /** @type {any} */
    this.problem = null;
    this.form = "";
    /** @type {string|undefined} which time was chosen, also before its words are here */
    this.choice = undefined;
    /** @type {string|null} how the user signs; null until asked */
    this.name = null;
    this.subject = "";
    this.signature = "";
    this.tab = -1;
    /** @type {TabState|null} */
    this.state = null;
    /** Counts what was asked of the helper: an answer overtaken by another question is out of date. */
    this.turn = 0;
    /** @type {Promise<void>|null} until the words asked for are here */
    this.coming = null;
    /** The draft is folded once writing begins; then as the user leaves it. */
    this.writing = false;
    this.unfolded = true;
    /** When the drafts were asked for. */
    this.asked = 0;
  }

  get isStale() {
    const [then, now] = [this.asked, Date.now()].map((at) => new Date(at));
    return this.draft && (then.toDateString() !== now.toDateString() || Number(now) - Number(then) > FRESH);
  }

  /** Draft for a promise instead of the open mail; `null` goes back. @param {any} promise */
  about(promise) {
    this.promise = promise;
    if (this.state) this.draw(this.state, this.tab);
  }

  /** @param {TabState} state @param {number} tab */
  draw(state, tab) {
    const back = state.status === "ready" && this.state?.status !== "ready";
    this.state = state;
    this.tab = tab;
    const { reading } = state;
    const subject = this.promise ? `promise ${this.promise.id} ${this.promise.due}`
      : reading && reading.level !== null ? `${tab} ${reading.message} ${reading.text}` : "";
    if (subject !== this.subject) this.begin(subject);
    else if (back && this.problem) void this.load({});
    else if (this.isStale) void this.load({ choice: this.choice });
    else if (this.draft && state.signature !== this.signature) void this.load({ form: this.form, choice: this.choice });
    this.signature = state.signature; // a box was opened: what it brings by itself is not written twice
    this.drawDraft();
    this.drawChecklist();
  }

  /** @param {string} subject what is answered; empty: nothing that could be */
  begin(subject) {
    Object.assign(this, { subject, waiting: null, drafts: [], wordless: false, call: null, coming: null, form: "", choice: undefined, problem: null, unfolded: !this.writing });
    this.said.textContent = "";
    this.turn += 1;
    if (subject) void this.load({});
    if (!this.promise) void this.look(subject);
  }

  /** Look for a promise that wants a word: in this conversation the user pressed "Tell them"
   * somewhere, or one to its writer slipped. What was asked for stands there at once.
   * @param {string} subject */
  async look(subject) {
    const { thread, app, from } = this.state?.mail ?? {};
    if (!thread || app === PRACTICE) return;
    const answer = await ask("promises", { query: { waiting: true } });
    if (!answer.ok || subject !== this.subject) return;
    /** @type {any[]} */
    const here = answer.promises.filter((/** @type {any} */ one) => one.thread === thread);
    const theirs = answer.promises.filter((/** @type {any} */ { person }) => from?.address && person.address === from.address);
    this.waiting = here.find(({ notice }) => notice) ?? [...here, ...theirs].find(({ state }) => state === "broken") ?? null;
    if (!this.waiting?.notice || this.shown.has(this.waiting.id)) return this.drawDraft();
    this.shown.add(this.waiting.id);
    this.about(this.waiting);
  }

  /** @param {{form?: string, choice?: string}} choice */
  load(choice) {
    this.choice = choice.choice;
    this.asked = Date.now();
    this.coming = this.askFor(choice, ++this.turn);
    this.drawDraft();
    return this.coming;
  }

  /** @param {{form?: string, choice?: string}} choice @param {number} mine */
  async askFor(choice, mine) {
    this.name = (await ask("settings")).name ?? null;
    const answer = await ask("draft", { tab: this.tab, promise: this.promise?.id, ...choice });
    if (mine !== this.turn) return; // another mail was opened meanwhile, or another time chosen
    this.coming = null;
    this.problem = answer.ok ? null : answer.error;
    if (answer.ok) this.take(answer.drafts);
    this.wordless = answer.ok && this.drafts.length === 0;
    this.call = answer.call ?? null;
    this.drawDraft();
    this.drawChecklist();
  }

  drawChecklist() {
    if (this.state) this.checklist.draw(this.state, this.tab, this.promise ? null : this.drafts[0]);
  }

  /** A new choice of time gives new words; forms keep their places. @param {any[]} drafts */
  take(drafts) {
    const known = this.drafts.map((old) => drafts.find(({ form }) => form === old.form) ?? old);
    const fresh = drafts.filter(({ form }) => !known.some((old) => old.form === form));
    this.drafts = [...known, ...fresh];
    this.form ||= drafts[0]?.form ?? "";
  }

  get draft() {
    return this.drafts.find(({ form }) => form === this.form);
  }

  drawDraft() {
    const { promise, drafts, form, subject, wordless } = this;
    const problem = saidAbove(this.problem, this.state) ? null : this.problem;
    const open = this.state?.compose !== null;
    const writing = Boolean(this.state?.text?.trim());
    if (this.writing && !writing) this.said.textContent = ""; // the words it speaks of are gone
    if (writing !== this.writing) [this.writing, this.unfolded] = [writing, !writing];
    const coming = this.coming !== null;
    const what = [subject, this.waiting, drafts, wordless, form, problem, open, writing, this.name, coming && this.choice, coming];
    refresh(this.drafting, what, () => [
      promise ? this.promiseHead() : this.waiting && this.reminder(this.waiting),
      !subject && this.state?.reading && el("p", { class: "soft" }, t("draft_unsupported")),
      problem && el("p", { role: "alert" }, inWords(problem)),
      wordless && this.instead(),
      subject && !this.problem && !wordless && drafts.length === 0 && el("p", { class: "soft working", role: "status" }, t("draft_working")),
      this.draft && el("details", { class: "card draft", open: this.unfolded },
        el("summary", { onclick: () => void (this.unfolded = !this.unfolded) }, t("draft_title")),
        el("div", { class: "stack" },
          this.forms(), preview(this.draft),
          times(this.draft, (choice) => void this.load({ form: this.form, choice }), coming ? this.choice : undefined),
          coming && el("p", { class: "soft small working", role: "status" }, t("draft_working")),
          this.signing(), this.actions(open), moves(this.draft))),
    ]);
  }

  /** Why there is no draft. Whose mail it is the user knows better, and may have one all the same. */
  instead() {
    if (this.promise || this.state?.reading?.kind !== "none") return el("p", { class: "soft" }, t("draft_unsupported"));
    return el("div", { class: "stack" },
      el("p", { class: "soft" }, t("draft_none")),
      el("p", {}, button(t("draft_anyway"), () => void this.load({ form: "full" }), { class: "quiet" })));
  }

  promiseHead() {
    return el("div", { class: "heading spread row small" },
      el("p", {}, t(HEADS[this.promise.state], nameOf(this.promise.person))),
      button(t("back_to_mail"), () => this.about(null), { class: "quiet" }));
  }

  /** Whoever answers a mail should know what is owed in it. @param {any} promise */
  reminder(promise) {
    const words = promise.state === "kept" ? t("kept_on", when(promise.closed)) : promise.due ? dueWords(promise) : t("no_time", when(promise.made));
    return el("div", { class: "card stack promise" },
      el("strong", { class: "when" }, words),
      el("blockquote", {}, promise.sentence),
      el("p", { class: "row" }, button(t("tell_them"), () => this.about(promise), { "data-key": `tell ${promise.id}` })));
  }

  /** The forms side by side, the recommended one first. */
  forms() {
    if (this.drafts.length < 2) return el("h2", {}, word("form", this.form));
    return el("div", { class: "segments", role: "group", "aria-label": t("form_title") },
      ...this.drafts.map(({ form }, index) => button(word("form", form), () => this.choose(form), {
        "aria-pressed": String(form === this.form),
        "data-key": `form-${form}`,
        title: index === 0 ? t("form_recommended") : null,
      })));
  }

  /** @param {string} form */
  choose(form) {
    this.form = form;
    this.drawDraft();
  }

  nextForm() {
    const at = this.drafts.findIndex(({ form }) => form === this.form);
    if (this.drafts.length > 0) this.choose(this.drafts[(at + 1) % this.drafts.length].form);
  }

  /** Who does not say how they sign is asked here, once: it is a gap in every draft. */
  signing() {
    if (this.name !== "" || !unsigned(this.draft)) return null;
    const input = el("input", { id: "sign", autocomplete: "name", required: true, "data-key": "sign" });
    return formWith(() => this.signAs(input.value), { class: "stack" },
      el("label", { for: "sign", class: "label" }, t("sign_title")),
      el("p", { class: "row" }, input, el("button", { type: "submit" }, t("save"))));
  }

  /** @param {string} name */
  async signAs(name) {
    await ask("settings", { name });
    await this.load({ form: this.form, choice: this.choice });
  }

  /** @param {boolean} open whether there is a compose box to insert into */
  actions(open) {
    return el("div", { class: "stack" },
      el("div", { class: "row" },
        button(t("insert"), () => this.insert(), { class: "primary", disabled: !open, "data-key": "insert" }),
        button(t("copy"), () => this.copy(), { "data-key": "copy" })),
      this.calling(open),
      !open && el("p", { class: "soft small" }, t("insert_needs_reply")));
  }

  /** The same draft with a call promised instead of the times. @param {boolean} open */
  calling(open) {
    if (!this.call || !this.draft.moves.some((/** @type {any} */ one) => one.move === "time")) return null;
    return el("div", { class: "stack" },
      el("p", { class: "soft small" }, t("call_instead", this.call)),
      button(t("call_insert"), () => this.insert(({ text, moves }) => withCall(text, moves, this.call ?? "")), { disabled: !open, "data-key": "call" }));
  }

  /** The words of the time that was chosen last, as of now. @returns {Promise<any>} */
  async chosen() {
    const { subject } = this;
    if (this.isStale) void this.load({ choice: this.choice });
    while (this.coming) await this.coming;
    return subject === this.subject ? this.draft : undefined;
  }

  /** @param {(draft: any) => string} [words] */
  async insert(words = ({ text }) => text) {
    const draft = await this.chosen();
    if (!draft) return;
    const answer = await ask("insert", { tab: this.tab, text: words(draft), answer: !this.promise });
    this.said.textContent = answer.ok ? t("inserted") : t("insert_failed");
  }

  async copy() {
    const draft = await this.chosen();
    if (!draft) return;
    await navigator.clipboard.writeText(draft.text);
    this.said.textContent = t("copied");
  }

  nextFinding() {
    void this.checklist.next();
  }
}
