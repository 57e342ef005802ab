"use strict";
/*
 * The box the user writes in: its text, inserting, and noticing that it was sent.
 *
 * Nothing is ever written here but what the user chose to insert, and that by the browser's own
 * editing command, so that undo, drafts and input methods see ordinary typing. Places in the
 * text count code points, as in the helper's contracts.
 */

aizuchi.compose = (() => {
  const { walk, visible } = aizuchi.page;
  const SIGNATURE = ".gmail_signature, .gmail_signature_prefix, [data-smartmail], #Signature";
  const QUOTE = "#appendonsend, #divRplyFwdMsg, .gmail_quote";
  const KEPT = `${SIGNATURE}, ${QUOTE}`;
  /** Milliseconds. A compose that stays so long after Send was refused; so long may Undo come. */
  const wait = { look: 200, refused: 10_000, undo: 30_000 };

  /** What the user wrote: without signature, and nothing from the quote on. @param {HTMLElement} editor @returns {Part} */
  const part = (editor) => walk(editor, { skip: SIGNATURE, stop: QUOTE });

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

  /** Put text at the start, above what is there. @param {HTMLElement} editor @param {string} text */
  const insert = async (editor, text) => {
    await settled(editor);
    if (!editor.isConnected) return false;
    const { node, at } = top(editor) ?? roomAbove(editor);
    const more = part(editor).text.trim() ? "\n\n" : "";
    editor.focus({ preventScroll: true });
    getSelection()?.collapse(node, at);
    return document.execCommand("insertText", false, text.replace(/\r\n?/g, "\n").replace(/\n+$/, "") + more);
  };

  /**
   * The range a finding speaks of, if its words still stand there; they may have moved.
   * @param {HTMLElement} editor @param {string} checked  the text the offsets count in
   * @param {number} start @param {number} end
   */
  const locate = (editor, checked, start, end) => {
    const now = part(editor);
    const words = [...checked].slice(start, end).join("");
    if ([...now.text].slice(start, end).join("") === words) return range(now, start, end);
    const [before, after, twice] = words ? now.text.split(words) : [];
    if (before === undefined || after === undefined || twice !== undefined) return null;
    const moved = [...before].length;
    return range(now, moved, moved + end - start);
  };

  /** @param {HTMLElement} editor @param {string} checked @param {number} start @param {number} end */
  const jump = (editor, checked, start, end) => {
    const found = locate(editor, checked, start, end);
    if (!found) return false;
    editor.focus({ preventScroll: true });
    getSelection()?.setBaseAndExtent(found.startContainer, found.startOffset, found.endContainer, found.endOffset);
    found.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    return true;
  };

  /** @param {HTMLElement} editor @param {string} checked @param {number} start @param {number} end @param {string} text */
  const fix = async (editor, checked, start, end, text) => {
    await settled(editor);
    return jump(editor, checked, start, end) && document.execCommand(text ? "insertText" : "delete", false, text);
  };

  /** Cheap, as it hears every key. @param {KeyboardEvent} event */
  const mayBeSend = ({ key, ctrlKey, metaKey, target }) =>
    /^(Enter| )$/.test(key) && (ctrlKey || metaKey || !(/** @type {HTMLElement} */ (target).isContentEditable));

  /** @param {KeyboardEvent} event @param {Compose} compose */
  const sendKey = (event, compose) =>
    event.key === "Enter" && (event.ctrlKey || event.metaKey)
      ? !event.isComposing
      : /^(Enter| )$/.test(event.key) && compose.send?.contains(/** @type {Node} */ (event.target));

  /**
   * Notice sending. The text is read when Send is pressed, before the client clears it; it counts
   * as sent when the box is gone. Writing on, or the box staying, means it was not sent.
   * `withdrawn` means: the client brought the same draft back.  @type {Writing["watchSending"]}
   */
  const watchSending = (composes, sent, withdrawn) => {
    let /** @type {Held[]} */ held = [];
    let /** @type {Held[]} */ gone = [];
    let timer = 0;
    const now = () => Date.now();

    /** @param {Compose} compose */
    const hold = (compose) => {
      const { text } = part(compose.editor);
      held = held.filter((one) => one.compose.editor !== compose.editor);
      held.push({ id: crypto.randomUUID(), at: new Date().toISOString(), text: text.trim(), compose, since: now() });
      timer ||= window.setInterval(look, wait.look);
    };
    /** @param {Held} one */
    const confirm = (one) => {
      held = held.filter((other) => other !== one);
      gone.push({ ...one, since: now() });
      sent(one);
    };
    const look = () => {
      held.filter(({ compose }) => !compose.editor.isConnected || !visible(compose.editor)).forEach(confirm);
      held = held.filter((one) => now() - one.since < wait.refused);
      gone = gone.filter((one) => now() - one.since < wait.undo);
      if (gone.length) composes().forEach(cameBack);
      if (held.length || gone.length) return;
      clearInterval(timer);
      timer = 0;
    };
    /** @param {Compose} compose */
    const cameBack = (compose) => {
      const text = part(compose.editor).text.trim();
      const one = gone.find(({ compose: old, text: was }) =>
        old.draft && compose.draft ? old.draft === compose.draft : was !== "" && was === text);
      if (!one) return;
      gone = gone.filter((other) => other !== one);
      withdrawn(one.id);
    };
    /** @param {Event} event */
    const pressed = (event) => {
      const target = /** @type {Node} */ (event.target);
      if (event instanceof KeyboardEvent && !mayBeSend(event)) return;
      const compose = composes().find((one) => one.root.contains(target) || one.send?.contains(target));
      if (!compose) return;
      const yes = event instanceof KeyboardEvent ? sendKey(event, compose) : compose.send?.contains(target);
      if (yes) hold(compose);
      else if (event.type === "click") written(event);
    };
    /** @param {Event} event  Whoever goes on working in the box has not sent it. */
    const written = (event) => {
      held = held.filter(({ compose }) => !compose.root.contains(/** @type {Node} */ (event.target)));
    };
    const leaving = () => held.forEach(confirm); // a pop-out window closes itself on Send
    const listeners = /** @type {[string, (event: Event) => void][]} */ (
      [["click", pressed], ["keydown", pressed], ["input", written], ["pagehide", leaving]]
    );
    listeners.forEach(([type, listen]) => window.addEventListener(type, listen, true));
    const stop = () => {
      clearInterval(timer);
      listeners.forEach(([type, listen]) => window.removeEventListener(type, listen, true));
    };
    return { look, stop };
  };

  window.addEventListener("compositionstart", (event) => {
    const editor = editorOf(event);
    if (editor) composing.add(editor);
  }, true);
  window.addEventListener("compositionend", (event) => {
    const editor = editorOf(event);
    if (editor) composing.delete(editor);
  }, true);

  return { part, range, insert, jump, fix, watchSending, wait, composing };
})();
