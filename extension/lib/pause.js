/**
 * A break: an offer, once for each run of work; then a rest without a clock ticking, and a way back
 * to where one was (002:28, 002:46). What was answered is kept with the browser and goes with it.
 */

import { button, el, refresh } from "./dom.js";
import { clock, duration, t } from "./i18n.js";
import { allTabs, goTo } from "./tabs.js";

const MINUTE_MS = 60_000;
const MOST_RUNS = 9;

/** The runs a break was declined for, the last one first, and the end of one that is being had. */
const kept = async () => /** @type {{declined?: string[], until?: number}} */ (
  (await chrome.storage.session.get("pause")).pause ?? {});

/** @param {HTMLElement} region @param {any} pause the helper's offer, or null */
export async function drawPause(region, pause) {
  const { declined = [], until = 0 } = await kept();
  const resting = until > Date.now();
  const back = until > 0 && !resting;
  const offered = pause && !declined.includes(pause.since) && !resting && !back;
  const done = pause ? [pause.since, ...declined].slice(0, MOST_RUNS) : declined;
  const set = async (/** @type {object} */ what) => {
    await chrome.storage.session.set({ pause: what });
    await drawPause(region, pause);
  };
  const goOn = async () => {
    await set({ declined: done });
    await toTheMail();
  };
  refresh(region, [resting, back, offered, until, pause], () => [
    resting && card(t("pause_resting", clock(new Date(until).toISOString())), button(t("pause_back"), goOn)),
    back && card(t("pause_over"), button(t("pause_on"), goOn, { class: "primary" })),
    offered && card(pause.line,
      button(t("pause_walk", duration(pause.minutes)), () =>
        set({ declined: done, until: Date.now() + pause.minutes * MINUTE_MS }), { class: "primary" }),
      button(t("pause_not_now"), () => set({ declined: done }), { class: "quiet" })),
  ]);
  if (resting) setTimeout(() => void drawPause(region, pause), until - Date.now());
}

/** Draw what the background was offered last, and whatever becomes of it. @param {HTMLElement} region */
export function watchPause(region) {
  const draw = async () => drawPause(region, (await chrome.storage.session.get("offer")).offer ?? null);
  chrome.storage.session.onChanged.addListener((changes) => {
    if (changes.offer || changes.pause) void draw();
  });
  void draw();
}

/** Back to the reply that was being written, else to a mail that is open. */
async function toTheMail() {
  const all = await allTabs();
  const [tab] = all.find(([, { compose }]) => compose) ?? all.find(([, { mail }]) => mail) ?? [];
  if (tab !== undefined) await goTo(tab);
}

/** @param {string} words @param {...HTMLElement} buttons */
const card = (words, ...buttons) =>
  el("div", { class: "card gentle stack", role: "status" }, el("p", {}, words), el("p", { class: "row" }, ...buttons));
