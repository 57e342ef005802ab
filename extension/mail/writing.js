"use strict";
/*
 * While the user writes: what stands in each box is checked after a pause, findings are marked,
 * what the panel asks for is inserted, and what is sent is told. Comes in with the first box.
 */

(aizuchi.tools ??= {}).writing = ({ adapter, tell, hurry, open }) => {
  const { compose: desk, marks, sending, page: { place } } = aizuchi;
  const SILENCE_MS = 400;
  /** @typedef {{id: string, compose: Compose, part: Part, attached: boolean|null, over: string, timer: number}} Box */
  /** @typedef {{compose?: string, checked?: string, start: number, end: number}} Spoken */
  /** @type {Map<HTMLElement, Box>} */
  const boxes = new Map();
  let /** @type {Box|null} */ last = null;
  let /** @type {Box|null} */ told = null; // the panel speaks of this one

  /** A file's name and size, as every mail program shows them on a chip: "report.pdf 48 KB". */
  const FILE = /\.[a-z]\w{1,4}\b.{0,12}?\d ?(?:[KMG]?B|[KMG]o?)\b/i;
  /** @type {Record<string, string>}  Gmail's form has a field for each file; known since 2013. */
  const CHIPS = { gmail: "input[name=attach], .dL, .gmail_drive_chip", outlook: "[role=option], [role=listitem]" };

  /** Whether a file hangs on the mail; null where the page doesn't tell. @param {Compose} compose */
  const attached = ({ editor, root }) => {
    const css = root === editor ? undefined : CHIPS[adapter.app];
    if (!css) return null;
    const box = root.closest("[id^=docking_]") ?? root;
    const chips = [...box.querySelectorAll(css)].filter((one) => !editor.contains(one));
    return chips.some((one) => adapter.app === "gmail" || FILE.test(one.textContent ?? ""));
  };

  /** @param {Compose[]} found */
  const look = (found) => {
    for (const [editor, box] of boxes) {
      if (found.some((one) => one.editor === editor)) continue;
      boxes.delete(editor);
      clearTimeout(box.timer);
      marks.clear(editor);
      if (last === box) last = [...boxes.values()].at(-1) ?? null;
      void tell({ type: "compose.closed", compose: box.id });
      if (told === box && last) soon(last);
    }
    for (const compose of found) {
      const known = boxes.get(compose.editor);
      if (!known) begin(compose);
      else {
        known.compose = compose;
        const news = attached(compose) !== known.attached || (known === told && known.over !== over());
        if (news && known.part.text) soon(known);
      }
    }
    watching.look();
  };

  /** The mail that lies open beside: a text is checked against it. */
  const over = () => JSON.stringify([open()?.thread, open()?.message]);

  /** @param {Compose} compose */
  const begin = (compose) => {
    const box = { id: crypto.randomUUID(), compose, part: { text: "", pieces: [] }, attached: null, over: over(), timer: 0 };
    boxes.set(compose.editor, box);
    last = told = box;
    void tell({ type: "compose.opened", compose: box.id, signature: desk.signature(compose.editor) });
    soon(box);
  };

  /** @param {Box} box  Checked, and marked, only after a pause. */
  const soon = (box) => {
    clearTimeout(box.timer);
    box.timer = window.setTimeout(() => void check(box), SILENCE_MS);
  };

  /** @param {Event} event */
  const typed = ({ target }) => {
    const box = target instanceof Node ? [...boxes.values()].find((one) => one.compose.editor.contains(/** @type {Node} */ (target))) : null;
    if (!box) return;
    last = box;
    soon(box);
  };

  /** @param {Box} box */
  const check = async (box) => {
    const { editor } = box.compose;
    const part = desk.part(editor);
    const hangs = attached(box.compose);
    const same = part.text === box.part.text && hangs === box.attached && box === told && box.over === over();
    if (desk.composing.has(editor) || same || !boxes.has(editor)) return;
    [box.part, box.attached, box.over, told] = [part, hangs, over(), box];
    const about = { attached: hangs, signature: desk.signature(editor), elsewhere: isElsewhere(box.compose), mail: addressed(box.compose) };
    const answer = await tell({ type: "compose.text", compose: box.id, text: part.text, ...about });
    if (answer?.ok && box.part === part) mark(box, answer.check);
  };

  /** @param {Box} box @param {{findings: Found[]}|null} checked */
  const mark = (box, checked) => {
    const now = desk.part(box.compose.editor);
    if (now.text === box.part.text) marks.show(box.compose.editor, now, checked?.findings ?? []);
  };

  /** The open mail, if it is the one answered. @param {Compose} compose */
  const answered = ({ thread }) => (thread !== null && thread === open()?.thread ? open() : null);

  /** Whether it goes to somebody else than the open mail came from. @param {Compose} compose */
  const isElsewhere = ({ thread, recipients }) => {
    const mail = open();
    if (!mail) return false;
    if (thread !== null && mail.thread !== null) return thread !== mail.thread;
    const [from, ...to] = [mail.sender, ...recipients].map(({ address }) => address?.toLowerCase() ?? null);
    return from !== null && to.some((one) => one !== null) && !to.includes(from);
  };

  /** What is known of a mail before its words. @param {Compose} compose */
  const addressed = (compose) => {
    const mail = answered(compose);
    return {
      app: adapter.app, thread: compose.thread,
      account: open()?.account ?? null,
      subject: compose.subject ?? mail?.subject ?? null,
      recipients: compose.recipients.length || !mail ? compose.recipients : [mail.sender],
    };
  };

  /** @param {Held} held  @returns {object} SentMail as in the helper's contracts */
  const reportOf = ({ id, at, text, compose }) => ({
    ...addressed(compose), id, text, sent: at, zone: place().zone, link: answered(compose) && location.href,
  });

  /** The background keeps a mail from the press of Send on: this page may be gone any moment.
   * @type {(type: string) => (held: Held) => void} */
  const said = (type) => (held) => {
    if (!held.text) return;
    held.report ??= reportOf(held); // another mail may be open when its box is gone
    const { id, pick, report } = held;
    void tell({ type, id, report, pick, ...place() }, 5);
    if (type !== "mail.held") hurry();
  };
  const watching = sending.watch(() => adapter.composes(document), {
    held: said("mail.held"),
    sent: said("mail.sent"),
    kept: said("mail.kept"),
    withdrawn: said("mail.withdrawn"),
  });

  /** The box meant, or where none is named the one used last. @param {string} [compose] */
  const boxOf = (compose) => [...boxes.values()].find((one) => one.id === compose) ?? (compose ? null : last);

  /** Places count in the text that was `checked`: the box may have gone on since, and another be in use. */
  const orders = {
    /** An answer to the open mail goes into its own box, if there is one, whichever was used last. */
    insert: (/** @type {{text: string, compose?: string, answer?: boolean}} */ { text, compose, answer }) => {
      look(adapter.composes(document));
      const used = boxOf(compose);
      const own = answer && used && isElsewhere(used.compose) ? [...boxes.values()].findLast((one) => !isElsewhere(one.compose)) : null;
      const box = own ?? used;
      return box !== null && desk.insert(box.compose.editor, text, answer);
    },
    jump: (/** @type {Spoken} */ { compose, checked, start, end }) => {
      const box = boxOf(compose);
      return box !== null && desk.jump(box.compose.editor, checked ?? box.part.text, start, end);
    },
    fix: (/** @type {Spoken & {text: string}} */ { compose, checked, start, end, text }) => {
      const box = boxOf(compose);
      return box !== null && desk.fix(box.compose.editor, checked ?? box.part.text, start, end, text);
    },
    marks: (/** @type {{compose?: string, check: {findings: Found[]}|null, text: string}} */ { compose, check: checked, text }) => {
      const box = boxOf(compose);
      if (box && text === box.part.text) mark(box, checked);
      return true;
    },
  };

  const heard = ["input", "focusin", "compositionend"];
  heard.forEach((type) => addEventListener(type, typed, true));
  const stop = () => {
    heard.forEach((type) => removeEventListener(type, typed, true));
    watching.stop();
    marks.clear();
  };
  return { look, orders, stop };
};
