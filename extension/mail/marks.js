"use strict";
/*
 * Findings shown in the text the user is writing, by the CSS Custom Highlight API. The ranges are
 * live: they follow the words while the user types. The editor's HTML stays as it is.
 */

aizuchi.marks = (() => {
  /** Ranges by editor, as several boxes may be open. @type {Map<HTMLElement, {hint: Range[], warning: Range[]}>} */
  const shown = new Map();

  const paint = () => {
    for (const kind of /** @type {const} */ (["hint", "warning"])) {
      const ranges = [...shown.values()].flatMap((one) => one[kind]);
      CSS.highlights.set(`aizuchi-${kind}`, new Highlight(...ranges));
    }
  };

  /** @param {HTMLElement} editor @param {Part} part @param {Found[]} findings */
  const show = (editor, part, findings) => {
    const ranges = /** @type {{hint: Range[], warning: Range[]}} */ ({ hint: [], warning: [] });
    for (const { start, end, severity } of findings) {
      const range = end > start ? aizuchi.compose.range(part, start, end) : null;
      if (range) ranges[severity].push(range);
    }
    shown.set(editor, ranges);
    paint();
  };

  /** @param {HTMLElement} [editor]  without: all */
  const clear = (editor) => {
    if (editor) shown.delete(editor);
    else shown.clear();
    paint();
  };

  return { show, clear };
})();
