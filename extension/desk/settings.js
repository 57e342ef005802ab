/**
 * Settings in one place. What the helper keeps is asked from it and saved there at once; what only
 * this browser needs (port, pairing) stays here. Without a helper the second half still works.
 */

import { ask, button, el, formWith, refresh } from "../lib/dom.js";
import { day, inWords, language, mended, origin, ownName, rulesTrouble, t, word } from "../lib/i18n.js";
import { control } from "./controls.js";
import { adapterReport } from "./report.js";
import { save } from "./saving.js";
import { voice } from "./voice.js";

const GROUPS = {
  you: ["name", "zone", "language", "reads"],
  rhythm: ["working_days", "working_hours", "blocks", "quiet_hours", "due_may_break_in", "country", "days_off"],
  notices: ["notify"],
};
/** Where the helper may listen; below are the system's own. */
const PORTS = { min: 1024, max: 65535 };
const FORMATS = ["ics", "csv", "md"];

/** @param {HTMLElement} region @param {any} answer to `status` @param {() => void} changed */
export async function drawSettings(region, answer, changed) {
  const [kept, { queue = [] }, config] = await Promise.all([ask("settings"), ask("queue"), ask("config")]);
  const status = answer.ok ? answer.status : null;
  const all = config.ok ? config.settings : [];
  refresh(region, [kept, queue, status, all.map((/** @type {any} */ { name }) => name)], () => [
    el("h1", {}, t("settings")),
    ...Object.entries(GROUPS).map(([title, names]) => group(title, all, names)),
    status && rules(status.languages),
    el("section", {}, el("h2", {}, t("settings_mail")), el("div", { class: "card stack" }, rowsSwitch(kept.rows, changed)), adapterReport()),
    all.length > 0 && data(all),
    el("section", {}, el("h2", {}, t("settings_helper")),
      status && standing(status),
      queue.length > 0 && waiting(queue, changed),
      all.length > 0 && browsers(changed),
      el("div", { class: "card stack" },
        field("port", t("port"), t("port_help"), kept.port, (value) => ask("settings", { port: Number(value) }), changed),
        kept.paired && el("p", { class: "row" },
          button(t("unpair"), async () => (await ask("unpair"), changed()), { "data-key": "unpair" }),
          el("span", { class: "soft small" }, t("unpair_help"))))),
    el("section", {}, el("p", { class: "soft small" }, t("privacy"))),
  ]);
}

/** @param {string} title @param {any[]} all @param {string[]} names */
function group(title, all, names) {
  const found = names.flatMap((name) => all.filter((one) => one.name === name));
  return found.length > 0 && el("section", {}, el("h2", {}, word("settings", title)),
    el("div", { class: "card settings" }, ...found.map((setting) => control(setting, keep(setting.name)))));
}

/** The name signs drafts made here as well. @param {string} name @returns {(value: string) => Promise<any>} */
const keep = (name) => async (value) => {
  const answer = await ask("config.set", { name, value });
  if (answer.ok && name === "name") await ask("settings", { name: value });
  return answer;
};

/* --- Rules of the checklist ----------------------------------------------------------------- */

/** @param {string[]} languages */
function rules(languages) {
  const own = language().split("-")[0];
  const list = el("div", { class: "stack" });
  const draw = async (/** @type {string} */ of) => {
    const answer = await ask("lint", { language: of });
    list.replaceChildren(...(answer.ok ? answer.rules.map((/** @type {any} */ rule) => ruleSwitch(rule, of)) : [inWords(answer.error)]));
  };
  const pick = el("select", { id: "rules-of", "aria-label": t("rules_language") },
    ...languages.map((one) => el("option", { value: one, selected: one === own }, ownName(one))));
  pick.addEventListener("change", () => void draw(pick.value));
  return el("section", {}, el("h2", {}, t("settings_rules")),
    el("p", { class: "soft small" }, t("settings_rules_help")),
    el("details", { class: "card", ontoggle: () => list.childElementCount || void draw(pick.value) },
      el("summary", { "data-key": "rules" }, t("settings_rules_show")), el("p", {}, pick), list));
}

/** @param {any} rule @param {string} of */
function ruleSwitch({ id, message, source, on }, of) {
  const box = el("input", { type: "checkbox", id: `rule ${id}`, checked: on });
  box.addEventListener("change", async () => {
    const answer = await ask("lint.switch", { language: of, id, on: box.checked });
    if (!answer.ok) box.checked = !box.checked;
  });
  return el("p", { class: "switch" }, box, el("label", { for: `rule ${id}`, lang: of }, message,
    el("span", { class: "soft small" }, ` ${origin(source)}`)));
}

/* --- What is kept --------------------------------------------------------------------------- */

/** @param {any[]} all */
function data(all) {
  const told = el("span", { role: "status", class: "soft small" });
  const say = (/** @type {any} */ answer) => void (told.textContent = answer.ok ? "" : inWords(answer.error));
  return el("section", {}, el("h2", {}, t("settings_data")),
    el("div", { class: "card settings" },
      ...all.filter(({ name }) => name === "keep_days").map((setting) => control(setting, keep(setting.name))),
      el("div", { class: "setting" }, el("p", { class: "label" }, t("settings_export")),
        el("p", { class: "row" }, ...FORMATS.map((format) => button(word("export", format), () => void save({ format }, say))), told)),
      voice(),
      forgetting()));
}

