"use strict";
/*
 * Noticing that a mail was sent, now or for later. The text is read when Send is pressed, before
 * the client clears it; it counts as sent when its box is gone. Writing on, or the box staying,
 * means it was not. A client's own Undo brings the same draft back.
 */

aizuchi.sending = (() => {
  const { part } = aizuchi.compose;
  const { visible, clean, said } = aizuchi.page;
  /** Milliseconds. A box that stays so long after Send was refused; so long may Undo come. */
  const wait = { look: 200, refused: 10_000, undo: 30_000 };
  const MENU = "[role=menu], [role=dialog], [role=alertdialog], [role=listbox]";

  /** Cheap, as it hears every key. @param {KeyboardEvent} event */
  const mayMatter = ({ key, ctrlKey, metaKey, target }) =>
    key === "Escape" || /^(Enter| )$/.test(key) && (ctrlKey || metaKey || !(/** @type {HTMLElement} */ (target).isContentEditable));

  /** @param {KeyboardEvent} event @param {Compose} compose */
  const sendKey = (event, compose) =>
    event.key === "Enter" && (event.ctrlKey || event.metaKey)
      ? !event.isComposing
      : /^(Enter| )$/.test(event.key) && compose.send?.contains(/** @type {Node} */ (event.target));

  /**
   * The words of what was picked in a dialog, with what its fields hold: somewhere in them is the
   * time. @param {Element} target @param {Element} dialog
   */
  const picked = (target, dialog) => {
    const row = target.closest("[role^=menuitem], [role=option], [role=button], button, li") ?? target;
    const fields = [.../** @type {NodeListOf<HTMLInputElement>} */ (dialog.querySelectorAll("input"))];
    return [clean(said(row)) ?? "", fields.map(({ value }) => value).join(" ").trim()].filter(Boolean);
  };

  /** The same words may go to many people. @param {Compose} one @param {Compose} other */
  const goElsewhere = (one, other) => {
    const [to, too] = [one, other].map(({ recipients }) => recipients.map(({ address }) => address?.toLowerCase()).filter(Boolean));
    if (one.thread && other.thread && one.thread !== other.thread) return true;
    return to.length > 0 && too.length > 0 && !to.some((person) => too.includes(person));
  };

  /** @type {Sending["watch"]} */
  const watch = (composes, tell) => {
    let /** @type {Held[]} */ held = [];
    let /** @type {Held[]} */ gone = [];
    let /** @type {Compose|null} */ menuOf = null;
    let timer = 0;
    const now = () => Date.now();

    /** @param {Compose} compose @param {string[]} pick  what was picked for later; empty: at once */
    const hold = (compose, pick) => {
      drop((one) => one.compose.editor === compose.editor);
      const text = part(compose.editor).text.trim();
      const one = { id: crypto.randomUUID(), at: new Date().toISOString(), text, pick, compose, since: now() };
      held.push(one);
      tell.held(one);
      timer ||= window.setInterval(look, wait.look);
    };
    /** @param {(one: Held) => boolean} which  were not sent */
    const drop = (which) => {
      held.filter(which).forEach(tell.kept);
      held = held.filter((one) => !which(one));
    };
    /** @param {Held} one */
    const confirm = (one) => {
      held = held.filter((other) => other !== one);
      gone.push({ ...one, since: now(), beside: composes().map(({ editor }) => editor) });
      tell.sent(one);
    };
    const look = () => {
      held.filter((one) => !stays(one)).forEach(confirm);
      drop((one) => now() - one.since >= wait.refused);
      gone = gone.filter((one) => now() - one.since < wait.undo);
      if (gone.length) composes().forEach(cameBack);
      if (held.length || gone.length) return;
      clearInterval(timer);
      timer = 0;
    };
    /** @param {Held} one  Its box is still there. */
    const stays = ({ compose }) => compose.editor.isConnected && visible(compose.editor);
    /** @param {Compose} compose */
    const cameBack = (compose) => {
      const text = part(compose.editor).text.trim();
      const one = gone.find(({ compose: old, text: was, beside }) =>
        !beside?.includes(compose.editor) &&
        (old.draft && compose.draft ? old.draft === compose.draft : was !== "" && was === text && !goElsewhere(old, compose)));
      if (!one) return;
      gone = gone.filter((other) => other !== one);
      tell.withdrawn(one);
    };

    /** @param {Event} event */
    const pressed = (event) => {
      const target = /** @type {Element} */ (event.target);
      const key = event instanceof KeyboardEvent ? event : null;
      if (key && !mayMatter(key)) return;
      if (key?.key === "Escape") return drop(stays); // it closes the word of a refusal, and then the box
      const compose = composes().find((one) => one.root.contains(target) || one.send?.contains(target));
      if (!compose) return later(target);
      menuOf = null;
      if (key ? sendKey(key, compose) : compose.send?.contains(target)) hold(compose, []);
      else if (compose.send?.parentElement?.parentElement?.contains(target)) menuOf = compose;
      else if (!key) written(event);
    };
    /** From the menu beside Send the way leads over menus and dialogs to a time. @param {Element} target */
    const later = (target) => {
      const dialog = menuOf && target.closest(MENU);
      if (!dialog || !menuOf?.editor.isConnected) menuOf = null;
      else hold(menuOf, picked(target, dialog));
    };
    /** @param {Event} event  Whoever goes on working in the box has not sent it. */
    const written = (event) => drop(({ compose }) => compose.root.contains(/** @type {Node} */ (event.target)));
    /** A pop-out closes itself on Send, box and all; in a tab that is closed it still stands if refused. */
    const leaving = () => {
      if (menubar.visible && !opener) drop(stays);
      held.forEach(confirm);
    };

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

  return { watch, wait };
})();
