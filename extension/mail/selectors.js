"use strict";
/*
 * Where things stand on the page: element -> selectors, surest first. Data only.
 *
 * Attributes, ids, roles and names come first, short class names next. No words of any
 * language, with two late exceptions marked "words". `seen` is when it was last known to hold.
 */

aizuchi.selectors = {
  gmail: {
    region: [{ css: "[role=main]", seen: "2026-07", by: "amarnai, InboxSDK" }],
    message: [
      { css: "[data-legacy-message-id], [data-message-id]", seen: "2026-08", by: "mailvelope, gmail.js; just sent has no legacy id" },
      { css: ".adn", seen: "2026-08", by: "FlowCrypt; before 2018 without ids" },
    ],
    item: [{ css: "[role=listitem], .h7, .kv", seen: "2026-08", by: "FlowCrypt" }],
    body: [
      { css: ".ii.gt .a3s", seen: "2026-08", by: "FlowCrypt, gmail.js; 10 years" },
      { css: ".a3s", seen: "2026-08", by: "mailvelope" },
    ],
    subject: [
      { css: "h2[data-legacy-thread-id], h2[data-thread-perm-id]", seen: "2026-07", by: "amarnai, gmail.js" },
      { css: "h2.hP", seen: "2026-08", by: "FlowCrypt, InboxSDK; 10 years" },
      { css: ".ha h2", seen: "2026-03", by: "gmail.js" },
    ],
    sender: [
      { css: ".gD[email]", seen: "2025-08", by: "all; unchanged since 2016" },
      { css: "td.gF span[email]", seen: "2026-07", by: "InboxSDK" },
      { css: ".gD[data-hovercard-id*='@']", seen: "2025-08", by: "snapshots" },
    ],
    recipients: [{ css: ".hb [email], .g2[email]", seen: "2026-07", by: "InboxSDK" }],
    received: [{ css: ".g3[title]", seen: "2026-07", by: "InboxSDK" }, { css: ".g3[alt]", seen: "2025-08", by: "snapshots" }],
    account: [{ css: "a[aria-label*='@']", seen: "2026-07", by: "amarnai, mailvelope" }],
    editor: [
      { css: "[g_editable=true][contenteditable=true]", seen: "2025-11", by: "all; snapshots 2020-2025" },
      { css: ".Ap [role=textbox][contenteditable=true]", seen: "2026-07", by: "InboxSDK" },
    ],
    send: [
      { css: "[role=button][jslog^='32601']", seen: "2023-06", by: "snapshots in two languages" },
      { css: "[role=button].T-I.aoO", seen: "2026-08", by: "everybody" },
      { css: ".IZ .Up div > div[role=button]:not(.Uo):not([aria-haspopup=true])", seen: "2026-07", by: "InboxSDK" },
      { css: "[role=button][data-tooltip*='Enter']:not([aria-haspopup=true])", seen: "2025-08", by: "snapshots; words" },
    ],
    composeSubject: [{ css: "input[name=subjectbox]", seen: "2026-07", by: "InboxSDK" }],
    composeTo: [
      { css: ".anm[name=to] [role=option][data-hovercard-id], .anm[name=to] [role=option][data-name]", seen: "2026-07", by: "InboxSDK" },
      { css: "div[name=to] [data-hovercard-id]", seen: "2026-03", by: "gmail.js peoplekit" },
      { css: "textarea[name=to], input[name=to]", seen: "2021-10", by: "before the chips" },
    ],
    repliesTo: [{ css: "input[name=rm]", seen: "2026-07", by: "InboxSDK" }],
    draft: [{ css: "input[name=draft]", seen: "2026-07", by: "InboxSDK" }],
  },
  outlook: {
    pane: [
      { css: "#ConversationReadingPaneContainer, #ItemReadingPaneContainer", seen: "2026-07", by: "amarnai, mailvelope" },
      { css: "[data-app-section=MailReadCompose], #ReadingPaneContainerId", seen: "2026-09", by: "gmailify" },
      { css: "[role=main]", seen: "2026-07", by: "amarnai" },
      { css: "body:not(:has([role=main]))", seen: "2026-07", by: "amarnai; /deeplink/read has no main" },
    ],
    body: [
      { css: "[id^=UniqueMessageBody]", seen: "2026-09", by: "amarnai; inside or on role=document" },
      { css: "div[role=document]", seen: "2026-07", by: "zero-for-outlook" },
      { css: "[aria-label='Message body']", seen: "2025-11", by: "mailvelope; words" },
    ],
    subject: [
      { css: "[id^=CONV_][id$=_SUBJECT]", seen: "2026-07", by: "amarnai" },
      { css: "[role=heading][title], [role=heading] [title]", seen: "2026-03", by: "PreMiD" },
    ],
    sender: [
      { css: "[id^=MSG_][id$=_FROM]", seen: "2026-07", by: "amarnai" },
      { css: "[id$=_FROM]", seen: "2026-07", by: "amarnai" },
      { css: "[aria-label^='From:']", seen: "2025-11", by: "mailvelope; words" },
    ],
    recipients: [{ css: "[id^=MSG_][id$=_TO], [data-testid=RecipientWell]", seen: "2025-11", by: "mailvelope" }],
    received: [
      { css: "[id$=_DATETIME]", seen: "2026-07", by: "amarnai" },
      { css: "[data-testid=SentReceivedSavedTime]", seen: "2026-09", by: "gmailify" },
    ],
    row: [{ css: "[data-convid]", seen: "2026-07", by: "amarnai, mailvelope" }],
    account: [
      { css: "[id^=primaryMailboxRoot_][data-folder-name], [role=treeitem][title*='@'], #O365_MainLink_Me[aria-label]", seen: "2026-07", by: "mailvelope, amarnai" },
    ],
    elsewhere: [
      {
        css: "[role=listbox], [role=tree], [role=navigation], [role=banner], [role=complementary], [role=toolbar], #MailList, [data-app-section=MessageList], [data-app-section=NavigationPane], #OwaTitleBar",
        seen: "2026-09", by: "gmailify; headings there are folders",
      },
    ],
    editor: [
      { css: "[id^=editorParent_] [contenteditable=true][role=textbox]", seen: "2025-11", by: "mailvelope; snapshot 2023" },
      { css: "[contenteditable=true][aria-multiline=true]", seen: "2026-07", by: "zero-for-outlook" },
    ],
    send: [
      { css: "[data-testid=ComposeSendButton] button[id*=primaryActionButton]", seen: "2026-07", by: "amarnai" },
      { css: "[data-testid=ComposeSendButton] button:not([aria-haspopup])", seen: "2026-07", by: "amarnai" },
      { css: "button[title*='Ctrl+Enter']", seen: "2026-03", by: "PreMiD; words" },
    ],
    composeSubject: [{ css: "input[id$=_SUBJECT]", seen: "2025-11", by: "mailvelope" }],
    composeTo: [{ css: "[id$=_TO]:has([contenteditable=true])", seen: "2025-11", by: "mailvelope" }],
    chip: [{ css: "._EType_RECIPIENT_ENTITY", seen: "2025-11", by: "mailvelope" }],
  },
};
