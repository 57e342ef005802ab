"use strict";
/*
 * The box the user writes in: its text, and inserting into it.
 *
 * Nothing is ever written here but what the user chose to insert, and that by the browser's own
 * editing command, so that undo, drafts and input methods see ordinary typing. Places in the
 * text count code points, as in the helper's contracts.
 */

aizuchi.compose = (() => {
  const { walk } = aizuchi.page;
  const SIGNATURE = ".gmail_signature, .gmail_signature_prefix, [data-smartmail], #Signature";
  const QUOTE = "#appendonsend, #divRplyFwdMsg, .gmail_quote";
  const KEPT = `${SIGNATURE}, ${QUOTE}`;

  /** What the user wrote: without signature, and nothing from the quote on. @param {HTMLElement} editor @returns {Part} */
  const part = (editor) => walk(editor, { skip: SIGNATURE, stop: QUOTE });

  /** What the mail program signs with by itself. @param {HTMLElement} editor */
  const signature = (editor) =>
    [...editor.querySelectorAll(SIGNATURE)].map((one) => one.textContent).join("\n").slice(0, 500);

  /** Where each code point of a text starts, in UTF-16 units. @param {string} text */
  const startsOf = (text) => {
    const starts = [0];
    for (const point of text) starts.push(/** @type {number} */ (starts.at(-1)) + point.length);
    return starts;
  };
  /** @type {WeakMap<Part, number[]>} */
  const starts = new WeakMap();

  /** @param {Part} part @param {number} points */
  const unit = (part, points) => {
    if (!starts.has(part)) starts.set(part, startsOf(part.text));
    return starts.get(part)?.[points] ?? part.text.length;
  };

  /** @param {Part} part @param {number} start @param {number} end @returns {Range|null} */
  const range = (part, start, end) => {
    const [from, to] = [unit(part, start), unit(part, end)];
    const { pieces } = part;
    const first = pieces.find((one) => from < one.at + one.length);
    const last = pieces.findLast((one) => one.at < to);
    if (!first?.node.isConnected || !last?.node.isConnected || first.at >= to) return null;
    const found = first.node.ownerDocument.createRange();
    found.setStart(first.node, Math.max(0, from - first.at));
    found.setEnd(last.node, Math.min(last.node.length, to - last.at));
    return found;
  };

  /** Editors with a composition (IME) under way. @type {WeakSet<Element>} */
  const composing = new WeakSet();
  const editorOf = (/** @type {Event} */ { target }) =>
    target instanceof Element ? target.closest("[contenteditable=true]") : null;

  /** @param {HTMLElement} editor  Resolves once no input method is in the middle of a word. */
  const settled = async (editor) => {
    while (composing.has(editor)) {
      await new Promise((go) => editor.addEventListener("compositionend", go, { once: true }));
      await new Promise((go) => setTimeout(go));
    }
  };

  /** The first place to type that is in neither signature nor quote. @param {HTMLElement} editor */
  const top = (editor) => {
    const texts = document.createTreeWalker(editor, 5);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element?.closest(KEPT)) break;
      if (node.nodeType === 3 && node.nodeValue?.trim()) return { node, at: 0 };
      if (element?.tagName === "BR" && node.parentNode) {
        return { node: node.parentNode, at: [...node.parentNode.childNodes].indexOf(/** @type {ChildNode} */ (node)) };
      }
    }
    return null;
  };

  /** Where a signature comes first there is no line to type in: make one. @param {HTMLElement} editor */
  const roomAbove = (editor) => {
    if (editor.querySelector(KEPT)) editor.prepend(Object.assign(document.createElement("div"), { innerText: "\n" }));
    return top(editor) ?? { node: editor, at: 0 };
  };

  const letters = (/** @type {string} */ text) => text.replace(/\s+/g, "");

  /** The answer that was inserted last. @type {WeakMap<HTMLElement, string>} */
  const answers = new WeakMap();

  /** All that stands in the box, if it is the answer inserted there and nothing else. @param {HTMLElement} editor */
  const untouched = (editor) => {
    const now = part(editor);
    const words = now.text.trim();
    if (!words || letters(words) !== letters(answers.get(editor) ?? "")) return null;
    const start = [...now.text.slice(0, now.text.indexOf(words))].length;
    return range(now, start, start + [...words].length);
  };

  /** Put text at the start, above what is there; once, however often it was pressed. An answer nobody
   * has touched makes room for another. @param {HTMLElement} editor @param {string} text @param {boolean} [answer] */
  const insert = async (editor, text, answer = false) => {
    await settled(editor);
    if (!editor.isConnected) return false;
    const there = part(editor).text;
    if (letters(text) && letters(there).startsWith(letters(text))) return true;
    const old = answer ? untouched(editor) : null;
    const { node, at } = old ? { node: old.startContainer, at: old.startOffset } : top(editor) ?? roomAbove(editor);
    const more = there.trim() && !old ? "\n\n" : "";
    answers.set(editor, answer ? text : "");
    editor.focus({ preventScroll: true });
    getSelection()?.setBaseAndExtent(node, at, old?.endContainer ?? node, old?.endOffset ?? at);
    return document.execCommand("insertText", false, text.replace(/\r\n?/g, "\n").replace(/\n+$/, "") + more);
  };

  /**
   * The place a finding speaks of, if its words still stand there; they may have moved.
   * @param {HTMLElement} editor @param {string} checked  the text the offsets count in
   * @param {number} start @param {number} end
   */
  const locate = (editor, checked, start, end) => {
    const now = part(editor);
    const words = [...checked].slice(start, end).join("");
    if ([...now.text].slice(start, end).join("") === words) return { now, words, start, end };
    const [before, after, twice] = words ? now.text.split(words) : [];
    if (before === undefined || after === undefined || twice !== undefined) return null;
    const moved = [...before].length;
    return { now, words, start: moved, end: moved + end - start };
  };

  /** Whether the words stand in that text already: it was pressed before.
   * @param {NonNullable<ReturnType<typeof locate>>} place @param {string} text */
  const isDone = ({ now, words, start, end }, text) => {
    const [before, after] = words ? text.split(words).map(letters) : [];
    const points = [...now.text];
    const [above, below] = [points.slice(0, start), points.slice(end)].map((some) => letters(some.join("")));
    return after !== undefined && above.endsWith(before) && below.startsWith(after);
  };

  /** @param {HTMLElement} editor @param {ReturnType<typeof locate>} place */
  const select = (editor, place) => {
    const found = place && range(place.now, place.start, place.end);
    if (!found) return false;
    editor.focus({ preventScroll: true });
    getSelection()?.setBaseAndExtent(found.startContainer, found.startOffset, found.endContainer, found.endOffset);
    found.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    return true;
  };

  /** @param {HTMLElement} editor @param {string} checked @param {number} start @param {number} end */
  const jump = (editor, checked, start, end) => select(editor, locate(editor, checked, start, end));

  /** @param {HTMLElement} editor @param {string} checked @param {number} start @param {number} end @param {string} text */
  const fix = async (editor, checked, start, end, text) => {
    await settled(editor);
    const place = locate(editor, checked, start, end);
    if (place && isDone(place, text)) return true;
    return select(editor, place) && document.execCommand(text ? "insertText" : "delete", false, text);
  };

  window.addEventListener("compositionstart", (event) => {
    const editor = editorOf(event);
    if (editor) composing.add(editor);
  }, true);
  window.addEventListener("compositionend", (event) => {
    const editor = editorOf(event);
    if (editor) composing.delete(editor);
  }, true);

  return { part, signature, range, insert, jump, fix, composing };
})();
