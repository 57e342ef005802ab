/**
 * Lists in `storage.local`: they outlive the worker, the browser and an update of the extension.
 * A list is read and written back in one go, and two of those at once would lose an entry. So each
 * waits for the one before, also where that is another page of ours: locks are the origin's.
 *
 * Where the browser can store no more, its disk being full, a list lives on in memory, and its user
 * is told that it ends with the browser.
 */

import { t } from "./i18n.js";

const { local, session } = chrome.storage;
const LISTS = /** @type {const} */ (["queue", "told", "parked"]);
/** @typedef {typeof LISTS[number]} List */
/** A list in memory, and the notification about it. */
const UNSTORED = "unstored";
const inMemory = (/** @type {string} */ name) => `${UNSTORED}:${name}`;

/** @template T @param {List} name @returns {Promise<T[]>} */
export async function listOf(name) {
  const [{ [name]: stored }, { [inMemory(name)]: unstored }] = await Promise.all([local.get(name), session.get(inMemory(name))]);
  return /** @type {T[]|undefined} */ (unstored ?? stored) ?? [];
}

/**
 * @template T
 * @param {List} name @param {(list: T[]) => T[]|Promise<T[]>} change
 * @returns {Promise<void>}
 */
export async function edit(name, change) {
  await navigator.locks.request(name, async () => {
    const list = await change(await listOf(name));
    await local.set({ [name]: list }).then(
      () => session.remove(inMemory(name)),
      () => session.set({ [inMemory(name)]: list }).then(tell),
    );
  });
}

/** The lists that are in memory only. */
async function unstored() {
  const kept = await session.get(LISTS.map(inMemory));
  return LISTS.filter((name) => inMemory(name) in kept);
}

/** What to say about that, for as long as it is so. */
export const unstoredWords = async () => ((await unstored()).length ? t("problem_unstored") : "");

/** Whether a change in memory was one of that. @param {object} changes */
export const isOfUnstored = (changes) => Object.keys(changes).some((key) => key.startsWith(inMemory("")));

/** There may be room again. */
export async function storeAgain() {
  for (const name of await unstored()) await edit(name, (list) => list);
  if ((await unstored()).length === 0) await chrome.notifications.clear(UNSTORED);
}

/** Said once: whoever put it away has read it. */
async function tell() {
  if ((await session.get("told_unstored")).told_unstored) return;
  await session.set({ told_unstored: true });
  const iconUrl = chrome.runtime.getURL("icons/128.png");
  await chrome.notifications.create(UNSTORED, { type: "basic", iconUrl, title: t("name"), message: t("problem_unstored") });
}

/** Store what is no list; where that cannot be, whoever asked for it hears why. @param {object} values */
export const keep = (values) =>
  local.set(values).catch((error) => {
    throw Object.assign(new Error("Not stored", { cause: error }), { detail: t("problem_unstored") });
  });
