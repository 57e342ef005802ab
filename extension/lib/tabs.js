/**
 * What is known about each tab: in `storage.session` under `tab:<id>`, so in memory only and gone
 * with the browser. The worker may be put to sleep between any two events; this stays.
 */

/**
 * @typedef {"unpaired"|"off"|"empty"|"unsupported"|"working"|"error"|"ready"} Status
 * @typedef {object} TabState
 * @property {Status} status
 * @property {any} mail       what the page gave: Mail
 * @property {any} reading    what the helper made of it: Reading
 * @property {any} check      of the text being written: Check, without dismissed findings
 * @property {string} text    the text `check` speaks about; its spans count code points in it
 * @property {string[]} dismissed  findings the user waved away in boxes that are still open, see `findingKey`
 * @property {string|null} compose
 * @property {string} signature  what the mail program signs this compose with by itself
 * @property {any} sent       SentReport of the mail just sent
 * @property {any[]} listed   InboxRows of the list in sight, if the user wants the list read
 * @property {boolean|null} dark  whether the mail page is; null until a mail was seen there
 * @property {any} inbox      Digest of the rows of the list, if the user wants the list read
 * @property {{title: string, detail: string}|null} error
 */

/** Nothing is being written.
 * @type {Pick<TabState, "compose"|"signature"|"text"|"check">} */
export const NO_COMPOSE = { compose: null, signature: "", text: "", check: null };

/** @type {TabState} */
export const NOTHING = {
  status: "empty",
  mail: null,
  reading: null,
  ...NO_COMPOSE,
  dismissed: [],
  sent: null,
  listed: [],
  dark: null,
  inbox: null,
  error: null,
};

/** Steps of one tab happen one after the other. @type {Map<number, Promise<unknown>>} */
const turns = new Map();

/** @template T @param {number} tab @param {() => Promise<T>} step @returns {Promise<T>} */
function inTurn(tab, step) {
  const done = (turns.get(tab) ?? Promise.resolve()).then(step, step);
  const over = () => void (turns.get(tab) === done && turns.delete(tab));
  turns.set(tab, done);
  done.then(over, over);
  return done;
}

/** @param {number} tab @returns {Promise<TabState|undefined>} */
async function known(tab) {
  const key = `tab:${tab}`;
  const { [key]: state } = await chrome.storage.session.get(key);
  return /** @type {TabState|undefined} */ (state);
}

/** @param {number} tab @returns {Promise<TabState>} */
export const stateOf = async (tab) => (await known(tab)) ?? NOTHING;

/**
 * A change that comes after its tab has closed is none: the words of its mail would stay.
 * @param {number} tab
 * @param {Partial<TabState>|((state: TabState) => Partial<TabState>)} patch
 * @returns {Promise<TabState>}
 */
export const change = (tab, patch) =>
  inTurn(tab, async () => {
    const before = await known(tab);
    if (!before && !(await isOpen(tab))) return NOTHING;
    const now = before ?? NOTHING;
    const after = { ...now, ...(typeof patch === "function" ? patch(now) : patch) };
    await chrome.storage.session.set({ [`tab:${tab}`]: after });
    return after;
  });

/** @param {number} tab */
const isOpen = (tab) => chrome.tabs.get(tab).then(() => true, () => false);

/** @param {number} tab */
export const forget = (tab) => inTurn(tab, () => chrome.storage.session.remove(`tab:${tab}`));

/** Bring a tab to the front, in whichever window; one that is gone stays away. @param {number} tab */
export async function goTo(tab) {
  const { windowId = -1 } = (await chrome.tabs.update(tab, { active: true }).catch(() => undefined)) ?? {};
  await chrome.windows.update(windowId, { focused: true }).catch(() => undefined);
}

/** @returns {Promise<[number, TabState][]>} every tab something is known about, changes under way included */
export async function allTabs() {
  await Promise.allSettled(turns.values());
  const kept = /** @type {Record<string, any>} */ (await chrome.storage.session.get(null));
  return Object.keys(kept)
    .filter((key) => key.startsWith("tab:"))
    .map((key) => [Number(key.slice(4)), kept[key]]);
}

/**
 * To a mail: the tab in which it is open already comes to the front, or a new one opens.
 * @param {string|undefined} link @param {any} [wanted] a promise about which something is to be said there
 */
export async function openMail(link, wanted) {
  const [tab] = (await allTabs()).find(([, { mail }]) => link && mail?.link === link) ?? [];
  if (tab === undefined) return void (await chrome.tabs.create({ url: safeLink(link) }));
  await goTo(tab);
  // A panel that is open there has looked already for what is to be said.
  if (wanted) await chrome.runtime.sendMessage({ type: "tell", tab, promise: wanted }).catch(() => undefined);
}

/** Only ever a mail client or our own desk, whatever the ledger holds. @param {string|undefined} link */
function safeLink(link) {
  const hosts = chrome.runtime.getManifest().content_scripts?.flatMap(({ matches = [] }) => matches) ?? [];
  const known = hosts.some((host) => link?.startsWith(host.replace("*", "")));
  return known && link ? link : chrome.runtime.getURL("desk/desk.html#promises");
}
