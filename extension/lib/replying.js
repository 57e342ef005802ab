/** The reply: its drafts, and what the checklist says of the text being written. */

import { noteSilence } from "./failing.js";
import { languageOfWords, zone } from "./i18n.js";
import { tellPage } from "./pages.js";
import { NO_COMPOSE, change, stateOf } from "./tabs.js";
import { HelperError, call } from "./transport.js";

/** @typedef {import("./tabs.js").TabState} TabState */

/**
 * A name to sign with, if the user gave one here, and what the mail program signs with by itself.
 * @param {string} [signature] @returns {Promise<{name?: string, signature: string}>}
 */
async function me(signature = "") {
  const { name } = await chrome.storage.local.get("name");
  return name ? { name: String(name), signature } : { signature };
}

/** Same words, same rule: once waved away, quiet for this compose. @param {string|null} compose @param {any} finding @param {string} text */
const findingKey = (compose, finding, text) =>
  `${compose}|${finding.rule}|${[...text].slice(finding.start, finding.end).join("")}`;

/** Of a box that is gone nothing need be remembered. @param {TabState} state @param {string} compose @returns {Partial<TabState>} */
export const withoutBox = ({ compose: now, dismissed }, compose) => ({
  ...(now === compose && NO_COMPOSE),
  dismissed: dismissed.filter((key) => !key.startsWith(compose)),
});

/** @param {string|null} compose @param {any} check @param {string} text @param {string[]} dismissed */
function withoutDismissed(compose, check, text, dismissed) {
  /** @param {any} finding */
  const wanted = (finding) => !dismissed.includes(findingKey(compose, finding, text));
  return { ...check, findings: check.findings.filter(wanted) };
}

/** What was asked last, by tab, and is not answered yet: an answer overtaken by another question is out of date. @type {Map<number, string>} */
const latest = new Map();

/** What goes to somebody `elsewhere` is held against no mail. A signature may have been deleted since.
 * @param {number} tab @param {string} compose @param {string} text @param {string} [signature] @param {boolean|null} [attached] @param {boolean} [elsewhere] */
export async function check(tab, compose, text, signature = "", attached = null, elsewhere = false) {
  const turn = crypto.randomUUID();
  latest.set(tab, turn);
  const { reading } = await change(tab, (before) =>
    before.compose === compose ? { signature } : { ...NO_COMPOSE, compose, signature },
  );
  const body = { text, reading: elsewhere ? undefined : reading ?? undefined, me: await me(signature), attached, language: languageOfWords() };
  try {
    const found = await call("POST", "/v1/check", { body }).catch(noteSilence(tab));
    const state = await change(tab, (now) =>
      now.compose === compose && latest.get(tab) === turn ? { text, check: withoutDismissed(compose, found, text, now.dismissed) } : {},
    );
    return withoutDismissed(compose, found, text, state.dismissed);
  } finally {
    if (latest.get(tab) === turn) latest.delete(tab);
  }
}

/** The text a finding was found in, and its box, if they are not the ones checked last.
 * @param {number} tab @param {any} finding @param {{checked?: string, compose?: string}} where */
export async function dismiss(tab, finding, { checked, compose }) {
  const state = await change(tab, (now) => {
    const dismissed = [...now.dismissed, findingKey(compose ?? now.compose, finding, checked ?? now.text)];
    return { dismissed, check: now.check && withoutDismissed(now.compose, now.check, now.text, dismissed) };
  });
  tellPage(tab, { type: "marks", compose: state.compose ?? undefined, check: state.check, text: state.text });
}

/** @param {any} message */
export async function draft({ tab, form, choice, promise }) {
  const { reading, signature } = await stateOf(tab);
  if (!reading && !promise) throw new HelperError("gone", "No mail is open here");
  const about = promise ? { promise } : { reading };
  const body = { ...about, form, choice, me: await me(signature), zone: zone(), language: languageOfWords() };
  return call("POST", "/v1/draft", { body });
}