/** Asked twice, for there is no way back. */
function forgetting() {
  const said = el("span", { role: "status", class: "soft small said" });
  const input = el("input", { id: "forget", type: "text", autocomplete: "off", required: true, "aria-describedby": "forget-help" });
  const sure = el("button", { type: "submit" }, t("forget"));
  input.addEventListener("input", () => void (sure.textContent = t("forget")));
  const submit = async () => {
    if (sure.textContent === t("forget")) return void (sure.textContent = t("forget_sure"));
    sure.textContent = t("forget");
    const answer = await ask("person.forget", { person: input.value.trim() });
    said.textContent = !answer.ok ? inWords(answer.error) : answer.found ? t("forgotten") : t("forget_unknown");
    if (answer.ok && answer.found) input.value = "";
  };
  return formWith(submit, { class: "setting" },
    el("label", { class: "label", for: "forget" }, t("forget_title")),
    el("p", { class: "row" }, input, sure),
    el("p", { class: "soft small", id: "forget-help" }, t("forget_help")), said);
}

/* --- The helper ----------------------------------------------------------------------------- */

/** @param {() => void} changed */
function browsers(changed) {
  const list = el("ul", { class: "plain" });
  const draw = async () => {
    const answer = await ask("browsers");
    if (answer.ok) list.replaceChildren(...answer.browsers.map((/** @type {any} */ one) => browser(one, draw, changed)));
  };
  void draw();
  return el("div", { class: "card stack" }, el("h3", {}, t("browsers_title")), list, el("p", { class: "soft small" }, t("browsers_help")));
}

/** @param {any} browser @param {() => Promise<void>} draw @param {() => void} changed */
function browser({ id, label, paired, this: here }, draw, changed) {
  const revoke = async () => {
    await ask("revoke", { id });
    if (here) changed();
    else await draw();
  };
  return el("li", { class: "row spread" },
    el("span", {}, label, " ", el("span", { class: "soft small" }, here ? t("browser_this", day(paired)) : t("browser_since", day(paired)))),
    !here && button(t("revoke"), () => void revoke(), { class: "quiet", "aria-label": t("revoke_what", label) }));
}

/**
 * @param {string} id @param {string} label @param {string} help @param {string|number} value
 * @param {(value: string) => Promise<any>} keep @param {() => void} changed
 */
function field(id, label, help, value, keep, changed) {
  const said = el("span", { role: "status", class: "soft small" });
  const input = el("input", {
    id, type: "number", value, ...PORTS, required: true, autocomplete: "off", "data-key": id, "aria-describedby": `${id}-help`,
  });
  const submit = async () => {
    const answer = await keep(input.value);
    said.textContent = answer.ok ? t("saved") : inWords(answer.error);
    if (answer.ok) changed();
  };
  return formWith(submit, { class: "stack" },
    el("label", { for: id, class: "label" }, label),
    el("p", { class: "row" }, input, el("button", { type: "submit" }, t("save")), said),
    el("p", { class: "soft small", id: `${id}-help` }, help));
}

/** @param {boolean} on @param {() => void} changed */
function rowsSwitch(on, changed) {
  const box = el("input", { type: "checkbox", id: "rows", checked: on, "data-key": "rows", "aria-describedby": "rows-help" });
  box.addEventListener("change", () => void ask("settings", { rows: box.checked }).then(changed));
  return el("fieldset", { class: "stack" },
    el("legend", {}, t("rows_title")),
    el("p", { class: "row" }, box, el("label", { for: "rows" }, t("rows_label"))),
    el("p", { class: "soft small", id: "rows-help" }, t("rows_help")));
}

/** @param {any} status */
function standing({ version, languages, rules, notifications, secrets, ledger }) {
  /** @type {[string, string][]} */
  const facts = [
    [t("status_helper"), `${version}`],
    [t("status_rules"), rules.ok ? t("rules_ok", languages.map(ownName).join(", ")) : rulesTrouble(rules)],
    [t("status_notifications"), word("channel", notifications.why ?? notifications.channel)],
    [t("status_secrets"), whereKept(secrets)],
    [t("status_ledger"), mended(ledger) || t("ledger_ok")],
  ];
  return el("dl", { class: "card facts" },
    ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

/** @param {{keyring: string|null, file: string|null}} secrets */
const whereKept = ({ keyring, file }) => !keyring ? t("secrets_file", file ?? "")
  : file ? t("secrets_silent", keyring, file) : t("secrets_keyring", keyring);

/** Sent mails the helper has not confirmed: nothing of them is lost. @param {any[]} queue @param {() => void} changed */
function waiting(queue, changed) {
  const refused = queue.find((entry) => entry.refused);
  const press = (/** @type {string} */ label, /** @type {object} */ what) =>
    button(t(label), async () => (await ask("queue", what), changed()), { "data-key": label });
  return el("div", { class: "card stack" },
    el("p", {}, t("queue_waiting", queue.length)),
    refused && el("p", { class: "soft small" }, refused.refused),
    el("p", { class: "row" }, press("try_again", { retry: true }), refused && press("let_go", { drop: true })));
}
