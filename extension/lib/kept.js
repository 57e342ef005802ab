/**
 * Lists in `storage.local`: they outlive the worker, the browser and an update of the extension.
 * A list is read and written back in one go, and two of those at once would lose an entry. So each
 * waits for the one before, also where that is another page of ours: locks are the origin's.
 */

/** @template T @param {string} name @returns {Promise<T[]>} */
export async function listOf(name) {
  const { [name]: list } = await chrome.storage.local.get(name);
  return /** @type {T[]|undefined} */ (list) ?? [];
}

/**
 * @template T
 * @param {string} name @param {(list: T[]) => T[]|Promise<T[]>} change
 * @returns {Promise<void>}
 */
export async function edit(name, change) {
  await navigator.locks.request(name, async () =>
    chrome.storage.local.set({ [name]: await change(await listOf(name)) }));
}
