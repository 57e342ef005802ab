/** What is found on the mail pages that are open, as a table to look at and to copy. */

import { ask, button, el, refresh } from "../lib/dom.js";
import { t } from "../lib/i18n.js";
import { asText } from "../lib/report.js";

/** @typedef {import("../lib/report.js").Row} Row */

/** @returns {HTMLElement} */
export function adapterReport() {
  const body = el("div", { class: "stack" });
  const draw = async () => {
    const { rows = [] } = await ask("report");
    refresh(body, rows, () => (rows.length === 0 ? [el("p", { class: "soft" }, t("report_none"))] : table(rows)));
  };
  return el("details", { id: "report", ontoggle: () => void draw() },
    el("summary", { "data-key": "report" }, t("report_title")), body);
}

/** @param {Row[]} rows */
function table(rows) {
  const said = el("span", { role: "status", class: "soft small" });
  const copy = async () => {
    await navigator.clipboard.writeText(asText(rows));
    said.textContent = t("report_copied");
  };
  return [
    el("p", { class: "soft small" }, t("report_text")),
    el("table", { class: "report" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("report_element")), el("th", { scope: "col" }, t("report_how")))),
      el("tbody", {}, ...rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.element), el("td", {}, how(row)))))),
    el("p", { class: "row" }, button(t("report_copy"), () => void copy(), { "data-key": "copy" }), said),
  ];
}

/** @param {Row} row */
const how = ({ way, counts }) =>
  way < 0 ? t("report_missing") : way === 0 ? t("report_first") : t("report_fallback", `${way + 1}/${counts.length}`);
