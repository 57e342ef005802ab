"use strict";
/*
 * Outlook on the web: what is open, and what is being written.
 *
 * Colleagues are shown by name only: then the address is null. The date is a heading like the
 * subject, folders are headings too, and the editor calls itself "Message body" like a mail.
 * Ids in the page change at every drawing, so a message is named by what stands in it.
 */

aizuchi.outlook = (() => {
  const { visible, chain, find, sole, only, outermost, clean, addresses, person, said, plain, message: words, around } = aizuchi.page;
  const HOSTS = /^outlook\.(live\.com|office\.com|office365\.com|cloud\.microsoft)$/;
  const BODIES = "[id^=UniqueMessageBody], div[role=document]";
  const EDITABLE = "[contenteditable=true]";
  const PEOPLE = "[id$=_TO], [data-testid=RecipientWell]";
  /** Headings there are folders and commands. */
  const ELSEWHERE = "[role=listbox], [role=tree], [role=navigation], [role=banner], [role=complementary], [role=toolbar], #MailList, [data-app-section=MessageList], [data-app-section=NavigationPane], #OwaTitleBar";

  /** @param {Element} one */
  const isBody = (one) => visible(one) && !one.closest(EDITABLE) && !one.querySelector(EDITABLE);

  /** @param {ParentNode} scope @returns {HTMLElement[]} */
  const bodiesIn = (scope) => outermost(find(scope, "outlook.body", isBody));

  /** The pane where something is open, when it is surely one. @param {Document} doc @returns {Element|null} */
  const paneOf = (doc) => {
    const panes = find(doc, "outlook.pane", (one) => visible(one) && bodiesIn(one).length > 0);
    return sole(outermost(panes));
  };

  /** The box of one message: it must not reach into the next one. @param {Element} body @param {Element} pane */
  const cardOf = (body, pane) => {
    let card = body;
    for (let box = body.parentElement; box && pane.contains(box); box = box.parentElement) {
      const dates = outermost([...box.querySelectorAll(`${chain("outlook.received")}`)]);
      if (bodiesIn(box).length > 1 || dates.filter((one) => !body.contains(one)).length > 1) break;
      card = box;
      if (box.hasAttribute("aria-expanded") || head("sender", box, body).length) break;
    }
    return card;
  };

  /** @param {string} name @param {Element} card @param {Element} body @returns {HTMLElement[]} */
  const head = (name, card, body) =>
    find(card, `outlook.${name}`, (one) => !body.contains(one) && !one.closest(`[id^=docking_], [aria-expanded=false], ${EDITABLE}`));

  /** The words for a person; beside them may stand initials, which their label does not have. @param {Element} box */
  const personIn = (box) => {
    const bare = (/** @type {string|null} */ text) => (clean(text) ?? "").replace(/\s/g, "");
    const labelled = [...box.querySelectorAll("[aria-label]")].filter((one) => said(one).trim());
    const sure = labelled.filter((one) => bare(one.getAttribute("aria-label")).includes(bare(said(one))));
    const words = outermost(sure).map((one) => clean(said(one)));
    return only(words.filter((one) => addresses(one).length)) ?? only(labelled.length ? words : [clean(said(box))]);
  };

  /** @param {Element} card @param {Element} body @returns {Person} */
  const senderOf = (card, body) => {
    const box = sole(outermost(head("sender", card, body).filter((one) => !one.closest(PEOPLE))));
    if (!box) return { name: null, address: null };
    const shown = personIn(box);
    const { name, address } = person(shown);
    const titled = [...box.querySelectorAll("[title]")].flatMap((one) => addresses(one.getAttribute("title")));
    return { name, address: shown && (address ?? only(titled)) };
  };

  /** @param {Element} card @param {Element} body */
  const receivedOf = (card, body) => only(head("received", card, body).map((one) => clean(said(one))));

  /** The subject's own heading; any other only if it is the single one outside lists and messages. @param {Element} pane @param {Element[]} cards */
  const headingOf = (pane, cards) => {
    const taken = `${ELSEWHERE}, ${BODIES}, ${EDITABLE}, ${PEOPLE}, ${chain("outlook.received")}, [id$=_FROM]`;
    const found = outermost(find(pane, "outlook.subject", (one) =>
      visible(one) && !one.closest(taken) && (one.id.startsWith("CONV_") || !cards.some((card) => card !== pane && card.contains(one)))));
    return sole(found);
  };

  /** @param {Element|null} heading */
  const subjectOf = (heading) =>
    heading && (clean(heading.getAttribute("title")) ?? clean(said(heading)));

  /** An id in an address is written with - and _, in the page with / and +. @param {RegExp} form */
  const idInAddress = (form) => {
    const id = decodeURIComponent(/\/id\/((?:[\w=+-]|%3D|%2B|%2F)+)/i.exec(location.pathname)?.[1] ?? "");
    return HOSTS.test(location.hostname) && form.test(id) ? id.replace(/-/g, "/").replace(/_/g, "+") : null;
  };

  /**
   * The selected row and the address must not contradict each other. Without either, a single
   * row counts only if it shows the subject that is open.
   * @param {Document} doc @param {string|null} subject
   */
  const threadOf = (doc, subject) => {
    const rows = find(doc, "outlook.row");
    const id = (/** @type {Element} */ one) => one.getAttribute("data-convid") || null;
    const chosen = rows.filter((one) => one.getAttribute("aria-selected") === "true").map(id);
    const known = [...chosen, idInAddress(/^A[AQ]Qk/)].filter(Boolean);
    if (known.length) return only(known);
    const shown = rows.filter((one) => subject && clean(said(one))?.includes(subject));
    return only(rows.map(id)) && only(shown.map(id));
  };

  /** @param {Document} doc */
  const accountOf = (doc) =>
    only(find(doc, "outlook.account").flatMap((one) =>
      ["data-folder-name", "title", "aria-label"].flatMap((name) => addresses(one.getAttribute(name)))).map((one) => one.toLowerCase()));

  /** @param {Person} sender @param {Document} doc @param {string|null} account */
  const isMine = ({ name, address }, doc, account) => {
    if (address || !name) return account !== null && address?.toLowerCase() === account;
    const me = clean(doc.querySelector("#O365_MainLink_Me")?.ariaLabel)?.toLowerCase();
    return account !== null && (doc.title.split(" - ").includes(name) || me?.includes(` ${name.toLowerCase()} ${account}`) === true);
  };

  /** An event in the calendar has a body like a mail's. @param {Document} doc */
  const locate = (doc) => {
    const pane = doc.body && !location.pathname.startsWith("/calendar") && paneOf(doc);
    if (!pane) return null;
    const account = accountOf(doc);
    const all = bodiesIn(pane).map((body) => {
      const card = cardOf(body, pane);
      const from = senderOf(card, body);
      return { body, card, from, received: receivedOf(card, body), mine: isMine(from, doc, account) };
    });
    const open = all.findLast((one) => !one.mine) ?? /** @type {typeof all[0]} */ (all.at(-1));
    const heading = headingOf(pane, all.map((one) => one.card));
    return { all, open, account, heading, thread: threadOf(doc, subjectOf(heading)) };
  };

  /** A short name for a text (FNV-1a, twice 32 bit): for keys, not for secrets. @param {string} text */
  const hash = (text) =>
    [0x811c9dc5, 0x1b873593]
      .map((seed) => {
        let sum = seed;
        for (let i = 0; i < text.length; i += 1) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
        return (sum >>> 0).toString(16).padStart(8, "0");
      })
      .join("");

  /** @param {{from: Person, received: string|null}} message @param {string|null} thread @param {string|null} text */
  const nameOf = ({ from, received }, thread, text) =>
    `${thread ?? ""}:${hash([from.address ?? from.name, received, text?.slice(0, 200)].join("\n"))}`;

  /** @param {Element} body  What the user wrote, without what the client adds. */
  const written = (body) =>
    plain(body, { skip: "[id$=Signature]", stop: "[id$=divRplyFwdMsg], [id$=appendonsend]" });

  /** @param {Document} doc @returns {Open|null} */
  const read = (doc) => {
    const found = locate(doc);
    if (!found) return null;
    const { all, open, account, heading, thread } = found;
    const { body, card, from, received, mine } = open;
    const party = [account, from.name, from.address, ...all.flatMap((one) => [one.from.name, one.from.address]),
      ...head("recipients", card, body).flatMap((well) => [...well.children].map((one) => clean(said(one))))];
    const text = words(body, /** @type {string[]} */ (party.filter(Boolean)));
    return {
      thread,
      message: (all.length === 1 && idInAddress(/^A[AQ]Mk/)) || nameOf(open, thread, text),
      subject: subjectOf(heading),
      sender: from,
      received,
      html: body.innerHTML,
      text,
      account,
      mine,
      own: all.filter((one) => one.mine)
        .map((one) => ({ message: nameOf(one, thread, written(one.body)), received: one.received, text: written(one.body) })),
      earlier: all.slice(0, all.indexOf(open))
        .map((one) => ({ text: words(one.body, []) ?? "", from: one.from, received: one.received, mine: one.mine })),
      anchor: heading,
    };
  };

  /** @param {Document} doc */
  const peek = (doc) => {
    const found = locate(doc);
    const { body, from, received } = found?.open ?? {};
    return found && [found.thread, from?.address, from?.name, received, body?.textContent?.length, found.all.length].join();
  };

  /** @param {Element} chip @returns {Person} */
  const recipientOf = (chip) => {
    const [address = null] = [chip.getAttribute("aria-label"), chip.getAttribute("title"), said(chip)].flatMap(addresses);
    const { name } = person(clean(said(chip)));
    return { name: name === address ? null : name, address };
  };

  /** Chips, and what is typed beside them. @param {Element} well @returns {Person[]} */
  const recipientsIn = (well) => {
    const chips = find(well, "outlook.chip");
    const typed = [...well.querySelectorAll(EDITABLE)].flatMap((one) => [...one.childNodes])
      .filter((one) => one.nodeType === 3).flatMap((one) => addresses(one.textContent));
    return [...outermost(chips).map(recipientOf), ...typed.map((address) => ({ name: null, address }))];
  };

  /** @param {HTMLElement} editor @param {Document} doc @returns {Compose} */
  const composeOf = (editor, doc) => {
    const { all, send, root } = around("outlook", editor, `${BODIES}, [id^=editorParent_], [contenteditable=true][aria-multiline=true]`);
    const field = /** @type {HTMLInputElement|null} */ (sole(all("composeSubject")));
    const [well] = all("composeTo");
    const pane = paneOf(doc);
    const inline = pane?.contains(editor) && /^(Conversation|Item)ReadingPane/.test(pane.id);
    return {
      editor,
      send,
      subject: field?.value.trim() || null,
      recipients: well ? recipientsIn(well) : [],
      thread: inline ? locate(doc)?.thread ?? null : null,
      root,
      draft: null,
    };
  };

  /** @param {Document} doc @returns {Compose[]} */
  const composes = (doc) => {
    const written = (/** @type {Element} */ one) => visible(one) && !one.closest("[id$=_TO], [id$=_CC], [id$=_BCC]");
    return outermost(find(doc, "outlook.editor", written)).map((editor) => composeOf(editor, doc));
  };

  /** @param {Location} place */
  const hosts = (place) => HOSTS.test(place.hostname);

  return { app: "outlook", signs: `${BODIES}, [id$=_SUBJECT], [id$=_FROM]`, hosts, read, composes, peek };
})();
