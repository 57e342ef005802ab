/** What was learned of how the user writes, and a way to forget it. Drafts follow it. */

import { ask, button, el } from "../lib/dom.js";
import { languageName, t } from "../lib/i18n.js";

/** @typedef {{language: string, mails: number, greeting: string|null, closing: string|null, long_forms: boolean, short_sentences: boolean, familiar: boolean}} Heard */

/** @returns {HTMLElement} */
export function voice() {
  const body = el("div", { class: "stack", "aria-live": "polite" });
  const draw = async () => {
    const { voices = [] } = await ask("voice");
    body.replaceChildren(...(voices.length ? [...voices.map(habits), forget(draw)] : [el("p", { class: "small" }, t("voice_none"))]));
  };
  void draw();
  return el("div", { class: "setting" },
    el("p", { class: "label" }, t("voice_title")), body, el("p", { class: "soft small" }, t("voice_help")));
}

/** @param {Heard} heard */
function habits({ language: lang, mails, greeting, closing, long_forms: long, short_sentences: brief, familiar }) {
  const known = [greeting, closing].filter((one) => one !== null).map((one) => t("quoted", one));
  const all = [...known, long && t("voice_long"), brief && t("voice_brief"), familiar && t("voice_familiar")].filter(Boolean);
  return el("p", {}, el("strong", {}, languageName(lang)), " ", all.length ? all.join(" · ") : t("voice_unclear"),
    el("span", { class: "soft small" }, ` ${t("voice_mails", mails)}`));
}

/** @param {() => Promise<void>} draw */
const forget = (draw) =>
  el("p", {}, button(t("voice_forget"), async () => {
    await ask("voice.forget");
    await draw();
  }, { "data-key": "voice" }));
