"use strict";
/*
 * The one object that classic scripts share, as they cannot import, and how they look at a page.
 * Everything under `aizuchi.page` only reads; it also works on saved pages. Types: types.d.ts.
 */

globalThis.aizuchi ??= /** @type {Aizuchi} */ ({ selectors: {} });

aizuchi.page = (() => {
  const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  const GLYPHS = /[\u200b\ufeff\ue000-\uf8ff]/g; // icons drawn by a private font
  const ADDRESS = /[^\s<>()[\]"',;:@]+@[^\s<>()[\]"',;:@]+\.[^\s<>()[\]"',;:@.]+/g;
  const QUOTED = "blockquote[class*=gmail_quote]";
  const BLOCK = /^(ADDRESS|ARTICLE|BLOCKQUOTE|D[DLT]|DIV|FIGURE|H[1-6]|HR|LI|OL|P|PRE|SECTION|T[RH]|TABLE|UL)$/;
  const SILENT = /^(HEAD|IFRAME|NOSCRIPT|OBJECT|SCRIPT|SELECT|STYLE|SVG|TEMPLATE|TEXTAREA|TITLE)$/i;

  /** @type {PageTools["hits"]} */
  const hits = {};

  /** @param {Element} element  @returns {CSSStyleDeclaration|null} null where nothing is drawn */
  const styleOf = (element) => element.ownerDocument.defaultView?.getComputedStyle(element) ?? null;

  /** @param {Element} element  Whether it is drawn; a background tab draws too. */
  const visible = (element) =>
    styleOf(element)
      ? element.checkVisibility({ visibilityProperty: true })
      : !element.closest('[hidden], [style*="display:none"], [style*="display: none"]');

  /** The selectors for something, such as "gmail.subject". @type {PageTools["chain"]} */
  const chain = (name) => {
    const [app = "", what = ""] = name.split(".");
    return (aizuchi.selectors[app]?.[what] ?? []).map(([css]) => css);
  };

  /** What the first selector of a chain gives that gives any acceptable one.  @type {PageTools["find"]} */
  const find = (scope, name, accept = () => true) => {
    for (const [place, css] of chain(name).entries()) {
      const found = [.../** @type {NodeListOf<HTMLElement>} */ (scope.querySelectorAll(css))];
      const good = found.filter(accept);
      if (!good.length) continue;
      const counts = (hits[name] ??= chain(name).map(() => 0));
      counts[place] = (counts[place] ?? 0) + 1;
      return good;
    }
    return [];
  };

  /** The one there is; null when there is none, or two. @type {PageTools["sole"]} */
  const sole = (all) => (all.length === 1 ? all[0] ?? null : null);

  /** The value all agree on. @type {PageTools["only"]} */
  const only = (values) => sole([...new Set(values.filter((one) => typeof one === "string"))]);

  /** Those in no other of them. @type {PageTools["outermost"]} */
  const outermost = (all) => all.filter((one) => !all.some((two) => two !== one && two.contains(one)));

  /** Without direction marks and icon glyphs. @param {string|null|undefined} text */
  const clean = (text) =>
    (text ?? "").replace(BIDI, "").replace(GLYPHS, "").replace(/[ \t\r\n\f\u00a0]+/g, " ").trim() || null;

  /** @param {string|null|undefined} text  @returns {string[]} */
  const addresses = (text) => [...new Set((text ?? "").replace(BIDI, "").match(ADDRESS) ?? [])];

  /** "Dana <d@x.org>", "d@x.org" or "Dana". Two addresses are nobody sure. @type {PageTools["person"]} */
  const person = (text) => {
    const [address = null, second] = addresses(text);
    if (second) return { name: null, address: null };
    const name = address ? (text ?? "").replace(address, "").replace(/[<>()"]/g, "") : text;
    return { name: clean(name), address };
  };

  /** Words on one line; emoji are pictures in both clients. @param {Node} node @returns {string} */
  const said = (node) => {
    if (node.nodeType === 3) return /** @type {Text} */ (node).data;
    if (!(node instanceof Element)) return "";
    if (node.tagName === "IMG") return emoji(node);
    return SILENT.test(node.tagName) ? "" : [...node.childNodes].map(said).join("");
  };
  /** @param {Element} image */
  const emoji = (image) => {
    const alt = image.getAttribute("alt") ?? "";
    return image.getAttribute("data-emoji") ?? (/\p{Extended_Pictographic}/u.test(alt) ? alt : "");
  };

  /**
   * The text of an element as a reader sees it: lines at blocks and breaks, nothing hidden.
   * Characters of text nodes stay one to one, so that a place in the text is a place on the page.
   * @type {PageTools["walk"]}
   */
  const walk = (root, { skip = "", stop = "" } = {}) => {
    /** @type {Piece[]} */
    const pieces = [];
    let text = "";
    const fresh = (lines = 1) => {
      for (let n = lines; n && text && !text.endsWith("\n".repeat(lines)); n -= 1) text += "\n";
    };
    /** @param {Text} node @param {boolean} verbatim */
    const write = (node, verbatim) => {
      if (!verbatim && /^[ \t\r\n\f]*$/.test(node.data) && /(^|\s)$/.test(text)) return;
      pieces.push({ at: text.length, node, length: node.length });
      text += verbatim ? node.data.replace(/\u00a0/g, " ") : node.data.replace(/[\s\u00a0]/g, " ");
    };
    /** @param {Element} parent @param {boolean} verbatim @returns {boolean} false once it met `stop` */
    const inside = (parent, verbatim) => {
      for (const node of parent.childNodes) {
        if (node.nodeType === 3) write(/** @type {Text} */ (node), verbatim);
        else if (node.nodeType === 1 && !element(/** @type {Element} */ (node), verbatim)) return false;
      }
      return true;
    };
    /** @param {Element} node @param {boolean} verbatim @returns {boolean} */
    const element = (node, verbatim) => {
      if (stop && node.matches(stop)) return false;
      if (SILENT.test(node.tagName) || (skip && node.matches(skip))) return true;
      if (node.tagName === "BR") text += "\n";
      if (node.tagName === "IMG") text += emoji(node);
      const style = styleOf(node);
      if (style ? style.display === "none" || style.visibility === "hidden" : !visible(node)) return true;
      const block = style ? node.tagName !== "BR" && !/^(inline|contents|ruby|none|table-c)/.test(style.display) : BLOCK.test(node.tagName);
      const lines = node.tagName === "P" && parseFloat(style?.marginTop || "0") > 6 ? 2 : 1;
      if (block) fresh(lines);
      if (/^T[DH]$/.test(node.tagName) && /\S$/.test(text)) text += " ";
      const more = inside(node, style ? /^(pre|break)/.test(style.whiteSpace) : node.tagName === "PRE");
      if (block) fresh(lines);
      return more;
    };
    inside(root, /^(pre|break)/.test(styleOf(root)?.whiteSpace ?? ""));
    return { text, pieces };
  };

  /** The same, tidied for reading. @type {PageTools["plain"]} */
  const plain = (root, without) =>
    walk(root, without).text.replace(GLYPHS, "").replace(/ +/g, " ").replace(/ ?\n ?/g, "\n")
      .replace(/\n{3,}/g, "\n\n").trim();

  /**
   * What a mail says without the reply quoted below it. Only what is surely a reply is cut:
   * a forward is the mail's own content, and looks almost the same. In Gmail's HTML only a
   * quoted reply is a blockquote; in Outlook's, a reply quotes someone who takes part.
   * `party` are names and addresses of those who take part.  @type {PageTools["message"]}
   */
  const message = (body, party) => {
    const skip = `${[...chain("gmail.clipped"), QUOTED]}, [class*=gmail_attr]:has(+ ${QUOTED}), [class*=gmail_quote]:has(> ${QUOTED}:only-of-type:last-child)`;
    const header = body.querySelector('[id$="divRplyFwdMsg"]');
    const from = clean((header ? plain(header) : "").split("\n")[0])?.toLowerCase();
    const reply = party.some((one) => one.length > 2 && from?.includes(one.toLowerCase()));
    const stop = reply ? '[id$="divRplyFwdMsg"]' : "";
    return plain(body, { skip, stop }) || plain(body) || null;
  };

  /** What belongs to an editor: looked for in the boxes around it, from inside out, as long as
   * `strangers` (other editors, message bodies) are in none.  @type {PageTools["around"]} */
  const around = (app, editor, strangers) => {
    const /** @type {HTMLElement[]} */ boxes = [];
    for (let box = editor.parentElement; box; box = box.parentElement) {
      if ([...box.querySelectorAll(strangers)].some((one) => !one.contains(editor) && !editor.contains(one))) break;
      boxes.push(box);
    }
    const all = (/** @type {string} */ name) => boxes.map((box) => find(box, `${app}.${name}`)).find((some) => some.length) ?? [];
    const send = sole(all("send"));
    return { all, send, root: boxes.find((box) => send && box.contains(send)) ?? editor };
  };

  /** What makes moments, and links, of what is on the page. */
  const place = () => ({
    url: location.href, language: document.documentElement.lang, zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });

  return { place, visible, chain, find, sole, only, outermost, clean, addresses, person, said, walk, plain, message, around, hits };
})();
