"use strict";
/*
 * The practice inbox as a third mail client: the same scripts watch it that watch Gmail and
 * Outlook, through the same few functions. It knows its own page, so nothing here is a guess.
 */

aizuchi.practice = (() => {
  const { person } = aizuchi.page;

  /** @param {Document} doc @param {string} id */
  const get = (doc, id) => /** @type {HTMLElement} */ (doc.getElementById(id));

  /** @param {Document} doc @returns {Open|null} */
  const read = (doc) => {
    const mail = get(doc, "mail");
    if (!mail.dataset.message) return null;
    return {
      thread: mail.dataset.thread ?? null,
      message: mail.dataset.message,
      subject: get(doc, "subject").textContent,
      sender: { name: mail.dataset.name || null, address: mail.dataset.address || null },
      received: mail.dataset.received || null,
      html: null,
      text: get(doc, "body").textContent,
      account: null,
      mine: false,
      own: [],
      earlier: [],
      anchor: get(doc, "subject"),
    };
  };

  /** @param {HTMLElement} root @param {Document} doc @returns {Compose[]} */
  const composeOf = (root, doc) => {
    const editor = /** @type {HTMLElement|null} */ (root.querySelector("[contenteditable]"));
    return editor ? [{
      editor,
      send: root.querySelector(".send"),
      subject: get(doc, "subject").textContent,
      recipients: [person(root.dataset.to ?? null)],
      thread: get(doc, "mail").dataset.thread ?? null,
      root,
      draft: root.dataset.draft ?? null,
    }] : [];
  };

  /** @param {Document} doc @returns {Compose[]} */
  const composes = (doc) =>
    [.../** @type {NodeListOf<HTMLElement>} */ (doc.querySelectorAll(".compose"))].flatMap((root) => composeOf(root, doc));

  /** @param {Document} doc */
  const peek = (doc) => get(doc, "mail").dataset.message ?? null;

  /** @param {Location} place */
  const hosts = (place) => place.pathname === "/desk/practice.html" && place.origin === globalThis.origin;

  return { app: "practice", signs: "#subject, #body", hosts, read, composes, peek };
})();
