"use strict";
/*
 * Where things stand on Gmail's page: element -> selectors, surest first. Each with when it was last
 * known to hold, and who relies on it. Attributes, ids, roles and names come first, short class
 * names next; words of a language last, and marked so. Those in the rows of a list: rows.js.
 */

aizuchi.selectors.gmail = {
  region: [["[role=main]", "2026-07", "amarnai"], ["body:not(:has([role=main]:not(.a3s *)))", "2026-08", "a pop-out has none"]],
  message: [
    ["[data-legacy-message-id], [data-message-id]", "2026-08", "mailvelope; just sent: no legacy id"],
    [".adn", "2026-08", "FlowCrypt; once without ids"],
    [".gs, .ii.gt, .a3s", "2026-08", "snapshots; a part of a page"],
  ],
  item: [["[role=listitem], .h7, .kv", "2026-08", "FlowCrypt"]],
  body: [
    [".ii.gt .a3s", "2026-08", "FlowCrypt; 10 years"],
    [".a3s, .ii.gt", "2026-08", "mailvelope"],
  ],
  clipped: [
    [".iX:has([href*='view=lg'])", "2025-11", "mailvelope"],
    [".a3s *:has(> [href^='?'][href*='view=lg'])", "2025-11", "mails cannot link relatively"],
  ],
  subject: [
    ["h2[data-legacy-thread-id], h2[data-thread-perm-id]", "2026-07", "amarnai"],
    ["h2.hP", "2026-08", "FlowCrypt; 10 years"],
    [".ha h2", "2026-03", "gmail.js"],
  ],
  sender: [
    [".gD[email]", "2025-08", "all, since 2016"],
    ["td.gF span[email], .ix span[email]", "2026-07", "InboxSDK, mailvelope"],
    [".gD[data-hovercard-id*='@']", "2025-08", "snapshots"],
  ],
  recipients: [[".hb [email], .g2[email]", "2026-07", "InboxSDK"]],
  received: [[".g3[title], .g3[alt]", "2026-07", "InboxSDK"]],
  account: [["a[aria-label*='@']:not([role=main] a)", "2026-07", "amarnai"]],
  editor: [
    ["[g_editable=true][contenteditable=true]", "2025-11", "all, since 2020"],
    [".Ap [role=textbox][contenteditable=true]", "2026-07", "InboxSDK"],
  ],
  send: [
    ["[role=button][jslog^='32601']", "2023-06", "snapshots"],
    ["[role=button].T-I.aoO", "2026-08", "everybody"],
    [".IZ .Up div > div[role=button]:not(.Uo):not([aria-haspopup=true])", "2026-07", "InboxSDK"],
    ["[role=button][data-tooltip*='Enter']:not([aria-haspopup=true])", "2025-08", "snapshots; words"],
  ],
  composeSubject: [["input[name=subjectbox]", "2026-07", "InboxSDK"]],
  composeTo: [
    [".anm[name=to] [role=option][data-hovercard-id], .anm[name=to] [role=option][data-name]", "2026-07", "InboxSDK"],
    ["div[name=to] [data-hovercard-id]", "2026-03", "gmail.js peoplekit"],
    ["textarea[name=to], input[name=to]", "2021-10", "before the chips"],
  ],
  repliesTo: [["input[name=rm]", "2026-07", "InboxSDK"]],
  draft: [["input[name=draft]", "2026-07", "InboxSDK"]],
};
