/**
 * Small charts as plain SVG. Colours come from the page's own variables, so light and dark need
 * nothing here; what is drawn is also a table, folded below, for screen readers and for the exact.
 */

import { el } from "../lib/dom.js";
import { t } from "../lib/i18n.js";

const SVG = "http://www.w3.org/2000/svg";
/** Drawn for the room there is, also after zooming in: letters keep their size, lines give way. */
export const slim = matchMedia("(width < 560px)");
const narrow = () => slim.matches;
const width = () => (narrow() ? 336 : 640);
/** The longest name of a mark. */
const ROOM = 100;

/** @param {string} tag @param {Record<string, string|number>} attributes @param {...(Node|string)} children */
function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** @param {string} className @param {number} x @param {number} y @param {string} words @param {string} [anchor] */
const label = (className, x, y, words, anchor = "start") =>
  svg("text", { class: className, x, y, "text-anchor": anchor }, words);

/**
 * A chart with its title, its summary for those who cannot see it, its key and its table.
 * @param {{title: string, summary: string, height: number, marks: Node[], key?: [string, string][], head: string[], rows: (string|number)[][]}} what
 */
function figure({ title, summary, height, marks, key = [], head, rows }) {
  return el("figure", { class: "chart card" },
    el("figcaption", {}, el("h3", {}, title), el("p", {}, summary)),
    /** @type {any} */ (svg("svg", { viewBox: `0 0 ${width()} ${height}`, "aria-hidden": "true", focusable: "false" }, ...marks)),
    key.length > 0 && el("ul", { class: "key small", "aria-hidden": "true" },
      ...key.map(([kind, words]) => el("li", {}, el("i", { class: kind }), words))),
    el("details", {}, el("summary", { "data-key": `table ${title}` }, t("chart_table")),
      el("table", {}, el("caption", { class: "visually-hidden" }, title),
        el("thead", {}, el("tr", {}, ...head.map((words) => el("th", { scope: "col" }, words)))),
        el("tbody", {}, ...rows.map(([first, ...others]) => el("tr", {},
          el("th", { scope: "row" }, String(first)), ...others.map((value) => el("td", {}, String(value)))))))));
}

/**
 * Columns in two parts, one for each stretch of time.
 * @param {{title: string, summary: string, columns: {name: string, parts: [number, number]}[], parts: [string, string], say: (n: number) => string, head: string}} what
 */
export function columns({ title, summary, columns: all, parts, say, head }) {
  const [top, bottom, height] = [22, 176, 200];
  const most = Math.max(1, ...all.map(({ parts: [a, b] }) => a + b));
  const step = width() / all.length;
  const wide = Math.min(44, step * 0.56);
  const marks = all.flatMap(({ name, parts: [a, b] }, index) => {
    const x = index * step + (step - wide) / 2;
    const [low, high] = [a, b].map((n) => (n / most) * (bottom - top));
    return [
      bar("solid", x, bottom - low, wide, low),
      bar("hollow", x, bottom - low - high, wide, high),
      a + b > 0 && !(narrow() && index < all.length - 1) ? label("value", x + wide / 2, bottom - low - high - 6, say(a + b), "middle") : "",
      narrow() && (all.length - 1 - index) % 2 ? "" : label("axis", x + wide / 2, height - 6, name, "middle"),
    ].filter((mark) => mark instanceof Node);
  });
  marks.push(svg("line", { class: "base", x1: 0, x2: width(), y1: bottom + 0.5, y2: bottom + 0.5 }));
  return figure({
    title, summary, height, marks: /** @type {Node[]} */ (marks), key: [["solid", parts[0]], ["hollow", parts[1]]],
    head: [head, ...parts], rows: all.map(({ name, parts: [a, b] }) => [name, say(a), say(b)]),
  });
}

/** @param {string} kind @param {number} x @param {number} y @param {number} width @param {number} height */
const bar = (kind, x, y, width, height) =>
  svg("rect", { class: kind, x, y, width: Math.max(0, width), height: Math.max(0, height), rx: Math.min(4, height / 2) });

/**
 * Bars in two parts, one for each kind of thing.
 * @param {{title: string, summary: string, bars: {name: string, parts: [number, number]}[], parts: [string, string], say: (n: number) => string, head: string}} what
 */
