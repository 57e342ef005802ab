"""What went wrong as one draft says it: the words that say it best, and nothing twice.

A mail often tells the same in several ways: in a clause of its own, as an event that one knows, in
what it asks, in what hangs on it. One of them is what one is sorry for; the others fall silent.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeAlias

from helper.contracts import CALM, Reading
from helper.replying.understanding.facts import Slots
from helper.replying.understanding.forms import Understood
from helper.replying.understanding.lengths import is_a_note, is_post, is_short
from helper.replying.understanding.matters import About
from helper.replying.understanding.signs import laments
from helper.replying.understanding.telling import tell
from helper.rulebook.replying import ReplyingRules
from helper.text import meant

Pick: TypeAlias = Callable[[Sequence[str]], str]
"""Which of several ways to say what went wrong."""
_SAME = 3
"""A quote repeats another if one in so many of its words with meaning stands in that one."""
_AS_IT_STANDS = frozenset({"cited", "told"})
"""A clause that is said back whole."""
_TOLD = frozenset({"rest", "wrong", "cited", "told"})
"""What the mail says of what happened."""
_ASKED = frozenset({"know", "deed", "doing", "order", "gift"})
_MOCKED = _ASKED | {"ask", "asked", "quoted", "wrote"}
"""What is not said back of a question that is none."""


def told_once(
    slots: Slots, mail: Understood | None, found: About, pick: Pick, rules: ReplyingRules
) -> Slots:
    """``slots`` with what went wrong said once, as ``wrong`` or as it stands."""
    if mail:
        slots = _worth_saying(slots, mail, found, rules)
    slots = _gone_wrong(slots, mail, found, pick, rules)
    if "wrong" in slots or found.event or found.harm:
        slots = _without({"mentioned"}, slots)  # What went wrong says more than that one read it.
    return _said_once(slots, mail, found, rules)


def _worth_saying(slots: Slots, mail: Understood, found: About, rules: ReplyingRules) -> Slots:
    """Without what its writer knows, asks in scorn, or says by asking."""
    if mail.when.now:  # Who stands and waits knows what happened.
        slots = _without(_TOLD, slots)
    if _mocks(slots, mail, rules):
        slots = _without(_MOCKED, slots)
    if is_post(mail.reading, rules):
        slots = _asked_why(slots, mail)
    slots = _asked_plainly(slots, mail, rules)
    if _says_all_by_asking(slots, mail, rules):
        # What can be reported is more exact than the event that would be told in its place.
        is_best = found.that and rules.telling.reported
        slots = _without({"ailing"} if is_best else _AS_IT_STANDS | {"ailing"}, slots)
    return slots


def _gone_wrong(
    slots: Slots, mail: Understood | None, found: About, pick: Pick, rules: ReplyingRules
) -> Slots:
    """With what one is sorry for: a clause that is clear by itself, else the event one knows."""
    if not (rules.telling.quoted_first and found.harm):
        slots = _in_their_words(slots, rules)
    elif _tells_of_harm(slots.get("cited", ""), found):
        return _without(_AS_IT_STANDS, slots) | {"wrong": slots["cited"]}
    if mail and _is_clear(slots, mail, found, rules):
        slots = {"wrong": slots["told"]} | slots
    if found.that and _gives_way(slots.get("wrong"), found, rules):
        slots = _sorry_for(pick(found.that), slots)
        if found.besides and mail and len(mail.reading.hurts) <= 1:
            slots.setdefault("rest", pick(found.besides))
    return _at_once(slots, mail, rules) if mail and is_short(mail.reading, rules) else slots


def _tells_of_harm(cited: str, found: About) -> bool:
    """Whether a clause is the harm itself: then one is sorry for it in their words, and once."""
    said = meant(cited)
    return bool(said) and 2 * len(said & meant(found.said)) > len(said)


def _said_once(slots: Slots, mail: Understood | None, found: About, rules: ReplyingRules) -> Slots:
    """Without what says the same again."""
    if mail:
        slots = _named_in_asks(slots, mail, rules)
    slots = _quoted_once(_asked_once(_weighed_once(slots), mail, rules))
    # At harm nothing goes before the person.
    return slots if found.harm else slots | _of_topic(slots, rules)


def _without(names: Collection[str], slots: Slots) -> Slots:
    return {name: said for name, said in slots.items() if name not in names}


def _says_all_by_asking(slots: Slots, mail: Understood, rules: ReplyingRules) -> bool:
    """Whether the question that is said back tells what went wrong; a letter has more to tell.

    Where what happened can be reported, only a question that tells of it itself does.
    """
    if mail.need != "answer" or "know" not in slots:
        return False
    if rules.telling.reported and mail.level and not laments(slots["know"], rules):
        return False
    return rules.grammar is None or is_short(mail.reading, rules)


def _gives_way(own: str | None, found: About, rules: ReplyingRules) -> bool:
    """Whether what the mail says went wrong is less sure than the event that was recognized.

    Where a sentence runs on, a clause of it may well tell of something beside the event.
    """
    return own is None or (_may_be_beside(rules) and not _tells(own, found, rules))


def _may_be_beside(rules: ReplyingRules) -> bool:
    """Whether a clause of what happened gives way to an event that it does not tell."""
    return rules.telling.clauses_run_on and not rules.telling.quoted_first


def _mocks(slots: Slots, mail: Understood, rules: ReplyingRules) -> bool:
    """Whether a post tells of trouble, and whether it asks of yes or no beside it is scorn.

    "My order is being prepared since Tuesday. Is the pizza raised from seed?"
    """
    mocks = rules.asking.scorn
    if mocks is None or not mail.level or len(mail.reading.asks) != 1 or "told" not in slots:
        return False
    return _is_a_line(mail.reading, rules) and mocks.search(slots.get("know", "")) is not None


def _is_a_line(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether it is a post that tells but one thing."""
    return not reading.subject and is_a_note(reading, rules)


