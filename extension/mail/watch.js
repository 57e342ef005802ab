"use strict";
/*
 * Looks when the page may have changed, and tells the background. One observer that only raises a
 * flag, one slow clock; the page is looked at when it has come to rest, and read only when
 * something else is open.
 */

(() => {
  const { chip, compose: desk, marks } = aizuchi;
  /** Milliseconds: a page at rest, a mail client's own clock, a pause in typing, another try. */
  const wait = { rest: 150, clock: 1000, silence: 400, retry: 1500 };
  const MOST = 240 * 1024; // bytes of a mail: the helper takes 256 KiB
  /** @type {Adapter|undefined} */
  const adapter = [aizuchi.gmail, aizuchi.outlook, aizuchi.practice].find((one) => one?.hosts(location));
  if (!adapter) return;
  aizuchi.stop?.();

  /** @typedef {{id: string, compose: Compose, part: Part, findings: any[], timer: number}} Box */
  /** @type {Map<HTMLElement, Box>} */
  const boxes = new Map();
  let /** @type {Open|null} */ open = null;
  let key = "not looked at yet";
  let peeked = "";
  let /** @type {Box|null} */ last = null;
  let due = 0;
  let rest = wait.rest; // longer on pages that take long to look at: at most a twentieth of the time

  const alive = () => Boolean(globalThis.chrome?.runtime?.id);

  /** @param {object} message @param {number} [tries] @returns {Promise<any>} */
  const tell = async (message, tries = 1) => {
    if (!alive()) return orphaned();
    try {
      return await chrome.runtime.sendMessage(message);
    } catch (error) {
      if (!alive()) return orphaned();
      if (tries < 2) return { ok: false, error: { code: "off", title: String(error), detail: "" } };
      await new Promise((go) => setTimeout(go, wait.retry));
      return tell(message, tries - 1);
    }
  };

  /** The extension was updated under this tab: this script can reach nobody any more. */
  const orphaned = () => {
    stop();
    marks.clear();
    if (!document.querySelector("aizuchi-chip") || chip.host.isConnected) chip.show(open?.anchor ?? null, "chip_reload");
    return { ok: false, error: { code: "gone", title: "", detail: "" } };
  };

  /* --- Read --- */

  /** @param {Open} found  @returns {object} Mail as in the helper's contracts */
  const mailOf = ({ thread, message, subject, sender, received, html, text, account, link, earlier }) => ({
    app: adapter.app, thread, message, subject, account, link,
    from: personOf(sender),
    received: moment(received),
    text,
    html,
    earlier: earlier.slice(-20).map((one) => ({
      ...one, text: one.text.slice(0, 2000), from: personOf(one.from), received: moment(one.received),
    })),
  });
  /** Of a mail too long for the helper, what matters least stays here. @param {any} mail */
  const light = (mail) => {
    const plain = { ...mail, html: null };
    const alone = { ...plain, earlier: [] };
    const fits = (/** @type {object} */ one) => new Blob([JSON.stringify(one)]).size < MOST;
    return [mail, plain, alone].find(fits) ?? { ...alone, text: mail.text?.slice(0, MOST / 6) ?? null };
  };
  /** @param {Person|null} person */
  const personOf = (person) => (person?.name || person?.address ? person : null);
  /** @param {string|null} text */
  const moment = (text) => aizuchi.moment(text, document.documentElement.lang);

  const lookAtMail = () => {
    const now = adapter.peek?.(document) ?? null;
    if (adapter.peek && now === peeked && (!open || open.anchor?.isConnected)) return chip.move();
    peeked = now ?? "";
    open = adapter.read(document);
    const readable = open && !open.mine && (open.text || open.html) ? open : null;
    const next = readable ? JSON.stringify([readable.thread, readable.message, readable.text]) : "";
    if (next === key) return state(label, level);
    key = next;
    if (readable) void opened(readable, next);
    else {
      state("", null);
      void tell({ type: "mail.closed" });
    }
  };

  /** @param {Open} mail @param {string} mine */
  const opened = async (mail, mine) => {
    state("chip_working", null);
    const answer = await tell({ type: "mail.opened", mail: light(mailOf(mail)) }, 3);
    if (key !== mine) return;
    if (answer?.ok) ready(answer.reading);
    else state(`chip_${{ unpaired: "unpaired", off: "off" }[/** @type {string} */ (answer?.error?.code)] ?? "error"}`, null);
  };

  let label = "";
  let /** @type {number|null} */ level = null;
  /** @param {string} word  key of the word on the chip, "" for no chip @param {number|null} dots */
  const state = (word, dots) => {
    [label, level] = [word, dots];
    chip.show(word ? open?.anchor ?? null : null, word, dots);
  };
  /** @param {{level: number|null}} reading */
  const ready = (reading) =>
    reading.level === null ? state("chip_unsupported", null) : state(`chip_level_${reading.level}`, reading.level);

  /* --- Reply --- */

  const lookAtComposes = () => {
    const found = adapter.composes(document);
    for (const [editor, box] of boxes) {
      if (found.some((one) => one.editor === editor)) continue;
      boxes.delete(editor);
      marks.clear(editor);
      if (last === box) last = [...boxes.values()].at(-1) ?? null;
      void tell({ type: "compose.closed", compose: box.id });
    }
    for (const compose of found) {
      const known = boxes.get(compose.editor);
      if (known) known.compose = compose;
      else begin(compose);
    }
  };

  /** @param {Compose} compose */
  const begin = (compose) => {
    const box = { id: crypto.randomUUID(), compose, part: { text: "", pieces: [] }, findings: [], timer: 0 };
    boxes.set(compose.editor, box);
    last = box;
    void tell({ type: "compose.opened", compose: box.id });
    check(box);
  };

  /** @param {Event} event  Marks are made anew only after a pause. */
  const typed = ({ target }) => {
    const box = target instanceof Node ? [...boxes.values()].find((one) => one.compose.editor.contains(/** @type {Node} */ (target))) : null;
    if (!box) return;
    last = box;
    clearTimeout(box.timer);
    box.timer = window.setTimeout(() => check(box), wait.silence);
  };

  /** @param {Box} box */
  const check = async (box) => {
    const { editor } = box.compose;
    const part = desk.part(editor);
    if (desk.composing.has(editor) || part.text === box.part.text) return;
    box.part = part;
    const answer = await tell({ type: "compose.text", compose: box.id, text: part.text });
    if (answer?.ok && box.part === part) mark(box, answer.check);
  };

  /** @param {Box} box @param {{findings: any[]}|null} checked */
  const mark = (box, checked) => {
    const now = desk.part(box.compose.editor);
    if (now.text === box.part.text) marks.show(box.compose.editor, now, checked?.findings ?? []);
  };

  /* --- Remember --- */

  /** @param {{id: string, at: string, text: string, compose: Compose}} held */
  const sent = ({ id, at, text, compose }) => {
    const same = open && compose.thread !== null && compose.thread === open.thread ? open : null;
    const { account = null, link = null } = open ?? {};
    const report = {
      id, text, sent: at, app: adapter.app, account, thread: compose.thread,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      subject: compose.subject ?? same?.subject ?? null,
      recipients: compose.recipients.length || !same ? compose.recipients : [same.sender],
      link: same ? link : null,
    };
    if (text) void tell({ type: "mail.sent", report }, 5);
    hurry();
  };
  const sending = desk.watchSending(() => adapter.composes(document), sent, (/** @type {string} */ id) => void tell({ type: "mail.withdrawn", id }, 5));

  /* --- From the panel --- */

  /** @type {Record<string, (message: any) => Promise<boolean>|boolean>} */
  const orders = {
    ping: () => true,
    insert: ({ text, compose }) => {
      lookAtComposes();
      const box = [...boxes.values()].find((one) => one.id === compose) ?? (compose ? null : last);
      return box ? desk.insert(box.compose.editor, text) : false;
    },
    jump: ({ start, end }) => last !== null && desk.jump(last.compose.editor, last.part.text, start, end),
    fix: ({ start, end, text }) => last !== null && desk.fix(last.compose.editor, last.part.text, start, end, text),
    chip: ({ state: { reading, check: checked, text } }) => {
      if (reading && label) ready(reading);
      if (last && checked && text === last.part.text) mark(last, checked);
      return true;
    },
  };

  /** @param {any} message @param {chrome.runtime.MessageSender} _ @param {(answer: object) => void} answer */
  const ordered = (message, _, answer) => {
    const order = Object.hasOwn(orders, message?.type) && !("tab" in message) ? orders[message.type] : null;
    if (!order) return false; // the practice page also hears what the panel says to the background
    Promise.resolve(order(message)).then(
      (ok) => answer(ok ? { ok } : { ok, error: { code: "gone", title: "", detail: "" } }),
      (error) => answer({ ok: false, error: { code: "problem", title: String(error), detail: "" } }),
    );
    return true;
  };

  /* --- Looking --- */

  const look = () => {
    due = 0;
    if (!alive()) return void orphaned();
    const began = performance.now();
    lookAtMail();
    lookAtComposes();
    sending.look();
    rest = Math.max(wait.rest, 20 * (performance.now() - began));
  };
  const hurry = () => {
    due ||= window.setTimeout(look, rest);
  };
  /** What the user types changes nothing but the editor. @param {MutationRecord[]} records */
  const changed = (records) => {
    const editors = [...boxes.keys()];
    if (records.some(({ target }) => !editors.some((one) => one.contains(target)))) hurry();
  };
  let address = location.href;
  const clock = setInterval(() => {
    if (location.href !== address) chip.move();
    address = location.href;
    hurry();
  }, wait.clock);
  const observer = new MutationObserver(changed);

  const stop = () => {
    observer.disconnect();
    clearInterval(clock);
    clearTimeout(due);
    sending.stop();
    ["input", "focusin", "compositionend"].forEach((type) => removeEventListener(type, typed, true));
    globalThis.chrome?.runtime?.onMessage?.removeListener(ordered);
    delete aizuchi.stop;
  };

  aizuchi.stop = () => {
    stop();
    chip.remove();
  };
  chip.onOpen(() => void tell({ type: "panel.open" }));
  ["input", "focusin", "compositionend"].forEach((type) => addEventListener(type, typed, true));
  globalThis.chrome?.runtime?.onMessage?.addListener(ordered);
  observer.observe(document.documentElement, { childList: true, subtree: true });
  look();
})();
