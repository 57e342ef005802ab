/**
 * Replies put aside in the heat (002:46, 004:13): the user's own words, kept in this browser until
 * they take them back or let them go. The helper never hears of them.
 */

import { edit, listOf } from "./kept.js";

/** @typedef {{id: string, at: string, text: string, about: string}} Parked */

export const MOST = 20;

/** @returns {Promise<Parked[]>} the latest first */
export const parked = () => listOf("parked");

/**
 * @param {string} text @param {string} about whom or what it answers
 * @returns {Promise<boolean>} whether there was room: none is dropped for a new one
 */
export async function park(text, about) {
  let room = false;
  const words = text.trim(); // an editor keeps lines free above the signature
  await edit("parked", (/** @type {Parked[]} */ all) => {
    const others = all.filter((one) => one.text !== words);
    room = others.length < MOST;
    return room ? [{ id: crypto.randomUUID(), at: new Date().toISOString(), text: words, about }, ...others] : all;
  });
  return room;
}

/** @param {string} id */
export const letGo = (id) => edit("parked", (/** @type {Parked[]} */ all) => all.filter((one) => one.id !== id));

/** A slip of the finger need not cost the words. @param {Parked} one */
export const putBack = (one) => edit("parked", (/** @type {Parked[]} */ all) =>
  [one, ...all].sort((some, other) => Date.parse(other.at) - Date.parse(some.at)));
