/** What the desk page may ask for beyond mail: a table from message to route. */

import { languageOfWords, zone } from "./i18n.js";
import * as helper from "./transport.js";

/** @type {Record<string, (message: any) => Promise<any>>} */
export const fromDesk = {
  themes: () => helper.call("GET", "/v1/themes", { query: { language: languageOfWords() } }),
  away: ({ since, until }) => helper.call("GET", "/v1/away", { query: { since, until, zone: zone() } }),
  "practice.check": ({ text, reading, name }) =>
    helper.call("POST", "/v1/check", { body: { text, reading, me: { name }, language: languageOfWords() } }),
  practice: ({ language }) => helper.call("GET", "/v1/practice", { query: { language } }),
  config: () => helper.call("GET", "/v1/settings"),
  "config.set": ({ name, value }) => helper.call("PATCH", "/v1/settings", { body: { name, value } }),
  lint: ({ language }) => helper.call("GET", "/v1/rules", { query: { language } }),
  "lint.switch": ({ language, id, on }) => helper.call("PATCH", "/v1/rules", { body: { language, id, on } }),
  browsers: () => helper.call("GET", "/v1/browsers"),
  revoke: ({ id }) => helper.call("POST", "/v1/revoke", { body: { id } }),
  voice: () => helper.call("GET", "/v1/voice"),
  "voice.forget": () => helper.call("POST", "/v1/voice/forget", { body: {} }),
  "person.forget": ({ person }) => helper.call("POST", "/v1/forget", { body: { person } }),
};
