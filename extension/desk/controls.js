/**
 * Fields for settings: each shows one short text, as the helper keeps it, in the shape that is
 * easiest to change, and saves at once when it is changed. What is refused is said beside it.
 */

import { button, el } from "../lib/dom.js";
import { day, inWords, language, ownName, t, word } from "../lib/i18n.js";

/** @typedef {{name: string, value: string, default: string, kind: string, choices: string[], fixed: boolean, at_start: boolean}} Setting */
/** @typedef {(value: string) => Promise<any>} Save what the helper answers */

const NEW_BLOCK = "15:00-16:00";
const HOUR = 60;
const LEAST = 30;

/** @param {string} time */
const minutes = (time) => time.split(":").map(Number).reduce((hours, rest) => hours * HOUR + rest);

/** @param {number} all */
const asTime = (all) => [Math.floor(all / HOUR), all % HOUR].map((part) => String(part).padStart(2, "0")).join(":");

/** A block that overlaps none: in the afternoon, or else where there is room between two.
 * @param {string[]} blocks */
function newBlock(blocks) {
  const taken = blocks.map((one) => one.split("-").map(minutes)).sort(([one], [other]) => one - other);
  const between = taken.slice(1).map(([next], place) => [taken[place][1], Math.min(taken[place][1] + HOUR, next)]);
  const free = [NEW_BLOCK.split("-").map(minutes), ...between].find(([from, to]) =>
    to - from >= LEAST && taken.every(([start, end]) => to <= start || end <= from));
  return free ? free.map(asTime).join("-") : NEW_BLOCK;
}

/** A labelled setting. @param {Setting} setting @param {Save} save */
export function control(setting, save) {
  const { name, kind, fixed, at_start: late } = setting;
  const said = el("span", { role: "status", class: "soft small said" });
  const keep = async (/** @type {string} */ value) => {
    const answer = await save(value);
    said.classList.toggle("refused", !answer.ok);
    said.textContent = answer.ok ? t("saved") : inWords(answer.error);
    return answer;
  };
  const many = ["days", "spans", "dates", "languages"].includes(kind);
  const title = word("setting", name);
  const help = el("p", { class: "soft small", id: `${name}-help` }, word("setting_help", name),
    ...[late && t("setting_at_start"), fixed && t("setting_fixed")].flatMap((more) => (more ? [el("br"), more] : [])));
  const input = (shapes[kind] ?? shapes.text)(setting, keep);
  return many || kind === "span"
    ? el("fieldset", { class: "setting", disabled: fixed, "aria-describedby": `${name}-help` }, el("legend", {}, title), input, help, said)
    : el("div", { class: kind === "yes" ? "setting yes" : "setting" }, el("label", { class: "label", for: name }, title), input, help, said);
}

/** @type {Record<string, (setting: Setting, save: Save) => HTMLElement>} */
const shapes = { text, number: text, choice, yes, days, span, spans, dates, languages };

/** @param {Setting} setting @param {Save} save */
function text({ name, kind, value, fixed }, save) {
  const input = el("input", {
    id: name, value, type: kind === "number" ? "number" : "text", disabled: fixed, autocomplete: "off",
    "data-key": name, "aria-describedby": `${name}-help`, list: name === "zone" ? "zones" : null,
  });
  input.addEventListener("change", () => void save(input.value));
  if (name !== "zone") return input;
  return el("span", {}, input, el("datalist", { id: "zones" }, ...Intl.supportedValuesOf("timeZone").map((zone) => el("option", { value: zone }))));
}

/** @param {Setting} setting @param {Save} save */
function choice({ name, value, choices, default: usual, fixed }, save) {
  const all = choices.includes(usual) ? choices : [usual, ...choices];
  const named = all.map((one) => /** @type {[string, string]} */ ([one, choiceName(name, one)]));
  if (name === "country") named.sort(([a, x], [b, y]) => (a && b ? x.localeCompare(y, language()) : a ? 1 : -1));
  const select = el("select", { id: name, disabled: fixed, "data-key": name, "aria-describedby": `${name}-help` },
    ...named.map(([one, words]) => el("option", { value: one, selected: one === value }, words)));
  select.addEventListener("change", () => void save(select.value));
  return select;
}

/** @param {string} name @param {string} value */
function choiceName(name, value) {
  if (!value) return t(name === "language" ? "setting_browsers" : "setting_none");
  if (name === "country") return new Intl.DisplayNames(language(), { type: "region" }).of(value) ?? value;
  if (name === "language") return ownName(value);
  return word(`choice_${name}`, value);
}

