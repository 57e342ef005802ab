from __future__ import annotations

import pytest

from helper.contracts import Mail
from helper.reading.cues import find, weigh
from helper.reading.frustration import judge, unmoved
from helper.reading.polarity import polarity
from helper.reading.reader import read
from helper.rulebook import Rulebook
from helper.rulebook.reading import ReadingRules
from tests.reading.labelled import reading

NEUTRAL_FOR_TEXTBLOB = [
    "I've been waiting three weeks and nobody has answered.",
    "This is the fifth time I'm writing about the same invoice.",
    "I was charged twice this month and nobody has replied in three days. Fix this today.",
    "I still can't log in. I followed your steps twice.",
    "If this isn't resolved today I'll take my business elsewhere",
    "Kindly explain why my account was locked again.",
    "This is the third time I have written.",
    "Still no reply. I have been waiting two weeks.",
    "Per my last email, please advise.",
    "WHERE IS MY ORDER???",
    "I want to speak to your manager or my lawyer",
    "Great, another broken update. Thanks a lot.",
    "@skyvale two hours on the tarmac, no water, no word.",
    "Eight months. EIGHT. And not one line from you.",
    "Did you even run this before you sent it to us?",
    "I love how you fixed what nobody minded.",
    "I'm done. Delete my account.",
    "@skyvale been on hold 1hr 52 min and nobody picks up",
    "3 flights this month, 3 delays. Starting to see a pattern.",
    "is this how u treat people who trusted u with their savings",
    "you dont answer and it still doesnt work",
    "This fuccin app ate my order",
    "Which genius decided that success on failure is okay?",
    "I've had it up to here with the printer",
    "Not even an apology.",
    "You must be proud. A dead man gets a late fee.",
    "How is that even allowed? I have paid for nothing.",
    "They just pass the buck and hide behind their terms.",
    "So your answer to lost data is to print a message. Brilliant. Just brilliant.",
    "I just told you. Am I talking to a robot?",
    "I would not recommend this bank to anyone.",
]

CALM = [
    "How often should I oil the hinge?",
    "Thank you for all your hard work.",
    "Our server crashed and killed 300 processes, restarted it, all fine now.",
    "The build failed with a fatal error in step 3. The log is attached.",
    "We had to close the shop because of the storm. Deliveries start again on Monday.",
    "Sorry, my mistake: I had used the wrong password.",
    "ok",
    "Received. Paid today.",
    "No rush, but could you tell me when the invoice is due?",
    "I am not angry at all, just curious how the export works.",
    "That was not a problem, it was no trouble at all.",
    "The kill switch on the pump works.",
    "The garbage collector aborts the scan, so the dead socket is never freed.",
    "I can't wait for the workshop, we're all excited!!",
    "It used to be a mill, now it is our office.",
    "Why a new option? If the default is bad, change the default.",
    "Could you please send me the March invoice?",
    "Ah, I see, I was on the wrong tab.",
    "I expect to be back in March.",
    "The untested branch is only for experiments.",
    "No compensation is necessary, these things happen.",
    "I have my card and am satisfied. No further response is needed.",
    "You must be proud of your daughter!",
    "Care to explain how the lens works? I'm writing an article.",
    "The back-off timer expires after five milliseconds.",
    "I keep calling it a sofa, but it's a chaise longue.",
    "Unfortunately this breaks the build on arm64, the log is below.",
]


@pytest.fixture
def rules(book: Rulebook) -> ReadingRules:
    """The English rules of the room."""
    return book.reading["en"]


@pytest.mark.parametrize("text", NEUTRAL_FOR_TEXTBLOB)
def test_frustration_without_negative_words_is_seen(book: Rulebook, text: str) -> None:
    """B04: sentences a sentiment lexicon calls neutral or kind are level 2 at least."""
    assert (reading(book, text).level or 0) >= 2


