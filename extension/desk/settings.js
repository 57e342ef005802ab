/** Settings: the helper this browser is paired with, the name to sign with, and how things stand. */

import { ask, button, el, refresh } from "../lib/dom.js";
import { t, word } from "../lib/i18n.js";

/** @param {HTMLElement} region @param {any} answer to `status` @param {() => void} changed */
export async function drawSettings(region, answer, changed) {
  const [kept, { queue = [] }] = await Promise.all([ask("settings"), ask("queue")]);
  const status = answer.ok ? answer.status : null;
  refresh(region, [kept, queue, status], () => [
    el("h2", {}, t("settings")),
    el("div", { class: "card stack" },
      field("name", t("your_name"), t("your_name_help"), kept.name, "text", (value) => ask("settings", { name: value }), changed),
      field("port", t("port"), t("port_help"), kept.port, "number", (value) => ask("settings", { port: Number(value) }), changed)),
    status && standing(status),
    queue.length > 0 && waiting(queue, changed),
    kept.paired && el("p", { class: "row" },
      button(t("unpair"), async () => (await ask("unpair"), changed()), { "data-key": "unpair" }),
      el("span", { class: "soft small" }, t("unpair_help"))),
    el("p", { class: "soft small" }, t("privacy")),
  ]);
}

/**
 * @param {string} id @param {string} label @param {string} help @param {string|number} value @param {string} type
 * @param {(value: string) => Promise<any>} save @param {() => void} changed
 */
function field(id, label, help, value, type, save, changed) {
  const said = el("span", { role: "status", class: "soft small" });
  const input = el("input", { id, type, value, autocomplete: "off", "data-key": id, "aria-describedby": `${id}-help` });
  const submit = async () => {
    const answer = await save(input.value);
    said.textContent = answer.ok ? t("saved") : answer.error.detail;
    if (answer.ok) changed();
  };
  return el("form", { class: "stack", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void submit();
  } },
    el("label", { for: id, class: "label" }, label),
    el("p", { class: "row" }, input, el("button", { type: "submit" }, t("save")), said),
    el("p", { class: "soft small", id: `${id}-help` }, help));
}

/** @param {any} status */
function standing({ version, languages, rules, notifications, secrets }) {
  /** @type {[string, string][]} */
  const facts = [
    [t("status_helper"), `${version}`],
    [t("status_rules"), rules.ok ? t("rules_ok", languages.join(", ")) : t("rules_problem", rules.problem)],
    [t("status_notifications"), word("channel", notifications.channel) + (notifications.reason ? ` (${notifications.reason})` : "")],
    [t("status_secrets"), secrets.backend],
  ];
  return el("dl", { class: "card facts" },
    ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

/** Sent mails the helper has not confirmed: nothing of them is lost. @param {any[]} queue @param {() => void} changed */
function waiting(queue, changed) {
  const refused = queue.find((entry) => entry.refused);
  return el("div", { class: "card stack" },
    el("p", {}, t("queue_waiting", queue.length)),
    refused && el("p", { class: "soft small" }, refused.refused),
    el("p", {}, button(t("try_again"), async () => (await ask("queue", { retry: true }), changed()))));
}