/** @param {Setting} setting @param {Save} save */
function yes({ name, value, fixed }, save) {
  const box = el("input", { type: "checkbox", id: name, checked: value === "yes", disabled: fixed, "data-key": name, "aria-describedby": `${name}-help` });
  box.addEventListener("change", () => void save(box.checked ? "yes" : "no"));
  return box;
}

/** @param {Setting} setting @param {Save} save */
function days(setting, save) {
  const format = new Intl.DateTimeFormat(language(), { weekday: "short", timeZone: "UTC" });
  // 5 January 1970 was a Monday.
  return boxes(setting, (_, index) => format.format(new Date((4 + index) * 86_400_000)), save);
}

/** All of them are said as none: one that is learned later is read as well. @param {Setting} setting @param {Save} save */
function languages({ value, ...setting }, save) {
  const all = setting.choices.join(", ");
  return boxes({ ...setting, value: value || all }, (one) => choiceName("language", one), (chosen) => save(chosen === all ? "" : chosen));
}

/** Some of the choices, and never none: the last one stays. @param {Setting} setting @param {(one: string, index: number) => string} named @param {Save} save */
function boxes({ name, value, choices }, named, save) {
  const chosen = new Set(value.split(", "));
  const all = choices.map((one) => el("input", { type: "checkbox", id: `${name}-${one}`, value: one, checked: chosen.has(one), "data-key": `${name} ${one}` }));
  const checked = () => all.filter((box) => box.checked);
  const holdLast = () => {
    const [first, ...more] = checked();
    for (const box of all) box.disabled = box === first && more.length === 0;
  };
  const changed = () => {
    holdLast();
    void save(checked().map((box) => box.value).join(", "));
  };
  for (const box of all) box.addEventListener("change", changed);
  holdLast();
  return el("div", { class: "row days" }, ...all.map((box, index) => el("label", {}, box, named(choices[index], index))));
}

/** @param {string} value @param {string} key @param {() => void} changed @returns {[HTMLElement, () => string]} */
function twoTimes(value, key, changed) {
  const ends = value.split("-").map((time, index) => el("input", {
    type: "time", value: time, required: true, "aria-label": t(index ? "time_end" : "time_start"), "data-key": `${key} ${index}`,
  }));
  for (const input of ends) input.addEventListener("change", () => ends.every((one) => one.value) && changed());
  return [el("span", { class: "row times" }, ends[0], "–", ends[1]), () => ends.map((one) => one.value).join("-")];
}

/** @param {Setting} setting @param {Save} save */
function span({ name, value }, save) {
  const [fields, read] = twoTimes(value, name, () => void save(read()));
  return fields;
}

/** @param {Setting} setting @param {Save} save */
function spans({ name, value }, save) {
  const list = el("div", { class: "stack" });
  const draw = (/** @type {string[]} */ all) => {
    /** @type {(() => string)[]} */
    const reads = [];
    const keep = (/** @type {string[]} */ next) => void save(next.join(", ")).then((answer) => answer.ok && draw(answer.value.split(", ")));
    list.replaceChildren(...all.map((one, index) => {
      const [fields, read] = twoTimes(one, `${name} ${index}`, () => void save(reads.map((each) => each()).join(", ")));
      reads.push(read);
      fields.append(button(t("remove"), () => keep(all.filter((_, place) => place !== index)),
        { class: "quiet", disabled: all.length === 1, "aria-label": t("remove_what", one) }));
      return fields;
    }), el("p", {}, button(t("add_block"), () => keep([...reads.map((each) => each()), newBlock(reads.map((each) => each()))]), { "data-key": `${name} add` })));
  };
  draw(value.split(", "));
  return list;
}

/** @param {Setting} setting @param {Save} save */
function dates({ value }, save) {
  const list = el("div", { class: "stack" });
  const input = el("input", { type: "date", "aria-label": t("day_off") });
  const draw = (/** @type {string[]} */ all) => {
    const keep = (/** @type {string[]} */ next) => void save(next.join(", ")).then((answer) => answer.ok && draw(answer.value.split(", ").filter(Boolean)));
    list.replaceChildren(
      el("ul", { class: "row" }, ...all.map((one) => el("li", { class: "tag" }, day(`${one}T12:00`),
        button("×", () => keep(all.filter((other) => other !== one)), { class: "quiet", "aria-label": t("remove_what", day(`${one}T12:00`)) })))),
      el("p", { class: "row" }, input, button(t("add_day"), () => input.value && keep([...new Set([...all, input.value])]))));
    input.value = "";
  };
  draw(value.split(", ").filter(Boolean));
  return list;
}
