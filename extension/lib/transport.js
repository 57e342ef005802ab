/**
 * The one wire to the helper on this machine. Nothing else in the extension calls `fetch`.
 *
 * Only the background may import this file: a page or content script would be held back by the
 * browser's local network rules, and the token must not be where a mail page can reach it.
 *
 * Another program of this machine could sit on our port. So before the first secret of each worker
 * life (the token, a mail) the helper has to prove that it knows the token, by an HMAC over a
 * nonce. After any failed call it has to prove it again.
 */

import { hex } from "./hash.js";
import { keep } from "./kept.js";

/** @typedef {"unpaired"|"off"|"problem"|"gone"} ErrorCode */
/** @typedef {{client: string, token: string}} Pairing */
/** @typedef {{query?: Record<string, string|undefined>, body?: object}} Call */

const DEFAULT_PORT = 21810;
const HELLO_MS = 3000;
const CALL_MS = 15000;
const RETRY_MS = 250;
/** It is there, and says why it cannot answer now: its keyring is locked, its disk full. */
const UNAVAILABLE = 503;

/** A failure the user can do something about; `code` tells the panel which state to show. */
export class HelperError extends Error {
  /** @param {ErrorCode} code @param {string} title @param {string} detail @param {number} status */
  constructor(code, title, detail = "", status = 0) {
    super(title);
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.status = status;
  }
}

/** Settled once the helper has proved itself in this worker life; `null` before and after a failure.
 * @type {Promise<void>|null} */
let proof = null;

/** @returns {Promise<number>} the port the user chose, or the default */
export async function port() {
  const { port: chosen } = await chrome.storage.local.get("port");
  return Number(chosen) || DEFAULT_PORT;
}

/** @returns {Promise<Pairing|null>} */
async function pairing() {
  const { pairing: kept } = await chrome.storage.local.get("pairing");
  return /** @type {Pairing|undefined} */ (kept) ?? null;
}

/** @returns {Promise<boolean>} whether a token is kept; it may have been revoked since */
export const paired = async () => (await pairing()) !== null;

/** @returns {Promise<string|null>} since when this browser is paired, ISO 8601; older pairings count from now */
export async function pairedSince() {
  if (!(await paired())) return null;
  const { since } = await chrome.storage.local.get("since");
  if (since) return String(since);
  const now = new Date().toISOString();
  await keep({ since: now });
  return now;
}

