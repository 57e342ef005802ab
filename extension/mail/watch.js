"use strict";
/*
 * Looks when the page may have changed, and tells the background. It is read only when something
 * else is open; what writing needs comes with a box.
 */

(() => {
  const { chip } = aizuchi;
  /** Milliseconds: a first look, between two, a look anyway, another try, a nap of the background. */
  const wait = { soon: 10, rest: 40, clock: 1000, retry: 1500, nap: 20_000 };
  /** @type {Adapter|undefined} */
  const adapter = [aizuchi.gmail, aizuchi.outlook, aizuchi.practice].find((one) => one?.hosts(location));
  if (!adapter) return;
  aizuchi.stop?.();

  let /** @type {Open|null} */ open = null;
  let key = "nothing told yet";
  let /** @type {string|null} */ peeked = "";
  let signs = "";
  let sure = true; // look, whatever the signs say
  let due = 0;
  let next = 0; // not before: longer on pages that take long to look at, at most a twentieth of the time
  let awake = 0;
  const ending = new AbortController();

  const alive = () => Boolean(globalThis.chrome?.runtime?.id);
  /** @param {string} code @param {unknown} [title] */
  const fault = (code, title = "") => ({ ok: false, error: { code, title: String(title), detail: "" } });

  /** @param {object} message @param {number} [tries] @returns {Promise<any>} */
  const tell = async (message, tries = 1) => {
    if (!alive()) return orphaned();
    try {
      return await chrome.runtime.sendMessage(message);
    } catch (error) {
      if (!alive()) return orphaned();
      if (tries < 2) return fault("off", error);
      await new Promise((go) => setTimeout(go, wait.retry));
      return tell(message, tries - 1);
    }
  };

  /** The extension was updated under this tab: this script can reach nobody any more. */
  const orphaned = () => {
    stop();
    if (chip.host.isConnected) chip.show(open?.anchor ?? null, "chip_reload");
    return fault("gone");
  };

  /* --- Read --- */

  const lookAtMail = () => {
    const now = adapter.peek(document);
    if (now === peeked && (!open || open.anchor?.isConnected)) return chip.move(true);
    peeked = now;
    open = adapter.read(document);
    const seen = open ? JSON.stringify([open.thread, open.message, open.text, open.own]) : "";
    if (seen === key) return state(label, level);
    key = seen;
    void told(open, seen);
  };

  /** The background makes a mail of it. @param {Open|null} mail @param {string} mine */
  const told = async (mail, mine) => {
    const readable = mail && !mail.mine && (mail.text || mail.html);
    state(readable ? "chip_working" : "", null);
    const seen = mail && { ...mail, anchor: null, app: adapter.app, dark: chip.isDark(mail.anchor ?? document.body), ...aizuchi.page.place() };
    const answer = await tell({ type: "mail.seen", seen }, 3);
    if (answer?.rows) tool("rows");
    if (key !== mine || !readable) return;
    if (answer?.ok) ready(answer.reading);
    else state(`chip_${["unpaired", "off"].find((code) => code === answer?.error?.code) ?? "error"}`, null);
  };

  let label = "";
  let /** @type {number|null} */ level = null;
  /** @param {string} word  key of the word on the chip, "" for no chip @param {number|null} dots */
  const state = (word, dots) => {
    [label, level] = [word, dots];
    chip.show(word ? open?.anchor ?? null : null, word, dots);
  };
  /** @param {{level: number|null}} reading */
  const ready = ({ level: now }) => state(now === null ? "chip_unsupported" : `chip_level_${now}`, now);

  /* --- What not every page needs --- */

  /** @type {Record<string, Tool>} */
  const tools = {};
  /** @type {Record<string, Promise<unknown>>} */
  const coming = {};

  /** A tool that is here, or will be at another look: the background puts its scripts in. @param {string} name */
  const tool = (name) => {
    const start = /** @type {Aizuchi["tools"][string]|undefined} */ (aizuchi.tools?.[name]);
    if (start && !tools[name]) Object.assign(orders, (tools[name] = start({ adapter, tell, hurry: () => hurry(true), open: () => open })).orders);
    if (!start) coming[name] ??= tell({ type: "scripts", name }, 3).then(({ ok }) => (ok ? tool(name) && hurry(true) : delete coming[name]));
    return tools[name] ?? null;
  };

  const lookAtComposes = () => {
    const composes = adapter.composes(document);
    if (composes.length || tools.writing) tool("writing")?.look(composes);
  };

  /* --- From the background --- */

  /** Orders for what is written wait until the tool for it is here. @param {any} message */
  const later = async (message) => {
    lookAtComposes();
    await coming.writing;
    lookAtComposes();
    const order = orders[message.type];
    return order !== later && order?.(message);
  };
  /** @type {Record<string, (message: any) => unknown>} */
  const orders = {
    ping: () => true,
    report: () => ({
      app: adapter.app, hits: aizuchi.page.hits, sends: adapter.composes(document).map(({ send }) => Boolean(send)),
    }),
    rows: ({ wanted }) => (wanted && tool("rows"), true),
    selection: () => String(getSelection()),
    /** What stands in the boxes that are open now. */
    writing: () => adapter.composes(document).map(({ editor }) => aizuchi.page.plain(editor)),
    chip: ({ reading }) => (label && ready(reading), true),
    insert: later,
    jump: later,
    fix: later,
  };

  /** @param {any} message @param {chrome.runtime.MessageSender} _ @param {(answer: object) => void} answer */
  const ordered = (message, _, answer) => {
    const order = Object.hasOwn(orders, message?.type) && !("tab" in message) ? orders[message.type] : null;
    if (!order) return false; // the practice page also hears what the panel says to the background
    Promise.resolve(order(message)).then(
      (found) => answer(found ? { ok: true, ...(found !== true && { found }) } : fault("gone")),
      (error) => answer(fault("problem", error)),
    );
    return true;
  };

  /* --- Looking --- */

  /** Whether it is worth a look: cheap, for pages change all the time. */
  const news = () => {
    const before = signs;
    signs = [document.title, document.querySelectorAll("[contenteditable=true]").length,
      ...[...document.querySelectorAll(adapter.signs)].map((one) => one.textContent?.length)].join();
    return signs !== before;
  };
  const look = () => {
    const anyway = sure;
    sure = false;
    clearTimeout(due);
    due = 0;
    if (!alive()) return void orphaned();
    const began = performance.now();
    if (!news() && !anyway) chip.move();
    else {
      lookAtMail();
      lookAtComposes();
      tools.rows?.look([]);
    }
    const ended = performance.now();
    if (!anyway) next = ended + Math.max(wait.rest, 20 * (ended - began));
  };
  const hurry = (anyway = false) => {
    sure ||= anyway;
    due ||= window.setTimeout(look, Math.max(wait.soon, next - performance.now()));
  };
  /** Typing changes nothing but the editor. @param {MutationRecord[]} records */
  const changed = (records) => {
    if (due) return;
    const typing = document.activeElement?.closest("[contenteditable=true]");
    if (!typing || records.some(({ target }) => !typing.contains(target))) hurry();
  };
  /** A press may open a mail. Meanwhile the background wakes, which naps after half a minute. */
  const pressed = () => {
    if (performance.now() < awake) return;
    awake = performance.now() + wait.nap;
    void tell({ type: "wake" });
  };
  const clock = setInterval(() => ((sure = true), requestIdleCallback(look)), wait.clock);
  const observer = new MutationObserver(changed);

  const stop = () => {
    observer.disconnect();
    ending.abort();
    clearInterval(clock);
    clearTimeout(due);
    for (const one of Object.values(tools)) one.stop();
    globalThis.chrome?.runtime?.onMessage?.removeListener(ordered);
    delete aizuchi.stop;
  };

  aizuchi.stop = () => {
    stop();
    chip.remove();
  };
  chip.host.addEventListener("click", ({ isTrusted }) => isTrusted && void tell({ type: "panel.open" }));
  chrome.runtime.onMessage.addListener(ordered);
  observer.observe(document.documentElement, { childList: true, subtree: true });
  for (const press of ["pointerdown", "keydown"]) addEventListener(press, pressed, { capture: true, signal: ending.signal });
  void tell({ type: "page.begun" });
  look();
})();