def _is_letter(reading: Reading, rules: ReplyingRules) -> bool:
    return bool(reading.subject) and not is_short(reading, rules)


def _is_clear(slots: Slots, mail: Understood, found: About, rules: ReplyingRules) -> bool:
    """Whether the clause that is told says more than the event that one knows by itself.

    That of a letter does, which has many, and this is the best; that of a post where it tells of
    that event; else it must have words of trouble. A mere word that was given is not enough: one
    is sorry that it was broken.
    """
    told = slots.get("told", "")
    given = rules.grammar.word_given if rules.grammar else None
    if given and given.search(told):
        return False
    if not told:
        return False
    if _is_a_line(mail.reading, rules):
        return found.is_told_by(told)
    if rules.troubles and rules.troubles.search(told):
        return True
    if rules.grammar is None or not mail.level:
        return False
    return _is_letter(mail.reading, rules) or rules.telling_signs.search(told) is not None


def _asked_plainly(slots: Slots, mail: Understood, rules: ReplyingRules) -> Slots:
    """Without what a post of somebody upset may ask in scorn: said back it would sound like ours.

    Where something is to be mended, the question that is left out is not put off either.
    """
    plainly = rules.asking.plainly
    if plainly is None or mail.reading.subject or not mail.reading.level:
        return slots
    said = slots.get("quoted") or slots.get("wrote")
    if (mail.level == CALM and "wrote" not in slots) or (said and plainly.search(said)):
        return slots
    return _without(_MOCKED - {"asked"} if mail.need == "answer" else _MOCKED, slots)


def _asked_why(slots: Slots, mail: Understood) -> Slots:
    """With the sorry for what a post asks the reason of: "why can't I log in"."""
    if not mail.level or "why" not in slots or "wrong" in slots:
        return slots
    return _without(_MOCKED | _TOLD, slots) | {"wrong": slots["why"]}


def _at_once(slots: Slots, mail: Understood, rules: ReplyingRules) -> Slots:
    """With the sorry for the very clause that tells what happened, which then says it all.

    Where none can be told, the thing itself is the trouble of so few lines.
    """
    is_all = is_a_note(mail.reading, rules) and not (mail.need == "answer" and "know" in slots)
    if mail.level and is_all and "told" in slots:
        slots = {"wrong": slots["told"]} | slots
    if mail.level and "topic" in slots and "ailing" not in slots:
        slots = {"object": slots["topic"]} | slots
    if "wrong" not in slots:
        return slots
    return _without(_AS_IT_STANDS, slots)