@pytest.mark.parametrize("text", CALM)
def test_bad_news_and_technical_words_are_not_frustration(book: Rulebook, text: str) -> None:
    """B04: a calm writer stays at 0, whatever the words sound like."""
    assert reading(book, text).level == 0


@pytest.mark.parametrize(
    ("mild", "strong"),
    [
        ("My order is late.", "My order is late again and nobody answers."),
        ("Please call me.", "Please call me NOW!!!"),
        ("You said it would be ready.", "You promised twice it would be ready. My lawyer knows."),
        ("I am unhappy.", "I am extremely unhappy and will cancel my contract immediately."),
        ("Nice update.", "Oh great, another update that deletes my files."),
    ],
)
def test_more_cues_mean_a_higher_score(book: Rulebook, mild: str, strong: str) -> None:
    """B04: each added hurt, threat or shout raises the score."""
    assert (reading(book, mild).score or 0) < (reading(book, strong).score or 0)


@pytest.mark.parametrize(
    ("plain", "negated"),
    [
        ("I am angry.", "I am not angry."),
        ("I am very disappointed.", "I am not at all disappointed."),
        ("That is a problem.", "That is not a problem."),
        ("It is urgent.", "It is not urgent."),
    ],
)
def test_not_takes_a_cue_back(book: Rulebook, plain: str, negated: str) -> None:
    """B04: "not angry" is no anger."""
    assert (reading(book, negated).score or 0) < (reading(book, plain).score or 0)
    assert reading(book, negated).evidence == ()


def test_removing_the_evidence_lowers_the_score(book: Rulebook) -> None:
    """Evidence is the reason, not decoration: without its words the score falls, each time."""
    text = (
        "I have been waiting for three weeks. You promised a call on Monday. "
        "This is ridiculous, and I want my money back."
    )
    before = reading(book, text)
    assert len(before.evidence) >= 4
    for one in before.evidence:
        without = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
        assert (reading(book, without).score or 0) < (before.score or 0), one.text


def test_small_words_are_no_evidence(book: Rulebook) -> None:
    """B03: words are shown that tell the user something; "I have" does not."""
    text = "this is the third time I am writing about the export, and nobody has answered."
    found = reading(book, f"{text} I have been waiting for two weeks. Can you tell me when?")
    small = {"i", "have", "this", "what", "about", "when", "can"}
    assert all(set(one.text.lower().split()) - small for one in found.evidence)
    assert len(found.evidence) >= 3


def test_a_name_behind_an_at_is_no_evidence(book: Rulebook) -> None:
    """B04: whom a post is addressed to tells nothing of its writer."""
    shown = reading(
        book, "@skyvale now what? @skyvale told us to wait, then @skyvale left."
    ).evidence
    assert not any(one.text.strip("., ") == "@skyvale" for one in shown)


def test_kind_words_do_not_undo_a_wait(book: Rulebook) -> None:
    """B04: who waits and is polite about it is uneasy; who is only polite is calm."""
    polite = "Could you look into this? Many thanks, Anna"
    assert reading(book, polite).level == 0
    assert reading(book, f"We have been waiting for three weeks. {polite}").level in {1, 2}


def test_cold_facts_are_frustrated_too(book: Rulebook) -> None:
    """B04: who counts without a loud word what does not work is frustrated, not merely uneasy."""
    text = (
        "The lift has stood still since Friday and we're on the fifth floor with a pram. The "
        "notice says a mechanic is informed. When will it run again?"
    )
    assert read(Mail(text=text, subject="Lift"), book).level == 2


def test_what_stays_below_a_level_keeps_its_order(book: Rulebook) -> None:
    """B04: of two mails at one level the more uneasy one has the higher score."""
    wrong = "Since the update the page shows my old address again. I changed it twice, and it jumps"
    ask = "Could you set it for me? Thank you, Ravi"
    text = f"{wrong} back. {ask}"
    more = f"{wrong} back. Now a letter has gone to the old flat, too. {ask}"
    less, much = (read(Mail(text=one, subject="Our order"), book) for one in (text, more))
    assert less.level == much.level == 1
    assert (less.score or 0) < (much.score or 0)


