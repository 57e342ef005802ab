/** What went wrong, as an answer to a page and as the state of a tab. */

import { change } from "./tabs.js";

/** @typedef {import("./tabs.js").TabState} TabState */
/** @typedef {import("./transport.js").ErrorCode} ErrorCode */

/** @param {unknown} error @returns {{code: ErrorCode, title: string, detail: string}} */
export function plain(error) {
  const { code = "problem", title, message, detail = "" } = /** @type {any} */ (error);
  return { code, title: title ?? message ?? String(error), detail };
}

/** @param {unknown} error @returns {Partial<TabState>} */
export function failed(error) {
  const { code, title, detail } = plain(error);
  const status = code === "unpaired" || code === "off" ? code : "error";
  return { status, error: { title, detail } };
}

/** A helper that is away shows at once, whatever was asked. @param {number} tab */
export const noteSilence = (tab) => async (/** @type {unknown} */ error) => {
  const patch = failed(error);
  if (patch.status !== "error") await change(tab, patch);
  throw error;
};

/** @param {TabState["status"]|undefined} status @returns {ErrorCode} */
export const codeOf = (status) => (status === "off" || status === "unpaired" ? status : "problem");