def _tells(clause: str, found: About, rules: ReplyingRules) -> bool:
    """Whether a clause tells of what went wrong, or of something else that one knows by itself."""
    narrow = (one for one in rules.events if not one.wide)
    return found.is_told_by(clause) or any(one.find(clause) for one in narrow)


def _named_in_asks(slots: Slots, mail: Understood, rules: ReplyingRules) -> Slots:
    """With the thing itself where who writes a light mail about it asks to move "it"."""
    it, topic = rules.asking.it, slots.get("topic")
    if it is None or not topic or not mail.is_light or not mail.reading.subject:
        return slots
    named = {
        name: it.whole.sub(lambda found: f"{found[1]} {topic}", slots[name])
        for name in _ASKED & slots.keys()
    }
    return slots | named


def _asked_once(slots: Slots, mail: Understood | None, rules: ReplyingRules) -> Slots:
    """Without the thing itself where a plain question that is said back names it."""
    topic = slots.get("topic")
    if rules.named or not topic or not mail or not mail.is_light:
        return slots
    asked = any(topic in slots.get(name, "") for name in ("know", "deed", "quoted", "wrote"))
    return _without({"topic"}, slots) if asked else slots


def _sorry_for(event: str, slots: Slots) -> Slots:
    """With ``event`` as what went wrong, and without a clause of the mail that says so again."""
    again = {"rest"} if meant(slots.get("rest", "")) & meant(event) else set()
    return _without(again, slots) | {"wrong": event}


def _in_their_words(slots: Slots, rules: ReplyingRules) -> Slots:
    """With a quote as what went wrong, where the rules say how and no clause could be told.

    What can be reported is not quoted.
    """
    quoted = rules.telling.quoted
    if not quoted or "cited" not in slots:
        return slots
    said = slots["cited"]
    reported = tell(said, rules) if rules.telling.reported else None
    if "wrong" in slots:
        return _as_people_choose(slots, reported, rules)
    if reported is None and quoted[0] in said:
        return slots  # No quote within a quote.
    return slots | {"wrong": reported or quoted.format(cited=said)}


def _as_people_choose(slots: Slots, reported: str | None, rules: ReplyingRules) -> Slots:
    """With the clause that people would choose instead of the one with most signs of trouble.

    It must hold that one, or be something wrong by itself; the other is then told beside it.
    """
    told = slots["wrong"]
    if reported is None or reported in told:
        return slots
    if told in reported:
        return slots | {"wrong": reported}
    return slots | {"wrong": reported, "rest": told} if rules.wrongs.search(reported) else slots


def _weighed_once(slots: Slots) -> Slots:
    """Without what hangs on it where a clause that is told says so itself."""
    told = meant(" ".join(slots[name] for name in _TOLD & slots.keys()))
    again = meant(slots.get("stake", "")) & told
    return _without({"stake"}, slots) if again else slots


def _quoted_once(slots: Slots) -> Slots:
    """Without a quote of what the sorry is for already."""
    wrong = meant(slots.get("wrong", ""))
    again = {name for name in _AS_IT_STANDS & slots.keys() if _says(meant(slots[name]), wrong)}
    return _without(again, slots)


def _says(told: frozenset[str], wrong: frozenset[str]) -> bool:
    return _SAME * len(told & wrong) >= len(told)


def _of_topic(slots: Slots, rules: ReplyingRules) -> Slots:
    """What went wrong, said of the thing it happened to."""
    wrong, topic = slots.get("wrong"), slots.get("topic")
    if not (rules.telling.of_topic and wrong and topic) or topic in wrong:
        return {}
    if 2 * len(meant(topic) & meant(wrong)) >= len(meant(topic)):
        return {}  # It speaks of that thing itself, in other words.
    return {"wrong": rules.telling.of_topic.format(topic=topic, told=wrong)}
