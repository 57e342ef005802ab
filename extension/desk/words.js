/** Words to take along: they stand there, and one click copies them. */

import { button, el } from "../lib/dom.js";
import { t } from "../lib/i18n.js";

/** Whether a row knows the mail it was promised in. @param {{link?: string|null}} promise */
export const hasMail = ({ link }) => /^https:/.test(link ?? "");

/** @param {string} text @param {...(Node|false)} more what else one can do with them @returns {HTMLElement} */
export function copyRow(text, ...more) {
  const said = el("span", { role: "status", class: "soft small" });
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    said.textContent = t("copied");
  };
  return el("p", { class: "row" }, button(t("copy"), () => void copy()), ...more, said);
}
