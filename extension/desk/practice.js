/**
 * The practice inbox: a small mail client that sends nothing. Whatever is pasted, opened or read
 * here passes through the same scripts, panel and helper as a real mail, as app "practice", and
 * never mixes with real promises.
 */

import { ask, button, byId, el } from "../lib/dom.js";
import { localise, t, when } from "../lib/i18n.js";
import { pairFromAddress } from "./address.js";
import { Coach } from "./coach.js";
import { readEml } from "./eml.js";

/** @typedef {import("./eml.js").Letter} Letter */

const TWO_HOURS_MS = 7_200_000;
/** The message ids of two visits must differ, or the second reply would count as the first. */
const fresh = () => crypto.randomUUID();

/** @returns {Letter} the one that is open when one comes in */
function sample() {
  return {
    subject: t("sample_subject"),
    sender: { name: t("sample_name"), address: "traveller@example.org" },
    received: new Date(Date.now() - TWO_HOURS_MS).toISOString(),
    text: t("sample_text"),
    html: null,
    message: null,
  };
}

/** Pasted words are a mail of which nothing else is known. @param {string} text @returns {Letter} */
function pasted(text) {
  const looksRaw = /^(from|date|subject|received|return-path|mime-version|message-id):/i.test(text.trimStart());
  if (looksRaw) return readEml(/** @type {ArrayBuffer} */ (new TextEncoder().encode(text.trimStart()).buffer));
  return { subject: "", sender: { name: null, address: null }, received: null, text: text.trim(), html: null, message: null };
}

/** What is practised on, and what was tried before. */
const coach = new Coach({
  open: (letter) => open(letter ?? sample()),
  again: () => void reply(),
});

/** @param {Letter} letter */
function open({ subject, sender, received, text, message }) {
  closeCompose();
  byId("thread").replaceChildren();
  byId("subject").textContent = subject || t("no_subject");
  byId("sender").textContent = [sender.name, sender.address && `<${sender.address}>`].filter(Boolean).join(" ") || t("no_sender");
  const time = byId("received");
  time.textContent = received ? when(received) : "";
  byId("body").textContent = text;
  Object.assign(byId("mail").dataset, {
    name: sender.name ?? "",
    address: sender.address ?? "",
    received: received ?? "",
    thread: `practice-${fresh()}`,
    message: message ?? fresh(),
  });
  byId("said").textContent = "";
  coach.forget();
}

/* --- Answering ------------------------------------------------------------------------------ */

async function reply() {
  if (document.querySelector(".compose")) return;
  const { name, address } = byId("mail").dataset;
  const to = [name, address && `<${address}>`].filter(Boolean).join(" ");
  const mine = (await ask("settings")).name || t("practice_me");
  const editor = el("div", {
    id: "editor", class: "editor", contenteditable: "true", role: "textbox", "aria-multiline": "true",
    "aria-label": t("practice_your_reply"), onkeydown: sendOnShortcut,
  },
    el("div", {}, el("br")), el("div", {}, el("br")),
    el("div", { class: "gmail_signature", "data-smartmail": "gmail_signature" }, "-- ", el("br"), mine));
  byId("composing").replaceChildren(el("div", { class: "card compose stack", "data-to": to, "data-draft": fresh() },
    el("p", { class: "soft small" }, t("practice_to", to || t("no_sender"))),
    editor,
    el("div", { class: "row" },
      button(t("practice_send"), send, { class: "send primary", id: "send" }),
      button(t("practice_discard"), closeCompose, { class: "quiet" }))));
  byId("answering").hidden = true;
  byId("said").textContent = "";
  editor.focus();
  getSelection()?.collapse(editor.firstChild, 0);
}

/** @param {KeyboardEvent} event */
function sendOnShortcut(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
}

/** As a mail client would: the box is gone and the words stand in the thread. */
function send() {
  const words = /** @type {any} */ (globalThis).aizuchi.page.plain(byId("editor"));
  closeCompose();
  if (coach.current) return void compared(words);
  byId("thread").append(el("article", { class: "card mine" },
    el("p", { class: "soft small" }, t("practice_you_wrote")), el("div", { class: "text" }, words)));
  byId("said").textContent = t("practice_sent");
}

/** What was written stands beside one way to write it; from there it goes on. @param {string} words */
async function compared(words) {
  await coach.compare(words.replace(/\n-- ?\n/, "\n"), self?.id ?? -1);
  byId("answering").hidden = true;
  byId("comparison").focus();
}

/** The keyboard stays where the box was. */
function closeCompose() {
  const inside = byId("composing").contains(document.activeElement);
  byId("composing").replaceChildren();
  byId("answering").hidden = false;
  if (inside) byId("reply").focus();
}

/* --- Which mail ----------------------------------------------------------------------------- */

/** @param {boolean} shown */
function pasting(shown) {
  byId("pasting").hidden = !shown;
  byId(shown ? "pasted" : "paste").focus();
}

function openPasted() {
  const box = /** @type {HTMLTextAreaElement} */ (byId("pasted"));
  if (!box.value.trim()) return;
  coach.ownMail();
  open(pasted(box.value));
  box.value = "";
  pasting(false);
}

/** @param {HTMLInputElement} input */
async function openFile(input) {
  const [file] = input.files ?? [];
  if (!file) return;
  coach.ownMail();
  open(readEml(await file.arrayBuffer()));
  input.value = "";
}

const self = await chrome.tabs.getCurrent();
localise(document);
open(sample());
byId("paste").addEventListener("click", () => pasting(true));
byId("cancel").addEventListener("click", () => pasting(false));
byId("reply").addEventListener("click", () => void reply());
byId("pasting").addEventListener("submit", (event) => {
  event.preventDefault();
  openPasted();
});
byId("file").addEventListener("change", (event) => void openFile(/** @type {HTMLInputElement} */ (event.target)));

await pairFromAddress();
void coach.load();
/** @type {HTMLIFrameElement} */ (byId("panel")).src = `../panel/panel.html?tab=${self?.id ?? -1}`;
