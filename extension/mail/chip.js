"use strict";
/*
 * What we show: five quiet dots and a word, beside the subject. It lies over the page
 * in a shadow root of its own, where nothing else is, and moves no element.
 */

aizuchi.chip = (() => {
  const LEVELS = 5;
  const GAP = 8;
  const INSET = 5; // pixels: lines stand closer than it is high
  const STYLE = `
    :host { all: initial; position: fixed; inset: 0 auto auto 0; z-index: 1; }
    :host([hidden]) { display: none; }
    div { --back: #e9efee; --words: #3a4644; --edge: #6f7f7c; --full: #1f6f78; }
    .dark { --back: #2c3432; --words: #cfd8d6; --edge: #82908d; --full: #82c9d0; }
    button { display: flex; align-items: center; gap: 7px; height: 22px; margin: 0; padding: 0 9px; border: 0;
      border-radius: 11px; background: var(--back); color: var(--words); font: 12px/22px system-ui, sans-serif;
      white-space: nowrap; cursor: pointer; }
    button:hover { box-shadow: inset 0 0 0 1px var(--edge); }
    button:focus-visible { outline: 2px solid var(--full); outline-offset: 1px; }
    i { display: flex; gap: 3px; }
    b { width: 6px; height: 6px; border-radius: 50%; box-sizing: border-box; border: 1px solid var(--edge); forced-color-adjust: none; }
    b.full { background: var(--full); border-color: var(--full); }`;

  /** Words already fetched: after an update nobody gives them to this script. */
  const known = /** @type {Record<string, string>} */ ({});
  /** @param {string} key  The words stand in _locales. */
  const say = (key) => {
    try {
      known[key] ||= chrome.i18n.getMessage(key);
    } catch {
      // the page outlived the extension
    }
    return known[key] || key;
  };
  ["chip_name", "chip_open", "chip_reload"].forEach(say);

  /** Lies over the page, styled under any policy of the page. @param {string} tag @param {string} style */
  const overlay = (tag, style) => {
    const made = document.createElement(tag);
    made.attachShadow({ mode: "open" }).append(Object.assign(document.createElement("style"), { textContent: style }));
    return made;
  };

  const host = overlay("aizuchi-chip", STYLE);
  const box = document.createElement("div");
  const button = document.createElement("button");
  const dots = document.createElement("i");
  const word = document.createElement("span");
  let /** @type {Element|null} */ anchor = null;
  let settled = "";
  let frame = 0;
  const ending = new AbortController();

  /** What it is painted on. @param {Element|null} place */
  const ground = (place) => {
    for (let at = place; at; at = at.parentElement) {
      const [r = 0, g = 0, b = 0, alpha = 1] = (getComputedStyle(at).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
      if (alpha > 0.5) return { on: at, dark: 0.3 * r + 0.59 * g + 0.11 * b < 128 };
    }
    return { on: document.documentElement, dark: false };
  };

  /** @param {Element} place */
  const isDark = (place) => ground(place).dark;

  /** @param {number} x @param {number} y */
  const under = (x, y) => document.elementsFromPoint(x, y).find((one) => one !== host);

  /** The words, not their box, which may be as wide as the page. @param {Element} subject */
  const rectOf = (subject) => {
    const words = document.createRange();
    words.selectNodeContents(subject);
    const rect = words.getBoundingClientRect();
    return rect.width ? rect : subject.getBoundingClientRect();
  };

  /** The first place behind the subject, before it (right to left) or below, where on its card
   * are only boxes around it; else on it. @param {DOMRect} rect @param {Element} subject */
  const placeBy = ({ top, bottom, left, right }, subject) => {
    const { width, height } = host.getBoundingClientRect();
    const card = ground(subject.parentElement).on;
    const y = (top + bottom - height) / 2;
    /** @param {number[]} at */
    const free = ([x = 0, y = 0]) => [0, 0.5, 1].every((part) => {
      const box = under(x + width * part, y + INSET + (height - 2 * INSET) * part);
      return box?.contains(subject) && card.contains(box);
    });
    const steps = [...Array(24).keys()].map((step) => GAP + 2 * GAP * step);
    const places = [...steps.map((by) => [right + by, y]), ...steps.map((by) => [left - width - by, y]), [left, bottom + 1]];
    return places.find(free) ?? [Math.min(right, innerWidth) - width - GAP, y];
  };

  /** Hidden while the subject is scrolled away or something lies over it. */
  const settle = () => {
    frame = 0;
    if (!anchor?.isConnected) return;
    const rect = rectOf(anchor);
    const now = [rect.x, rect.y, rect.width].join();
    if (now === settled) return;
    settled = now;
    const seen = under(rect.left + Math.min(rect.width, 40) / 2, rect.top + rect.height / 2);
    host.style.visibility = seen && (anchor.contains(seen) || seen.contains(anchor)) && rect.height ? "" : "hidden";
    const [x = 0, y = 0] = placeBy(rect, anchor);
    host.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    box.className = isDark(anchor) ? "dark" : "";
  };
  /** @param {unknown} [anew]  though it did not move: something may lie over it */
  const move = (anew) => {
    if (anew) settled = "";
    if (!host.hidden) frame ||= requestAnimationFrame(() => setTimeout(settle)); // after layout
  };

  /** @param {Element|null} subject  where to stand; null hides @param {string} label  key of the word
   * @param {number|null} [level]  0-4, null: no dots */
  const show = (subject, label, level = null) => {
    anchor = subject;
    host.hidden = !subject;
    if (!subject || ending.signal.aborted) return;
    [...dots.children].forEach((dot, place) => dot.classList.toggle("full", level !== null && place <= level));
    dots.style.display = level === null ? "none" : "";
    word.textContent = say(label);
    button.ariaLabel = `${say("chip_name")}: ${say(label)}. ${say("chip_open")}`;
    move(true);
  };

  /** For good: no late answer brings it back. */
  const remove = () => {
    ending.abort();
    host.remove();
  };

  document.querySelectorAll(host.localName).forEach((old) => old.remove()); // of ourselves before an update
  for (let level = 0; level < LEVELS; level += 1) dots.append(document.createElement("b"));
  button.append(dots, word);
  box.append(button);
  host.shadowRoot?.append(box);
  host.hidden = true;
  document.documentElement.append(host);
  for (const moved of ["scroll", "resize"]) addEventListener(moved, move, { capture: true, signal: ending.signal });

  return { show, move, remove, host, overlay, isDark };
})();
