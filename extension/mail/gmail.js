"use strict";
/*
 * Gmail: what is open, and what is being written. Other threads are hidden in the page, so all
 * starts from the one visible region. A value two places disagree on is null: a wrong name is
 * worse than none.
 *
 * Read is the last expanded message that someone else wrote; where all are the user's own, the
 * last of them, marked `mine`. A mail to oneself counts as received.
 */

aizuchi.gmail = (() => {
  const { visible, chain, find, sole, only, outermost, clean, addresses, person, said, plain, message: words, around } = aizuchi.page;
  const EDITORS = "[g_editable=true]";
  const BODIES = ".a3s, .ii.gt";
  const NOT_MINE = "[class*=gmail_signature], [class*=gmail_quote]";
  const HEX = /^[0-9a-f]{10,}$/i;

  /** @param {string} name @param {Element} scope @returns {HTMLElement[]}  never from mail content */
  const head = (name, scope) => {
    const outside = (/** @type {HTMLElement} */ one) => !one.closest(`${BODIES}, [contenteditable=true]`);
    return find(scope, `gmail.${name}`, outside);
  };

  /** @param {Element} message  null when collapsed, unloaded, a draft */
  const bodyOf = (message) => {
    const shown = (/** @type {HTMLElement} */ one) => visible(one) && !one.closest("[contenteditable=true]");
    return message.matches(BODIES) ? message : sole(outermost(find(message, "gmail.body", shown)));
  };

  /** @param {Element} message */
  const itemOf = (message) => {
    const item = message.closest(`${chain("gmail.item")}`);
    return item && messagesIn(item).length === 1 ? item : message;
  };

  /** @param {Element} message */
  const expanded = (message) => {
    const item = itemOf(message);
    const folded = item.matches(".kv") || item.getAttribute("aria-expanded") === "false";
    return !folded && visible(message) && bodyOf(message) !== null;
  };

  /** @param {ParentNode} root @returns {HTMLElement[]} */
  const messagesIn = (root) => outermost(find(root, "gmail.message", (one) => !one.parentElement?.closest(BODIES)));

  /** @param {Element} region @returns {HTMLElement[]} */
  const subjectsIn = (region) => head("subject", region).filter(visible);

  /** @param {Element|null} heading */
  const subjectOf = (heading) => (heading ? clean(said(heading)) : null);

  /**
   * Where a conversation is open. Of two the tab's title names the right one, or nothing does.
   * @param {Document} doc @returns {Element|null}
   */
  const regionOf = (doc) => {
    const open = outermost(find(doc, "gmail.region", (one) => visible(one) && messagesIn(one).some(expanded)));
    const named = open.filter((one) => subjectsIn(one).some((h) => doc.title.startsWith(`${subjectOf(h)} - `)));
    return sole(open.length > 1 ? named : open);
  };

  /** The heading over a message: the nearest box around both holds just one. @param {Element} message @param {Element} region */
  const headingOf = (message, region) => {
    for (let box = message.parentElement; box; box = box === region ? null : box.parentElement) {
      const found = subjectsIn(box);
      if (found.length) return sole(found);
    }
    return null;
  };

  /** @param {Element|null} one @param {string} name  of an attribute @param {RegExp} form */
  const idIn = (one, name, form) => {
    const value = (one?.getAttribute(name) ?? "").replace(/^#/, "");
    return form.test(value) ? value : null;
  };

  /** @param {Element|null} heading @param {Element|null} body @returns {string|null} */
  const threadOf = (heading, body) =>
    idIn(heading, "data-legacy-thread-id", HEX) ?? idIn(heading, "data-thread-perm-id", /^thread-[af]:/) ?? logged(body, 1);

  /** @param {Element} message */
  const idOf = (message) =>
    idIn(message, "data-legacy-message-id", HEX) ?? idIn(message, "data-message-id", /^(msg-|[0-9a-f]{10})/) ?? logged(bodyOf(message), 4);

  /** From Gmail's own click log: `…; 1:<base64 of ["#thread-f:…"]>; 4:<… ["#msg-f:…"]>`. @param {Element|null} body @param {number} place */
  const logged = (body, place) => {
    const log = body?.closest(".ii[jslog]")?.getAttribute("jslog") ?? "";
    const [, code = ""] = RegExp(`; ${place}:([\\w+/=-]+)`).exec(log) ?? [];
    try {
      return /#((?:thread|msg)-[af]:[\w-]+)/.exec(atob(code.replace(/-/g, "+").replace(/_/g, "/")))?.[1] ?? null;
    } catch {
      return null;
    }
  };

  /** The tab's title names the mailbox; the account button must not contradict it. @param {Document} doc */
  const accountOf = (doc) => {
    const buttons = head("account", doc.body).map((one) => clean(one.ariaLabel)?.toLowerCase())
      .flatMap((label) => (label?.match(/[)）]$/) ? addresses(label.replace(/[（）]/g, " ")) : []));
    const titled = doc.title.toLowerCase().split(" - ").slice(1, -1).findLast((word) => addresses(word)[0] === word.trim())?.trim();
    return !titled ? only(buttons) : !buttons.length || buttons.includes(titled) ? titled : null;
  };

  /**
   * "'Dana' via support <support@…>": a group's address is not Dana's.
   * @param {Person} shown @returns {Person}
   */
  const behindGroup = ({ name, address }) => {
    const [, quoted, group] = /^'(.+)' \S+ (.+)$/.exec(name ?? "") ?? /^(.+) via (.+)$/.exec(name ?? "") ?? [];
    return quoted && group ? { name: quoted, address: null } : { name, address };
  };

  /** In the message, or else in the item around it alone. @param {string} name @param {Element} message */
  const above = (name, message) => [message, itemOf(message)].map((one) => head(name, one)).find((all) => all.length) ?? [];

  /** @param {Element} message @returns {Person|null} */
  const senderOf = (message) => {
    const shown = above("sender", message).map((one) => {
      const [address = null] = addresses(one.getAttribute("email") ?? one.getAttribute("data-hovercard-id"));
      const name = clean(one.getAttribute("name") ?? one.getAttribute("data-name") ?? said(one));
      return { name: name && !addresses(name).length ? name : null, address };
    });
    const address = only(shown.map((one) => one.address));
    return address ? behindGroup({ name: only(shown.map((one) => one.name)), address }) : null;
  };

  /** @param {Element} message */
  const receivedOf = (message) =>
    only(above("received", message).map((one) => clean(one.getAttribute("title") || one.getAttribute("alt"))));

  /** @param {Element} message @param {string|null} account */
  const isMine = (message, account) => {
    const to = head("recipients", message).map((one) => one.getAttribute("email")?.toLowerCase());
    const toMyself = to.length > 0 && to.every((one) => one === account);
    return account !== null && senderOf(message)?.address?.toLowerCase() === account && !toMyself;
  };

  /** @param {Document} doc */
  const locate = (doc) => {
    const region = doc.body && regionOf(doc);
    if (!region) return null;
    const account = accountOf(doc);
    const all = messagesIn(region).filter(expanded);
    const own = all.filter((one) => isMine(one, account));
    const message = all.findLast((one) => !own.includes(one)) ?? /** @type {HTMLElement} */ (all.at(-1));
    return { region, account, message, own, heading: headingOf(message, region), body: bodyOf(message) };
  };

  /** Every message above, also folded ones. @param {Element} region @param {Element} message @param {string|null} account */
  const earlierIn = (region, message, account) =>
    outermost([...region.querySelectorAll(".kv, .h7, .adn")])
      .filter((one) => !one.contains(message) && one.compareDocumentPosition(message) & 4)
      .map((one) => {
        const [inner = one] = messagesIn(one).filter(expanded);
        const body = expanded(inner) ? bodyOf(inner) : null;
        const from = senderOf(inner);
        const mine = account !== null && from?.address?.toLowerCase() === account;
        return { text: (body && words(body, [])) ?? "", from, received: receivedOf(inner), mine };
      })
      .filter((one) => one.from);

  /** @param {Document} doc @returns {Open|null} */
  const read = (doc) => {
    const found = locate(doc);
    if (!found) return null;
    const { region, account, message, own, heading, body } = found;
    const party = [account, ...head("recipients", message).flatMap((one) => [one.getAttribute("email"), one.getAttribute("name")])];
    return {
      thread: threadOf(heading, body),
      message: idOf(message),
      subject: subjectOf(heading),
      sender: senderOf(message) ?? { name: null, address: null },
      received: receivedOf(message),
      clipped: body !== null && find(body, "gmail.clipped").length > 0,
      html: body?.innerHTML ?? null,
      text: body && words(body, /** @type {string[]} */ (party.filter(Boolean))),
      account,
      mine: own.includes(message),
      own: own.map((one) => ({
        message: idOf(one), received: receivedOf(one), text: plain(/** @type {Element} */ (bodyOf(one)), { skip: NOT_MINE }),
      })),
      earlier: earlierIn(region, message, account),
      anchor: heading,
    };
  };

  /** @param {Document} doc */
  const peek = (doc) => {
    const found = locate(doc);
    return found && [threadOf(found.heading, found.body), idOf(found.message), found.body?.textContent?.length, found.own.length].join();
  };

  /** @param {HTMLElement} chip @returns {Person[]} */
  const recipientsOf = (chip) => {
    if (!("value" in chip)) {
      const [address = null] = addresses(chip.getAttribute("data-hovercard-id") ?? chip.getAttribute("email"));
      const name = clean(chip.getAttribute("data-name") ?? "");
      return [{ name: name === address ? null : name, address: address ?? addresses(name)[0] ?? null }];
    }
    const written = /** @type {HTMLInputElement} */ (chip).value.split(/[,;](?=(?:[^"]*"[^"]*")*[^"]*$)/);
    return written.filter((one) => addresses(one).length).map(person);
  };

  /** The thread a compose belongs to: that of the message it replies to. @param {Document} doc @param {string|null} id @param {HTMLElement} editor */
  const threadFor = (doc, id, editor) => {
    const target = id && messagesIn(doc).find((one) =>
      ["data-legacy-message-id", "data-message-id"].some((name) => idIn(one, name, /./) === id.replace(/^#/, "")));
    const inside = target || messagesIn(doc).findLast((one) => one.compareDocumentPosition(editor) & 4);
    const region = inside?.closest("[role=main]");
    if (!inside || !region || (!target && !region.contains(editor))) return null;
    return threadOf(sole(head("subject", region)), null);
  };

  /** @param {HTMLElement} editor @param {Document} doc @returns {Compose} */
  const composeOf = (editor, doc) => {
    const { all, send, root } = around("gmail", editor, `${EDITORS}, ${BODIES}`);
    const value = (/** @type {string} */ name) =>
      only(all(name).map((one) => /** @type {HTMLInputElement} */ (one).value.trim() || null));
    return {
      editor,
      send,
      subject: value("composeSubject"),
      recipients: all("composeTo").flatMap(recipientsOf),
      thread: threadFor(doc, value("repliesTo"), editor),
      root,
      draft: value("draft"),
    };
  };

  /** @param {Document} doc @returns {Compose[]} */
  const composes = (doc) =>
    outermost(find(doc, "gmail.editor", visible)).map((editor) => composeOf(editor, doc));

  /** @param {Location} place */
  const hosts = (place) => place.hostname === "mail.google.com";

  return { app: "gmail", signs: ".a3s, h2", hosts, read, composes, peek };
})();
