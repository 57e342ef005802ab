"use strict";
/*
 * Where things stand on the page: element -> selectors, surest first. Each with when it was last
 * known to hold, and who relies on it. Attributes, ids, roles and names come first, short class
 * names next; words of a language last, and marked so. Those in the rows of a list: rows.js.
 */

aizuchi.selectors = {
  gmail: {
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
  },
  outlook: {
    pane: [
      ["#ConversationReadingPaneContainer, #ItemReadingPaneContainer", "2026-07", "amarnai"],
      ["[data-app-section=MailReadCompose], #ReadingPaneContainerId", "2026-09", "gmailify"],
      ["[role=main]", "2026-07", "amarnai"],
      ["body:not(:has([role=main]:not([role=document] *)))", "2026-07", "amarnai; /deeplink has no main"],
    ],
    body: [
      ["[id^=UniqueMessageBody]", "2026-09", "amarnai; inside or on role=document"],
      ["div[role=document]", "2026-07", "zero-for-outlook"],
      ["[id='Item.MessageUniqueBody']", "2018-12", "pages of then"],
      ["[aria-label='Message body']", "2025-11", "mailvelope; words"],
    ],
    subject: [
      ["[id^=CONV_][id$=_SUBJECT]", "2026-07", "amarnai"],
      ["[role=heading][title], [role=heading] [title]", "2026-03", "PreMiD"],
    ],
    sender: [
      ["[id^=MSG_][id$=_FROM]", "2026-07", "amarnai"],
      ["[id$=_FROM]", "2026-07", "amarnai"],
      [".OZZZK", "2026-09", "mailvelope; a build's name, yet since 2023"],
      ["[aria-label^='From:']", "2025-11", "mailvelope; words"],
    ],
    recipients: [["[id^=MSG_][id$=_TO], [data-testid=RecipientWell]", "2025-11", "mailvelope"]],
    received: [
      ["[id$=_DATETIME]", "2026-07", "amarnai"],
      ["[data-testid=SentReceivedSavedTime]", "2026-09", "gmailify"],
    ],
    row: [["[data-convid]", "2026-07", "amarnai"]],
    account: [
      ["[id^=primaryMailboxRoot_][data-folder-name], [role=treeitem][title*='@'], #O365_MainLink_Me[aria-label]", "2026-07", "amarnai"],
    ],
    editor: [
      ["[id^=editorParent_] [contenteditable=true][role=textbox]", "2025-11", "mailvelope; snapshot 2023"],
      ["[contenteditable=true][aria-multiline=true]", "2026-07", "zero-for-outlook"],
    ],
    send: [
      ["[data-testid=ComposeSendButton] button[id*=primaryActionButton]", "2026-07", "amarnai"],
      ["[data-testid=ComposeSendButton] button:not([aria-haspopup])", "2026-07", "amarnai"],
      ["button[id^=splitButton][id$=primaryActionButton]", "2026-09", "snapshots"],
      ["button[title*='Ctrl+Enter']", "2026-03", "PreMiD; words"],
    ],
    composeSubject: [["input[id$=_SUBJECT]", "2025-11", "mailvelope"], ["input[id^=TextField][maxlength='255']", "2023-06", "snapshots"]],
    composeTo: [["[id$=_TO]:has([contenteditable=true])", "2025-11", "mailvelope"]],
    chip: [["._EType_RECIPIENT_ENTITY", "2025-11", "mailvelope"]],
  },
};
