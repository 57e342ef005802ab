from __future__ import annotations

import pytest

from helper.reading.mixed import by_language
from helper.rulebook import Rulebook
from tests.reading.labelled import reading

ANGRY_EN = "I have been waiting for six weeks and nobody has answered my three emails."
CALM_EN = "The parts arrived yesterday and everything fits, thank you very much."
ANGRY_ZH = "我已经等了六个星期，投诉了三次，你们根本没人理我，太过分了！"
CALM_ZH = "零件昨天收到了，一切都很好，谢谢。"
ANGRY_JA = "もう三回も連絡しているのに、六週間も返事がありません。いい加減にしてください。"
CALM_JA = "部品は昨日届きました。ありがとうございます。"
GERMAN = "Die Teile sind noch nicht da und ich weiß nicht, wann sie kommen werden."


@pytest.mark.parametrize(
    ("calm", "angry", "alone"),
    [
        (CALM_EN, ANGRY_ZH, "zh"),
        (CALM_EN, ANGRY_JA, "ja"),
        (CALM_ZH, ANGRY_EN, "en"),
        (CALM_JA, ANGRY_EN, "en"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_angrier_language_is_heard(
    book: Rulebook, calm: str, angry: str, alone: str, *, turned: bool
) -> None:
    """B12: frustration told in one language is not hidden by courtesy in the other."""
    assert reading(book, angry).language == alone
    text = "\n\n".join([angry, calm] if turned else [calm, angry])
    found = reading(book, text)
    assert (found.level or 0) >= max(2, (reading(book, angry).level or 0) - 1)
    assert any(item.text in angry for item in found.evidence)
    for item in found.evidence:
        assert text[item.start : item.end] == item.text


def test_asks_of_all_languages_are_found(book: Rulebook) -> None:
    """B05, B12: who asks twice in two languages may ask two things."""
    text = "Could you send me the invoice for March?\n\n请告诉我什么时候发货？"
    assert {ask.text for ask in reading(book, text).asks} == {
        "Could you send me the invoice for March?",
        "请告诉我什么时候发货？",
    }


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        f"{GERMAN} {GERMAN}",
        "Где мой заказ? Я жду.",
        "wo de dingdan hai mei dao, deng le san zhou le",
        "Sumimasen, nimotsu ga mada todokimasen. Itsu todokimasu ka?",
    ],
)
def test_a_language_without_rules_is_not_judged(book: Rulebook, text: str) -> None:
    """B12: wholly unsupported is "not supported", never a guess."""
    found = reading(book, text)
    assert found.language not in book.reading
    assert (found.level, found.kind, found.asks, found.evidence) == (None, None, (), ())


def test_of_a_half_readable_mail_the_readable_half_is_judged(book: Rulebook) -> None:
    """B12: an English paragraph under a German one counts, the German one does not."""
    found = reading(book, f"{GERMAN}\n\n{ANGRY_EN} Could you tell me when they will come?")
    assert found.language == "en"
    assert (found.level or 0) >= 2
    assert all(item.text not in GERMAN for item in found.evidence)
    assert [ask.text for ask in found.asks] == ["Could you tell me when they will come?"]


def test_one_english_sentence_does_not_make_a_german_mail_english(book: Rulebook) -> None:
    """B12: a slogan or a quoted title is not the mail."""
    more = "Ich habe das schon am Montag gefragt und bitte nun um eine Antwort von Ihnen."
    last = "Der Auftrag ist für uns sehr wichtig, weil der Kunde nicht länger warten will."
    found = reading(book, f"{GERMAN} {more} {last} Please find it attached here.")
    assert (found.language, found.level) == ("de", None)


@pytest.mark.parametrize(
    ("text", "language", "least", "most"),
    [
        ("快递还没到😡", "zh", 1, 4),
        ("まだですか😡", "ja", 1, 4),
        ("谢谢🙏", "zh", 0, 0),
        ("ありがとう😊", "ja", 0, 0),
        ("OK，收到", "zh", 0, 0),
        ("了解です！", "ja", 0, 0),
        ("订单 A-3391 的 invoice 请 send 给我", "zh", 0, 0),
        ("LINEで送ったPDF、OKです", "ja", 0, 0),
    ],
)
def test_a_line_with_emoji_or_latin_words_is_read(
    book: Rulebook, text: str, language: str, least: int, most: int
) -> None:
    """B12: a few letters and a face are a whole mail on a phone."""
    found = reading(book, text)
    assert found.language == language
    assert found.level is not None
    assert least <= found.level <= most


@pytest.mark.parametrize(
    "text",
    [
        "👍👍🙏",
        "😡😡😡😡!!!",
        "...",
        "???",
        "12345 67-89",
        "wo de dingdan hai mei dao, deng le san zhou le",
        "mou sanshuukan mo matte imasu, itsu todokimasu ka",
        "\u200b\u200d\ufeff",
        "ok",
        "𝓗𝓮𝓵𝓵𝓸",
        "กขค abc 你好 안녕 שלום",
        "a\u0301\u0301\u0301",
        "ﾏﾀﾞﾃﾞｽｶ? ﾆﾓﾂｶﾞﾄﾄﾞｷﾏｾﾝ",
        "ㄅㄆㄇ 我ㄉ包裹咧",
        "(╯°□°）╯︵ ┻━┻",
        "m(_ _)m",
        "orz",
        "",
    ],
)
def test_odd_mails_crash_nothing(book: Rulebook, text: str) -> None:
    """B12: romanised, emoji-only, or hardly a mail at all: an answer comes, places stay."""
    for hint in (None, "en", "zh", "ja", "de"):
        found = reading(book, text, language=hint)
        assert found.text == text
        for span in (*found.evidence, *found.asks):
            assert text[span.start : span.end] == span.text


def test_parts_stay_where_they_were(book: Rulebook) -> None:
    """Offsets: each part is as long as the whole, and together they hold every letter once."""
    text = f"{CALM_EN}\n\n{ANGRY_ZH}\n{ANGRY_EN}"
    parts = by_language(text, "en", book.reading, book.languages)
    assert list(parts) == ["en", "zh"]
    for part in parts.values():
        assert len(part) == len(text)
    for place, letter in enumerate(text):
        holders = [part for part in parts.values() if part[place] == letter]
        assert letter.isspace() or len(holders) == 1


def test_a_name_in_other_letters_is_no_other_language(book: Rulebook) -> None:
    """A Chinese name in an English mail, or a product name in a Japanese one, changes nothing."""
    english = f"{CALM_EN} Greetings, 王芳"
    assert by_language(english, "en", book.reading, book.languages) == {"en": english}
    japanese = f"{CALM_JA} Gmail からです。"
    assert by_language(japanese, "ja", book.reading, book.languages) == {"ja": japanese}


def test_what_hurts_is_told_of_both_languages(book: Rulebook) -> None:
    """B12: who is ignored in English and blamed in Chinese is both."""
    english = "I have been waiting three weeks and nobody answers."
    chinese = "你们的态度太差了，一点都不尊重人。"
    alone = {hurt for text in (english, chinese) for hurt in reading(book, text).hurts}

    assert set(reading(book, f"{english}\n\n{chinese}").hurts) == alone


def test_han_letters_alone_are_japanese_in_a_japanese_mail(book: Rulebook) -> None:
    """B12: a curt 全額返金要求 beside the Latin name of a product is no Chinese."""
    text = "Aurora Desk Lamp Mark IIを買いました。何度電話しても出ません。全額返金要求。"

    assert by_language(text, "ja", book.reading, book.languages) == {"ja": text}
