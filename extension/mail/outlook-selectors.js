"use strict";
/* Where things stand on Outlook's page, in the form of gmail-selectors.js. */

aizuchi.selectors.outlook = {
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
};