/** @param {number} at @param {string} path @param {Record<string, string|undefined>} query */
function address(at, path, query = {}) {
  const url = new URL(`http://127.0.0.1:${at}${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") url.searchParams.set(name, value);
  }
  return url.href;
}

/** Nothing listened. */
class Refused extends HelperError {}

/**
 * Once more where nothing listened: the helper may be restarting. Every route bears being asked
 * twice. @template T @param {() => Promise<T>} ask @returns {Promise<T>}
 */
async function patiently(ask) {
  return ask().catch(async (error) => {
    if (!(error instanceof Refused)) throw error;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    return ask();
  });
}

/**
 * One request, JSON in and out.
 * @param {string} url @param {RequestInit} init @param {number} patience in milliseconds
 * @returns {Promise<any>}
 */
async function request(url, init, patience) {
  /** @type {Response} */
  let answer;
  let body;
  try {
    answer = await fetch(url, {
      ...init,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    body = await answer.json().catch((error) => {
      if (answer.ok) throw error; // broken off: what it would have said is unknown
      return {};
    });
  } catch (error) {
    const Fault = /** @type {Error} */ (error).name === "TimeoutError" ? HelperError : Refused;
    throw new Fault("off", "The helper does not answer", String(error));
  }
  if (answer.ok) return body;
  const code = answer.status === 401 ? "unpaired" : "problem";
  throw new HelperError(code, body.title ?? `HTTP ${answer.status}`, inOwnWords(body), answer.status);
}

/** Half a letter, where a text was cut, is no JSON to the helper; its place in the text stays.
 * @param {string} _ @param {unknown} value */
const whole = (_, value) => (typeof value === "string" ? value.toWellFormed() : value);

/** What we have words for in the user's language is named by its type.
 * @param {{type?: string, detail?: string}} problem */
function inOwnWords({ type = "", detail = "" }) {
  const [, known] = /^urn:aizuchi:(\w+)$/.exec(type) ?? [];
  return (known && chrome.i18n.getMessage(`problem_${known}`)) || detail;
}

/** @param {string} token @param {string} nonce @returns {Promise<string>} */
async function expectedProof(token, nonce) {
  const utf8 = new TextEncoder();
  const secret = await crypto.subtle.digest("SHA-256", utf8.encode(token));
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, hmac, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", key, utf8.encode(`aizuchi-hello:${nonce}`)));
}

/** @param {Pairing} known @param {number} at */
async function hello(known, at) {
  // The port is part of it: a program on this port cannot let the helper on another one prove it.
  const nonce = `${at}.${hex(crypto.getRandomValues(new Uint8Array(16)))}`;
  const url = address(at, "/v1/hello", { nonce, client: known.client });
  const { proof: given } = await request(url, {}, HELLO_MS).catch((error) => {
    if (error.code !== "problem" || error.status === UNAVAILABLE) throw error;
    throw new HelperError("off", "Something else answers on this port", error.detail);
  });
  if (given === null) throw new HelperError("unpaired", "The helper does not know this browser");
  if (given !== (await expectedProof(known.token, nonce))) {
    throw new HelperError("off", "Something else answers on this port", `127.0.0.1:${at}`);
  }
}

/** Let the helper prove itself ahead of the first question. */
export async function meet() {
  const [known, at] = await Promise.all([pairing(), port()]);
  if (!known) return;
  await (proof ??= hello(known, at)).catch(() => {
    proof = null; // whoever asks next will say what is wrong
  });
}

/**
 * Ask the paired helper. Throws HelperError: "unpaired", "off", or "problem" with its own words.
 * @param {"GET"|"POST"|"PATCH"} method @param {string} path @param {Call} [what]
 * @returns {Promise<any>}
 */
export async function call(method, path, { query, body } = {}) {
  const [known, at] = await Promise.all([pairing(), port()]);
  if (!known) throw new HelperError("unpaired", "Not paired yet");
  /** @type {Record<string, string>} */
  const headers = { Authorization: `Bearer ${known.token}` };
  if (body) headers["Content-Type"] = "application/json";
  const init = { method, headers, body: body && JSON.stringify(body, whole) };
  return patiently(async () => {
    try {
      proof ??= hello(known, at);
      await proof.catch((error) => {
        proof = null;
        throw error;
      });
      return await request(address(at, path, query), init, CALL_MS);
    } catch (error) {
      // Who answers after a failure may be another program, also at the second try.
      if (/** @type {HelperError} */ (error).code !== "problem") proof = null;
      throw error;
    }
  });
}

/**
 * Trade the one-time code for a token. The port is kept even if the code was wrong, so that the
 * next try need not name it again.
 * @param {string} code @param {number|undefined} at
 */
export async function pair(code, at) {
  if (at) await setPort(at);
  const body = JSON.stringify({ code: code.replace(/\D/g, ""), label: browserName() });
  const headers = { "Content-Type": "application/json" };
  const url = address(await port(), "/v1/pair");
  const trade = () => request(url, { method: "POST", headers, body }, CALL_MS); // a keyring may ask its owner
  const { client, token } = await patiently(trade);
  proof = null;
  await keep({ pairing: { client, token }, since: new Date().toISOString() });
}

/** Forget the token on both sides; where the helper is away, `aizuchi pair --revoke` does it there. */
export async function unpair() {
  const known = await pairing();
  if (known) await call("POST", "/v1/revoke", { body: { id: known.client } }).catch(() => undefined);
  proof = null;
  await chrome.storage.local.remove(["pairing", "since"]);
}

/** @param {number} at */
export async function setPort(at) {
  if (!Number.isInteger(at) || at < 1 || at > 65535) {
    throw new HelperError("problem", "Not a port", "A port is a number from 1 to 65535.");
  }
  proof = null;
  await keep({ port: at });
}

/** @returns {string} the label under which `aizuchi pair --list` shows this browser */
function browserName() {
  const agent = navigator.userAgent;
  const names = ["Firefox", "Edg", "OPR", "Chrome"];
  return (names.find((name) => agent.includes(`${name}/`)) ?? "Browser").replace("Edg", "Edge");
}
