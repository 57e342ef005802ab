/** Small means to build pages. Text is only ever set as text; there is no way in for markup. */

/**
 * An element with its properties and children. `on…` are listeners, `null` and `false` are left
 * out, everything else is an attribute.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`no #${id} on this page`);
  return node;
}

/** What each region showed last. @type {WeakMap<Element, string>} */
const shown = new WeakMap();

/**
 * Rebuild a region only if what it shows has changed, or the day, for days are told as "tomorrow".
 * What was unfolded stays so, and the keyboard where it was: elements are known again by their
 * `data-key`; else the region's heading is focused.
 * @param {HTMLElement} region @param {unknown} what @param {() => (Node|string|null|undefined|false)[]} build
 */
export function refresh(region, what, build) {
  const key = JSON.stringify([new Date().toDateString(), what]);
  if (shown.get(region) === key) return;
  shown.set(region, key);
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  const unfolded = keysOf(region, "details[open] > summary");
  region.replaceChildren(...build().filter((child) => child !== null && child !== undefined && child !== false));
  for (const one of unfolded) byKey(region, one)?.parentElement?.setAttribute("open", "");
  if (focused) focusAgain(region, focused.getAttribute("data-key"));
}

/** @param {HTMLElement} region @param {string} css */
const keysOf = (region, css) =>
  [...region.querySelectorAll(`${css}[data-key]`)].map((one) => one.getAttribute("data-key") ?? "");

/** @param {HTMLElement} region @param {string} key */
const byKey = (region, key) => region.querySelector(`[data-key="${CSS.escape(key)}"]`);

/** @param {HTMLElement} region @param {string|null} key */
function focusAgain(region, key) {
  const same = key ? byKey(region, key) : null;
  const next = same ?? region.querySelector("[data-key], h2, h3") ?? region;
  if (!(next instanceof HTMLElement)) return;
  if (!same && !next.matches("button, input")) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

/** Parts of a text by code points, as the helper counts; up to its end where no end is said.
 * @param {string} text @returns {(start: number, end?: number) => string} */
export function cutter(text) {
  const points = [...text];
  return (start, end) => points.slice(start, end).join("");
}

/**
 * Ask the background. Never throws: a worker that is just waking is asked once more.
 * @param {string} type @param {object} [fields] @returns {Promise<any>}
 */
export async function ask(type, fields = {}) {
  const send = () => chrome.runtime.sendMessage({ type, ...fields });
  const answer = await send().catch(send).catch((error) => fault(error));
  return answer ?? fault(new Error(type));
}

/** @param {Error} error */
const fault = (error) => ({ ok: false, error: { code: "gone", title: error.message, detail: "" } });

/** A button; `primary` marks the one thing to do here. While what it began goes on, it shows that,
 * and does not begin it again.
 * @param {string} label @param {() => unknown} press @param {Record<string, any>} [properties] */
export function button(label, press, properties = {}) {
  const pressed = async () => {
    if (node.ariaBusy) return;
    node.ariaBusy = "true";
    try {
      await press();
    } finally {
      node.ariaBusy = null;
    }
  };
  const node = el("button", { type: "button", onclick: pressed, ...properties }, label);
  return node;
}

/** Fields that are handed over together, by Enter as well as by their button.
 * @param {() => unknown} submit @param {Record<string, any>} properties
 * @param {...(Node|string|null|undefined|false)} children */
export const formWith = (submit, properties, ...children) =>
  el("form", { ...properties, onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void submit();
  } }, ...children);

/** Leads to a page of the desk. @param {string} page @param {string} label */
export const deskLink = (page, label) =>
  el("a", { href: `../desk/${page}`, target: "_blank" }, label);
