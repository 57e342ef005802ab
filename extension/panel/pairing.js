/** Pairing: the digits that the helper prints, typed in once. Used by the panel and the desk. */

import { ask, el, formWith } from "../lib/dom.js";
import { t } from "../lib/i18n.js";

const DIGITS = 8;

/** @param {() => void} paired what to do then @returns {HTMLElement} */
export function pairingForm(paired) {
  const code = el("input", {
    class: "code", id: "code", inputmode: "numeric", autocomplete: "one-time-code",
    maxlength: 11, "aria-describedby": "code-help pair-problem", required: true, "data-key": "code",
  });
  const port = el("input", { id: "port", type: "number", min: 1024, max: 65535, placeholder: "21810" });
  const problem = el("p", { id: "pair-problem", role: "alert" });
  const send = el("button", { class: "primary", type: "submit" }, t("pair"));
  const submit = async () => {
    const typed = code.value.normalize("NFKC").replace(/\D/g, ""); // a Japanese keyboard writes wide ones
    if (typed.length !== DIGITS) return void (problem.textContent = t("pair_digits"));
    send.disabled = true;
    const answer = await ask("pair", { code: typed, port: port.value ? Number(port.value) : undefined });
    send.disabled = false;
    problem.textContent = answer.ok ? "" : explain(answer.error);
    if (answer.ok) paired();
    else code.select();
  };
  return formWith(submit, { class: "screen stack" },
    el("h2", {}, t("pair_title")),
    el("p", { class: "soft" }, t("pair_text")),
    el("ol", { class: "steps" },
      el("li", { class: "stack" }, el("p", {}, t("pair_start")), el("p", {}, el("code", {}, "aizuchi run"))),
      el("li", { class: "stack" },
        el("p", {}, el("label", { for: "code" }, t("pair_code"))),
        el("p", { class: "row" }, code, send),
        problem,
        el("p", { class: "soft small", id: "code-help" }, el("code", {}, "aizuchi pair"), ` ${t("pair_new")}`))),
    el("details", {}, el("summary", {}, t("advanced")),
      el("p", { class: "row" }, el("label", { for: "port" }, t("port")), port)),
    el("p", { class: "soft small" }, t("pair_private")),
  );
}

/** @param {{code: string, title: string, detail: string}} error */
const explain = (error) => (error.code === "off" ? t("pair_off") : error.detail || error.title);
