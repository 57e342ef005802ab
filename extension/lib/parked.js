/**
 * Replies put aside in the heat (002:46, 004:13): the user's own words, kept in this browser until
 * they take them back or let them go. The helper never hears of them.
 */

/** @typedef {{id: string, at: string, text: string, about: string}} Parked */

const MOST = 20;

/** @returns {Promise<Parked[]>} the latest first */
export async function parked() {
  const kept = await chrome.storage.local.get("parked");
  return /** @type {Parked[]} */ (kept.parked ?? []);
}

/** @param {string} text @param {string} about whom or what it answers */
export async function park(text, about) {
  const others = (await parked()).filter((one) => one.text !== text);
  const one = { id: crypto.randomUUID(), at: new Date().toISOString(), text, about };
  await chrome.storage.local.set({ parked: [one, ...others].slice(0, MOST) });
}

/** @param {string} id */
export async function letGo(id) {
  await chrome.storage.local.set({ parked: (await parked()).filter((one) => one.id !== id) });
}