def test_the_last_turn_of_a_chat_counts_more(book: Rulebook) -> None:
    """A talk that ends well went better than the same one told from its end."""
    good, bad = "It works now, thank you so much", "It still fails and nobody answers me"
    ends_well, ends_badly = reading(book, f"{bad}\n{good}"), reading(book, f"{good}\n{bad}")
    assert (ends_well.score or 0) < (ends_badly.score or 0)


def test_a_small_wrong_told_kindly_is_unease(book: Rulebook) -> None:
    """B04: kind words around it do not make a mail calm; it is no more than unease either."""
    text = (
        "Hello, since the update the page shows my old address again. I changed it twice, and it "
        "jumps back. Could you set it for me? Thank you and best wishes, Ravi"
    )
    assert read(Mail(text=text, subject="Our order"), book).level == 1


@pytest.mark.parametrize(
    "text",
    [
        "The new POS in our shop is a dream to use, thank you!",
        "I feel quite stupid. What does the second light mean?",
        "Could you please stop sending the paper copy? And is the fee still the same?",
    ],
)
def test_harsh_words_about_oneself_and_polite_requests_are_no_cue(
    book: Rulebook, text: str
) -> None:
    """B04: "stupid" is no insult of who feels it, a till no curse, "stop" no threat."""
    told = {one.family for one in reading(book, text).evidence}
    assert told.isdisjoint({"swearing", "ultimatum", "repetition"})


def test_a_mail_without_blank_lines_is_no_chat(rules: ReadingRules) -> None:
    """What has a subject ends with a greeting, which does not tell how it went."""
    text = "The page says Monday, the letter Tuesday.\nMany thanks for all your kind help, Ravi"
    mail, chat = judge(text, rules, "en", titled=True), judge(text, rules, "en")
    assert mail.score > chat.score


def test_shares_of_the_evidence_add_up(book: Rulebook) -> None:
    """Each weight is a share of what moved the level; the strongest stands first."""
    weights = [one.weight for one in reading(book, NEUTRAL_FOR_TEXTBLOB[2]).evidence]
    assert sum(weights) == pytest.approx(1, abs=0.01)
    assert weights == sorted(weights, reverse=True)


def test_words_count_once(rules: ReadingRules) -> None:
    """Two cues over the same words do not count them twice."""
    hits = weigh(find("This is really not acceptable.", rules), rules)
    assert len([hit for hit in hits if hit.points > 0]) == 1


def test_a_family_weighs_at_most_its_cap(rules: ReadingRules) -> None:
    """Saying the same thing ten times is not ten times as frustrated."""
    hits = weigh(find("That makes me angry. " * 10, rules), rules)
    assert sum(hit.points for hit in hits) <= rules.families["feeling"].cap


def test_praise_is_silent_beside_sarcasm(rules: ReadingRules) -> None:
    """Field 3.1: "Keep up the good work" after "Oh great, another" calms nothing."""
    text = "Oh great, another update that deletes my files. Keep up the good work."
    assert not any(hit.points < 0 for hit in weigh(find(text, rules), rules))


def test_textblob_alone_moves_no_level(book: Rulebook) -> None:
    """Field 3.1: its lexicon is one weak feature; a level needs words that explain it."""
    text = "The red colour is sick and the green is vile, says the dull catalogue of evil kings."
    assert polarity(text, "en") < 0
    found = reading(book, text)
    assert found.level == 0 or found.evidence


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("I don't understand this invoice. What does line 3 mean?", "not_knowing"),
        ("The app does not load and I can't open my files.", "blocked"),
        ("You promised to call and you lied to me.", "mistreated"),
        ("Thank you, it arrived.", None),
    ],
)
def test_the_cause_is_told(book: Rulebook, text: str, cause: str | None) -> None:
    """B03, 000:65: does not know, cannot do, or feels mistreated."""
    assert reading(book, text).cause == cause


