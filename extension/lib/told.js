/**
 * Which mails were told already, so that one that shows up in its thread is not told again. Only
 * hashes are kept, of the last few hundred mails.
 */

import { sha256 } from "./hash.js";
import { edit, listOf } from "./kept.js";

/** @typedef {{id: string, hash: string, length: number, thread?: string|null, at?: number}} Told */
/** @typedef {{thread: string|null, sent: string}} Where */

const MOST = 300;
/** Letters; from here on a text that goes on differently (a signature in it) is the same mail. */
const ENOUGH = 40;
/** Milliseconds: what is older was dealt with, or is past telling. */
const RECENT = 7 * 24 * 60 * 60 * 1000;
/** Milliseconds: a page tells minutes, and a client may take its time to send. */
const NEAR = 10 * 60 * 1000;

/** Clients break and join lines on the way. @param {string} text */
const letters = (text) => text.replace(/\s+/g, "");

/** Whether a text begins as that mail does. @param {string} text @param {string} mail */
export const begins = (text, mail) => letters(text).startsWith(letters(mail));

/** A thread under one name, of the two Gmail has for it; one Gmail does not know yet has none.
 * @param {string|null} [thread] @returns {Promise<string|null>} */
async function threadKey(thread) {
  const number = /^thread-f:(\d+)$/.exec(thread ?? "")?.[1];
  const id = number ? BigInt(number).toString(16) : thread;
  return id && !/^thread-/.test(id) ? sha256(id) : null;
}

/** @param {string} id of the report @param {string} text @param {Where} where it went, and when */
export const noteTold = (id, text, { thread, sent }) =>
  edit("told", async (/** @type {Told[]} */ all) => {
    const said = letters(text);
    const mine = { id, hash: await sha256(said), length: said.length, thread: await threadKey(thread), at: Date.parse(sent) };
    return [...all.filter((one) => one.id !== id), mine].slice(-MOST);
  });

/** It did not go out: should it yet, from wherever, its thread tells. @param {string} id */
export const forgetTold = (id) => edit("told", (/** @type {Told[]} */ all) => all.filter((one) => one.id !== id));

/** The same words in another thread, at another time, are another mail.
 * @param {string} text @param {Where} where @returns {Promise<boolean>} whether this mail, or its beginning, was told */
async function wasTold(text, { thread, sent }) {
  const said = letters(text);
  const here = await threadKey(thread);
  const another = (/** @type {Told} */ one) =>
    Boolean(here && one.thread && one.thread !== here && one.at && Math.abs(Date.parse(sent) - one.at) > NEAR);
  const like = /** @type {Told[]} */ (await listOf("told"))
    .filter((one) => one.length === said.length || (one.length >= ENOUGH && one.length < said.length))
    .filter((one) => !another(one));
  const hashes = await Promise.all(like.map(({ length }) => sha256(said.slice(0, length))));
  return like.some(({ hash }, place) => hash === hashes[place]);
}

/**
 * Whether a mail found in its thread is to be told: it went out since this browser was paired, not
 * long ago, and nobody told it. What was written before is not ours to bring up.
 * @param {{text: string, thread: string|null, sent: string}} mail @param {string} since when this browser was paired
 */
export async function isNew({ text, thread, sent }, since, now = Date.now()) {
  const at = Date.parse(sent);
  return at > Date.parse(since) && at > now - RECENT && at <= now + 60_000 && !(await wasTold(text, { thread, sent }));
}
