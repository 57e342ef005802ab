"use strict";
/*
 * The list of mails, if the user wants it: what its rows show goes to the background, and beside
 * those whose writer is frustrated stands a quiet dot. The dots lie over the page in a box of
 * their own; no row is touched, for a list that draws only what is seen would flicker.
 */

Object.assign(aizuchi.selectors.gmail ?? {}, {
  row: [["tr.zA", "2026-08", "InboxSDK"]],
  rowSender: [[".yW [email]", "2026-08", "gmail.js"]],
  rowSubject: [[".bog", "2026-08", "gmail.js"]],
  rowSnippet: [[".y2", "2026-08", "gmail.js"]],
  rowTime: [[".xW [title]", "2026-08", "snapshots"]],
});
Object.assign(aizuchi.selectors.outlook ?? {}, {
  rowSender: [["[title*='@']", "2026-04", "a hint"]],
  rowSubject: [[".TtcXM", "2026-04", "a hint"]],
  rowSnippet: [[".FqgPc", "2026-04", "a hint"]],
  rowTime: [["._rWRU[title]", "2026-04", "a hint"]],
});

(aizuchi.tools ??= {}).rows = ({ adapter, tell, hurry }) => {
  const { find, only, clean, said, visible, addresses, place } = aizuchi.page;
  const MOST = 60;
  const FRUSTRATED = 2;
  const [WIDTH, INSET] = [7, 4]; // pixels
  const STYLE = `
    :host { all: initial; position: fixed; inset: 0; z-index: 1; pointer-events: none; }
    i { position: absolute; width: ${WIDTH}px; height: ${WIDTH}px; border-radius: 50%; background: #2b8a94; forced-color-adjust: none; }`;

  const host = aizuchi.chip.overlay("aizuchi-rows", STYLE);
  host.ariaHidden = "true"; // the panel says the same in words
  document.documentElement.append(host);

  let told = "";
  /** @type {Record<string, number>} */
  let levels = {};
  let frame = 0;
  let off = false;
  const ending = new AbortController();

  /** @param {HTMLElement} row @param {string} name @returns {HTMLElement[]} */
  const inRow = (row, name) => find(row, `${adapter.app}.${name}`);
  /** @param {HTMLElement} row @param {string} name */
  const words = (row, name) => only(inRow(row, name).map((one) => clean(said(one))));

  /** @param {HTMLElement} row @returns {Person|null} nobody where several people wrote */
  const senderOf = (row) => {
    const all = inRow(row, "rowSender");
    const address = only(all.flatMap((one) => addresses(one.getAttribute("email") ?? one.getAttribute("title"))));
    const name = address && only(all.map((one) => clean(one.getAttribute("name") ?? said(one))));
    return address ? { address, name: name === address ? null : name } : null;
  };

  /** @param {HTMLElement} row */
  const idOf = (row) => row.getAttribute("data-convid")
    ?? row.querySelector("[data-legacy-thread-id]")?.getAttribute("data-legacy-thread-id") ?? null;

  /** @param {HTMLElement} row */
  const rowOf = (row) => ({
    id: idOf(row),
    from: senderOf(row),
    subject: words(row, "rowSubject") ?? "",
    snippet: (words(row, "rowSnippet") ?? "").replace(/^[\s–—-]+/, ""),
    received: only(inRow(row, "rowTime").map((one) => clean(one.getAttribute("title")))),
  });

  const shown = () => find(document, `${adapter.app}.row`, visible).slice(0, MOST);

  const look = async () => {
    draw();
    if (off) return;
    const rows = shown().map(rowOf).filter(({ id, subject, snippet }) => id && (subject || snippet));
    if (JSON.stringify(rows) === told) return;
    told = JSON.stringify(rows);
    const answer = await tell({ type: "rows", rows, ...place() });
    if (answer?.ok) levels = answer.levels;
    draw();
  };

  /** One dot inside each row that has one, at its start, where the row itself is what is seen. */
  const draw = () => {
    frame = 0;
    const places = shown().filter((row) => (levels[idOf(row) ?? ""] ?? 0) >= FRUSTRATED).map((row) => {
      const { left, right, top, height } = row.getBoundingClientRect();
      const x = getComputedStyle(row).direction === "rtl" ? right - INSET - WIDTH : left + INSET;
      const y = top + (height - WIDTH) / 2;
      return row.contains(document.elementFromPoint(x, y)) ? { left: `${x}px`, top: `${y}px` } : null;
    });
    const dots = places.filter((one) => one !== null).map((one) => {
      const dot = document.createElement("i");
      Object.assign(dot.style, one);
      return dot;
    });
    host.shadowRoot?.querySelectorAll("i").forEach((old) => old.remove());
    host.shadowRoot?.append(...dots);
  };
  const moved = () => {
    frame ||= requestAnimationFrame(draw);
  };

  /** @param {{wanted: boolean}} order  The user may change their mind while the page is open. */
  const rows = ({ wanted }) => {
    off = !wanted;
    [told, levels] = ["", {}];
    void look();
    return true;
  };

  for (const move of ["scroll", "resize"]) addEventListener(move, moved, { capture: true, signal: ending.signal });
  const stop = () => {
    ending.abort();
    host.remove();
  };
  hurry();
  return { look: () => void look(), orders: { rows }, stop };
};