def test_hurts_are_distinct_and_ordered(book: Rulebook) -> None:
    """B33: one sorry for each distinct hurt, the strongest first; calm mail has none."""
    found = reading(book, "I have been waiting three weeks. I was charged twice. Nobody answers.")
    assert set(found.hurts) == {"waiting", "money_lost", "ignored"}
    assert reading(book, "Where can I find the form?").hurts == ()


def test_short_mail_is_less_sure(rules: ReadingRules) -> None:
    """Confidence is low where there is little to go by."""
    short = judge("ok", rules, "en")
    long = judge("The parcel came this morning, thank you, all of it is as ordered.", rules, "en")
    assert short.confidence < 0.6 < long.confidence <= 1


def test_many_grievances_alone_are_not_the_end_of_the_rope(book: Rulebook) -> None:
    """B03: level 4 needs words of leaving, of a lawyer, of a boss or of giving up."""
    angry = (
        "This is the fourth time I write. I have been waiting five weeks, nobody answers, you "
        "promised a call and lied to me, I am furious, this is unacceptable and ridiculous."
    )
    assert reading(book, angry).level == 3
    assert reading(book, f"{angry} My lawyer will write to you next.").level == 4


def test_machines_do_not_feel(rules: ReadingRules) -> None:
    """B01: what no customer wrote has level 0 and no evidence."""
    found = unmoved(rules)
    assert (found.level, found.evidence, found.cause) == (0, (), None)


@pytest.mark.parametrize(
    "text",
    [
        "Your heater caught fire last night.",
        "My daughter broke her arm on your swing.",
        "The kettle gave me an electric shock.",
        "The nurse was rough with my mother, she has bruises on both arms.",
        "昨晚你们的取暖器着火了。",
        "昨夜、御社のヒーターから火が出ました。",
    ],
)
def test_danger_is_never_calm(book: Rulebook, text: str) -> None:
    """003:15: fire and injury by what is ours need care, however plainly they are told."""
    found = reading(book, text)
    assert (found.level or 0) >= 2
    assert found.cause == "mistreated"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Moving out",
            (
                "We're moving out after nine bad months: burglary, flood, a fire next door. None "
                "of it was your doing. Which keys do you want back?"
            ),
        ),
        (
            "Insurance after the burglary",
            (
                "Thieves emptied the shop on Sunday, I'm still shaking and furious with them. What "
                "does our policy cover, and whom do I send the police report to?"
            ),
        ),
        (
            "Ending the lease early",
            (
                "My husband has left us and I can't afford the flat alone, it's a terrible time. "
                "What notice do I have to give?"
            ),
        ),
    ],
)
def test_who_had_bad_luck_elsewhere_is_not_upset_with_us(
    book: Rulebook, subject: str, text: str
) -> None:
    """A mail that holds nothing against us is no mail of somebody frustrated, however sad."""
    assert (reading(book, text, subject=subject).level or 0) < 2


@pytest.mark.parametrize(
    "text",
    [
        "My son's bike arrived with one pedal.",
        "Your courier left the parcel in the rain.",
        "There's a scratch on the table you delivered on Monday.",
    ],
)
def test_damage_needs_no_word_of_complaint(book: Rulebook, text: str) -> None:
    """001:7: who reports it has been let down, and a reply says sorry for it."""
    assert reading(book, text).level == 1


@pytest.mark.parametrize(
    "text",
    [
        "Is the toy safe, could it catch fire?",
        "Broke my arm skiing, could we move the appointment?",
        "We had a fire drill this morning, could you call at 3?",
        "请明天上午把合同发给我。",
        "空气炸锅收到了，请问有没有配套的烤盘？",
        "骨折したので予約を変更したいです。",
    ],
)
def test_danger_elsewhere_and_a_plain_request_are_calm(book: Rulebook, text: str) -> None:
    """004:19: what did not come from us, or has not happened, frustrates nobody."""
    assert reading(book, text).level == 0