export function bars({ title, summary, bars: all, parts, say, head }) {
  const [left, right, row] = [narrow() ? 92 : 150, width() - 76, 34];
  const most = Math.max(1, ...all.map(({ parts: [a, b] }) => a + b));
  const marks = all.flatMap(({ name, parts: [a, b] }, index) => {
    const y = index * row + 8;
    const [first, second] = [a, b].map((n) => (n / most) * (right - left));
    return [
      label("name", left - 12, y + 13, name, "end"),
      bar("solid", left, y, first, 18),
      bar("hollow", left + first, y, second, 18),
      label("value", left + first + second + 8, y + 13, say(a + b)),
    ];
  });
  return figure({
    title, summary, height: all.length * row + 4, marks, key: [["solid", parts[0]], ["hollow", parts[1]]],
    head: [head, ...parts], rows: all.map(({ name, parts: [a, b] }) => [name, say(a), say(b)]),
  });
}

/**
 * Lines from where threads began to where they are, thicker for more of them.
 * @param {{title: string, summary: string, levels: string[], moves: {first: number, last: number, threads: number}[], ends: [string, string], count: string}} what
 */
export function slopes({ title, summary, levels, moves, ends, count }) {
  const [left, right, top, gap] = [narrow() ? 160 : 190, narrow() ? width() - 12 : width() - 190, 38, 32];
  const y = (/** @type {number} */ level) => top + (levels.length - 1 - level) * gap;
  const most = Math.max(...moves.map(({ threads }) => threads));
  const lines = moves.map(({ first, last, threads }) => svg("path", {
    class: last < first ? "calmer" : last === first ? "same" : "hotter",
    d: `M${left} ${y(first)}C${(left + right) / 2} ${y(first)} ${(left + right) / 2} ${y(last)} ${right} ${y(last)}`,
    "stroke-width": 1.5 + (threads / most) * 6.5,
  }));
  const names = levels.flatMap((name, level) => [
    label("name", left - 12, y(level) + 4, name, "end"), ...(narrow() ? [] : [label("name", right + 12, y(level) + 4, name)]),
  ]);
  const heads = [label("axis", left - 12, 14, ends[0], "end"), label("axis", narrow() ? right : right + 12, 14, ends[1], narrow() ? "end" : "start")];
  return figure({
    title, summary, height: top + levels.length * gap - 12, marks: [...heads, ...lines, ...names],
    key: [["line calmer", t("threads_calmer")], ["line same", t("threads_same")], ["line hotter", t("threads_hotter")]],
    head: [...ends, count], rows: moves.map(({ first, last, threads }) => [levels[first], levels[last], threads]),
  });
}

/**
 * Two marks on a scale from promised to due: how much of the time given was used.
 * @param {{title: string, summary: string, marks: [string, number][], from: string, due: string, say: (n: number) => string, head: string, value: string}} what
 */
export function scale({ title, summary, marks, from, due, say, head, value }) {
  const [left, right] = [8, width() - 8];
  const far = Math.max(120, ...marks.map(([, percent]) => Math.min(percent * 1.1, 250)));
  const x = (/** @type {number} */ percent) => left + (Math.min(percent, far) / far) * (right - left);
  const [first, last] = marks.map(([, percent]) => x(percent));
  const step = last - first < ROOM ? 18 : 0; // where two marks meet, one name stands above the other
  const line = 40 + step;
  const spots = marks.flatMap(([name, percent], index) => [
    svg("circle", { class: index ? "hollow" : "solid", cx: x(percent), cy: line, r: 8 }),
    label("value", x(percent), line - 16 - index * step, name, percent > far * 0.9 ? "end" : percent < far * 0.1 ? "start" : "middle"),
  ]);
  return figure({
    title, summary, height: line + 40,
    marks: [
      svg("line", { class: "track", x1: left, x2: right, y1: line, y2: line }),
      svg("line", { class: "solid track", x1: left, x2: x(100), y1: line, y2: line }),
      svg("line", { class: "due", x1: x(100), x2: x(100), y1: line - 14, y2: line + 14 }),
      label("axis", left, line + 30, from),
      label("axis", x(100), line + 30, due, "middle"),
      ...spots,
    ],
    head: [head, value], rows: marks.map(([name, percent]) => [name, say(percent)]),
  });
}
