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
  const { visible, find, only, outermost, clean, addresses, person, said, plain, message: words, around } = aizuchi.page;
  const EDITORS = "[g_editable=true]";
  const BODIES = ".a3s";
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
    const [body = null, second] = outermost(find(message, "gmail.body", shown));
    return second || !body?.textContent?.trim() && !body?.querySelector("img") ? null : body;
  };

  /** @param {Element} message */
  const itemOf = (message) => {
    const item = message.closest(aizuchi.selectors.gmail.item[0][0]);
    return item && messagesIn(item).length === 1 ? item : message;
  };

  /** @param {Element} message */
  const expanded = (message) => {
    const item = itemOf(message);
    const folded = item.matches(".kv") || item.getAttribute("aria-expanded") === "false";
    return !folded && visible(message) && bodyOf(message) !== null;
  };

  /** @param {ParentNode} root @returns {HTMLElement[]} */
  const messagesIn = (root) => outermost(find(root, "gmail.message", (one) => !one.closest(BODIES)));

  /** @param {Element} region @returns {HTMLElement[]} */
  const subjectsIn = (region) => head("subject", region).filter(visible);

  /** @param {Element|null} heading */
  const subjectOf = (heading) => (heading ? clean(said(heading)) : null);

  /**
   * Where a conversation is open. Of two the tab's title names the right one, or nothing does.
   * Only a page without any region (a pop-out) is taken as a whole.
   * @param {Document} doc @returns {Element|null}
   */
  const regionOf = (doc) => {
    const regions = find(doc, "gmail.region");
    const open = (regions.length ? regions : [doc.body]).filter((one) => visible(one) && messagesIn(one).some(expanded));
    const inner = open.filter((one) => !open.some((two) => two !== one && one.contains(two)));
    const named = inner.filter((one) => subjectsIn(one).some((h) => doc.title.startsWith(`${subjectOf(h)} - `)));
    return (inner.length > 1 ? (named.length === 1 ? named[0] : null) : inner[0]) ?? null;
  };

  /** The heading over a message: the nearest box around both holds just one. @param {Element} message @param {Element} region */
  const headingOf = (message, region) => {
    for (let box = message.parentElement; box; box = box === region ? null : box.parentElement) {
      const found = subjectsIn(box);
      if (found.length) return found.length === 1 ? found[0] : null;
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
    idIn(heading, "data-legacy-thread-id", HEX) ?? idIn(heading, "data-thread-perm-id", /^thread-[af]:/) ??
    logged(body?.closest("[jslog]")?.getAttribute("jslog") ?? "");

  /** From Gmail's own click log: `…; 1:<base64 of ["#thread-f:…"]>; …`. @param {string} log */
  const logged = (log) => {
    try {
      const [, code = ""] = /; 1:([\w+/=-]+)/.exec(log) ?? [];
      return /#(thread-[af]:[\w-]+)/.exec(atob(code.replace(/-/g, "+").replace(/_/g, "/")))?.[1] ?? null;
    } catch {
      return null;
    }
  };

  /** @param {Element|null} message */
  const idOf = (message) =>
    idIn(message, "data-legacy-message-id", HEX) ?? idIn(message, "data-message-id", /^(msg-|[0-9a-f]{10})/);

  /** The tab's title names the mailbox; the account button must not contradict it. @param {Document} doc */
  const accountOf = (doc) => {
    const buttons = head("account", doc.body).filter((one) => !one.closest("[role=main]"))
      .flatMap((one) => addresses(one.getAttribute("aria-label")?.toLowerCase()));
    const titled = doc.title.toLowerCase().split(" - ").slice(1).findLast((word) => addresses(word)[0] === word.trim())?.trim();
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

  /** @param {Element} message @returns {Person} */
  const senderOf = (message) => {
    const shown = head("sender", message).map((one) => {
      const [address = null] = addresses(one.getAttribute("email") ?? one.getAttribute("data-hovercard-id"));
      const name = clean(one.getAttribute("name") ?? one.getAttribute("data-name") ?? said(one));
      return { name: name && !addresses(name).length ? name : null, address };
    });
    const address = only(shown.map((one) => one.address));
    return address ? behindGroup({ name: only(shown.map((one) => one.name)), address }) : { name: null, address: null };
  };

  /** @param {Element} message */
  const receivedOf = (message) =>
    only(head("received", message).map((one) => clean(one.getAttribute("title") || one.getAttribute("alt"))));

  /** @param {Element} message @param {string|null} account */
  const isMine = (message, account) => {
    const to = head("recipients", message).map((one) => one.getAttribute("email")?.toLowerCase());
    const toMyself = to.length > 0 && to.every((one) => one === account);
    return account !== null && senderOf(message).address?.toLowerCase() === account && !toMyself;
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
        const from = senderOf(inner).address ? senderOf(inner) : senderOf(one);
        const mine = account !== null && from.address?.toLowerCase() === account;
        return { text: (body && words(body, [])) ?? "", from, received: receivedOf(inner) ?? receivedOf(one), mine };
      })
      .filter((one) => one.from.address || one.from.name);

  /** @param {Document} doc @returns {Open|null} */
  const read = (doc) => {
    const found = locate(doc);
    if (!found) return null;
    const { region, account, message, own, heading, body } = found;
    const earlier = earlierIn(region, message, account);
    const party = [account, ...head("recipients", message).flatMap((one) => [one.getAttribute("email"), one.getAttribute("name")])];
    const thread = threadOf(heading, body);
    return {
      thread,
      message: idOf(message),
      subject: subjectOf(heading),
      sender: senderOf(message).address || senderOf(message).name ? senderOf(message) : senderOf(itemOf(message)),
      received: receivedOf(message) ?? receivedOf(itemOf(message)),
      clipped: body !== null && find(body, "gmail.clipped").length > 0,
      html: body?.innerHTML ?? null,
      text: body && words(body, /** @type {string[]} */ (party.filter(Boolean))),
      account,
      mine: own.includes(message),
      own: own.map((one) => ({
        message: idOf(one), received: receivedOf(one), text: plain(/** @type {Element} */ (bodyOf(one)), { skip: NOT_MINE }),
      })),
      earlier,
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
    const headings = head("subject", region);
    return headings.length === 1 ? threadOf(headings[0] ?? null, null) : null;
  };

  /** @param {HTMLElement} editor @param {Document} doc @returns {Compose} */
  const composeOf = (editor, doc) => {
    const boxes = around(editor, `${EDITORS}, ${BODIES}`);
    const inBoxes = (/** @type {string} */ name) => boxes.map((box) => find(box, `gmail.${name}`)).find((all) => all.length) ?? [];
    const value = (/** @type {string} */ name) =>
      only(inBoxes(name).map((one) => /** @type {HTMLInputElement} */ (one).value.trim() || null));
    const sends = inBoxes("send");
    const send = sends.length === 1 ? sends[0] ?? null : null;
    return {
      editor,
      send,
      subject: value("composeSubject"),
      recipients: inBoxes("composeTo").flatMap(recipientsOf),
      thread: threadFor(doc, value("repliesTo"), editor),
      root: boxes.find((box) => send && box.contains(send)) ?? editor,
      draft: value("draft"),
    };
  };

  /** @param {Document} doc @returns {Compose[]} */
  const composes = (doc) =>
    outermost(find(doc, "gmail.editor", visible)).map((editor) => composeOf(editor, doc));

  /** @param {Location} place */
  const hosts = (place) => place.hostname === "mail.google.com";

  return { app: "gmail", signs: `${BODIES}, h2`, hosts, read, composes, peek };
})();
