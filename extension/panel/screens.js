/** The screens in which there is nothing to show yet: what is so, and what to do about it. */

import { button, deskLink, el } from "../lib/dom.js";
import { t } from "../lib/i18n.js";
import { inboxList } from "./inbox.js";

/** @param {string} title @param {...(Node|string)} rest */
const calm = (title, ...rest) => [el("div", { class: "screen stack" }, el("h2", {}, title), ...rest)];

/** @param {any} inbox Digest of the list in front, if it may be read */
export const emptyScreen = (inbox) => [
  ...(inbox ? [inboxList(inbox)] : []),
  ...calm(
    t("empty_title"),
    el("p", { class: "soft" }, t("empty_text")),
    el("p", {}, deskLink("practice.html", t("open_practice"))),
    el("p", { class: "soft small" }, t("empty_way")),
  ),
];

export const workingScreen = () => [
  el("div", { class: "screen stack working", role: "status" },
    el("p", { class: "soft" }, t("working")),
    el("progress", { "aria-label": t("working") })),
];

/** @param {() => void} retry */
export const offScreen = (retry) =>
  calm(
    t("off_title"),
    el("p", { class: "soft" }, t("off_text")),
    el("p", {}, el("code", {}, "aizuchi run")),
    el("p", { class: "soft small", role: "status" }, t("off_retry")),
    el("p", { class: "row" }, button(t("try_again"), retry), deskLink("desk.html#settings", t("settings"))),
  );

/** @param {{title: string, detail: string}|null} error @param {() => void} retry */
export const errorScreen = (error, retry) =>
  calm(
    t("error_title"),
    el("p", { class: "soft" }, error?.detail || error?.title || ""),
    el("p", {}, button(t("try_again"), retry)),
  );

/** Whether the line above the rooms says it already: that nobody answers.
 * @param {{code: string}|null} problem @param {{status: string}|null} state */
export const saidAbove = (problem, state) => problem?.code === "off" && state?.status === "off";
