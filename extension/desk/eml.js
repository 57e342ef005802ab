/**
 * A mail file (.eml) read in the page: headers with RFC 2047 words, multiparts, quoted-printable,
 * base64, and the character sets the browser knows. The first readable body wins, text before HTML.
 */

/** @typedef {{headers: Map<string, string>, body: string}} Part bytes as one character each */
/** @typedef {{subject: string, sender: {name: string|null, address: string|null}, received: string|null, text: string, html: string|null, message: string|null}} Letter */

const DEEPEST = 10;
/** Characters of a header that are looked at: what matters stands at the front of each. */
const LONGEST = 1000;

/** @param {ArrayBuffer} bytes @returns {Letter} */
export function readEml(bytes) {
  // Not by a decoder: what browsers call latin1 is windows-1252, which has other bytes.
  const part = split(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join(""));
  const found = bodies(part, 0);
  const html = found.html ?? null;
  const header = (/** @type {string} */ name) => words(part.headers.get(name) ?? "");
  return {
    subject: header("subject"),
    sender: person(header("from")),
    received: moment(part.headers.get("date")),
    text: (found.text ?? textOf(html ?? "")).trim(),
    html,
    message: part.headers.get("message-id")?.trim() ?? null,
  };
}

/** @param {string} raw @returns {Part} */
function split(raw) {
  const [, head, body] = /^([\s\S]*?)(?:\r?\n\r?\n([\s\S]*))?$/.exec(raw) ?? ["", "", raw, ""];
  const headers = new Map();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const [, name, value] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
    if (name && !headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value.slice(0, LONGEST));
  }
  return { headers, body: body ?? "" };
}

/** @param {Part} part @param {number} depth @returns {{text?: string, html?: string}} */
function bodies({ headers, body }, depth) {
  const type = headers.get("content-type") ?? "text/plain";
  const boundary = /^multipart\//i.test(type) && parameter(type, "boundary");
  if (boundary && depth < DEEPEST) {
    const inner = parts(body, boundary).map((raw) => bodies(split(raw), depth + 1));
    return Object.assign({}, ...inner.reverse());
  }
  if (/attachment/i.test(headers.get("content-disposition") ?? "")) return {};
  const kind = /^text\/(plain|html)/i.exec(type)?.[1].toLowerCase();
  if (!kind) return {};
  const text = decode(body, headers.get("content-transfer-encoding") ?? "", parameter(type, "charset"));
  return kind === "html" ? { html: text } : { text: text.replace(/\r\n/g, "\n") };
}

/** What stands between the boundary lines. @param {string} body @param {string} boundary @returns {string[]} */
function parts(body, boundary) {
  const lines = body.split(/\r?\n/);
  /** @type {string[][]} */
  const found = [];
  for (const line of lines) {
    if (line.trimEnd() === `--${boundary}--`) break;
    if (line.trimEnd() === `--${boundary}`) found.push([]);
    else found.at(-1)?.push(line);
  }
  return found.map((some) => some.join("\r\n"));
}

/** @param {string} header @param {string} name @returns {string} */
function parameter(header, name) {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, "i").exec(header);
  return found?.[1] ?? found?.[2] ?? "";
}

/** @param {string} body @param {string} encoding @param {string} charset */
function decode(body, encoding, charset) {
  const how = encoding.trim().toLowerCase();
  if (how === "base64") return characters(fromBase64(body), charset);
  if (how === "quoted-printable") return characters(fromQuoted(body.replace(/=[ \t]*\r?\n/g, "")), charset);
  return characters(body, charset);
}

/** @param {string} text @returns {string} bytes, one character each */
function fromBase64(text) {
  const clean = text.replace(/[^A-Za-z0-9+/]/g, "");
  return atob(clean.slice(0, clean.length - (clean.length % 4 === 1 ? 1 : 0)));
}

/** @param {string} text */
const fromQuoted = (text) =>
  text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

/** Bytes to text; without a (known) charset UTF-8 is tried, then Latin-1. @param {string} bytes @param {string} charset */
function characters(bytes, charset) {
  const raw = Uint8Array.from(bytes, (one) => one.charCodeAt(0));
  for (const name of [charset, "utf-8"]) {
    try {
      return new TextDecoder(name || "utf-8", { fatal: name !== charset || !charset }).decode(raw);
    } catch {
      continue;
    }
  }
  return new TextDecoder("windows-1252").decode(raw);
}

/** RFC 2047: `=?utf-8?B?...?=`; blanks between two such words do not count. @param {string} header */
function words(header) {
  const joined = characters(header, "").replace(/(\?=)\s+(?==\?)/g, "$1");
  return joined.replace(/=\?([^?*\s]+)(?:\*[^?]*)?\?([BQ])\?([^?]*)\?=/gi, (_, charset, how, text) =>
    characters(how.toUpperCase() === "B" ? fromBase64(text) : fromQuoted(text.replace(/_/g, " ")), charset));
}

/** @param {string} header */
function person(header) {
  const at = header.lastIndexOf("<");
  const [, address = null] = /^<([^<>\s]+@[^<>\s]+)>\s*$/.exec(header.slice(at)) ?? [];
  const name = address ? header.slice(0, at).trim().replace(/^"(.*)"$/, "$1").replace(/\\(.)/g, "$1") : "";
  return { name: name || null, address: address ?? (header.includes("@") ? header.trim() : null) };
}

/** @param {string|undefined} date @returns {string|null} ISO 8601 */
function moment(date) {
  const time = Date.parse((date ?? "").replace(/\s*\([^)]*\)\s*$/, ""));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The words of an HTML mail. A parsed document runs nothing and loads nothing. @param {string} html */
function textOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const hidden of page.querySelectorAll("script, style, head, title")) hidden.remove();
  for (const line of page.querySelectorAll("br")) line.replaceWith("\n");
  for (const block of page.querySelectorAll("p, div, tr, li, h1, h2, h3, blockquote")) block.append("\n");
  return (page.body.textContent ?? "").replace(/[ \t]+/g, " ").replace(/ ?\n ?/g, "\n").replace(/\n{3,}/g, "\n\n");
}
