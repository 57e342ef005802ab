from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest

from helper.rulebook import Rulebook
from helper.text import UNKNOWN, holds, language_of, printed, sentences, terms, unwrapped, words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my order? I have been waiting for two weeks.", "en"),
        ("ok thx", "en"),
        ("WHERE IS MY ORDER", "en"),
        ("Wo ist mein Paket? Ich warte seit zwei Wochen.", "de"),
        ("Où est ma commande ? J'attends depuis deux semaines.", "fr"),
        ("¿Dónde está mi pedido? Llevo dos semanas esperando.", "es"),
        ("Dov'è il mio ordine? Sono due settimane che aspetto.", "it"),
        ("Onde está o meu pedido? Estou à espera há duas semanas.", "pt"),
        ("Waar is mijn bestelling? Ik wacht al twee weken.", "nl"),
        ("Gdzie jest moja paczka? Już dwa tygodnie czekam na nią.", "pl"),
        ("ご注文の商品がまだ届きません。", "ja"),
        ("カードが使えません", "ja"),
        ("我的订单在哪里？等了两个星期了。", "zh"),
        ("我的訂單在哪裡？等了兩個星期了。", "zh"),
        ("주문한 물건이 아직 안 왔어요.", "ko"),
        ("Где мой заказ?", "ru"),
        ("أين طلبي؟", "ar"),
        ("👍👍", UNKNOWN),
        ("12345 !!", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_the_language_is_told(book: Rulebook, text: str, language: str) -> None:
    """B12: scripts decide exactly, small words decide between the Latin languages."""
    assert language_of(text, book.languages) == language


def test_a_foreign_name_does_not_change_the_language(book: Rulebook) -> None:
    """B12: an English mail from Tokyo is English."""
    text = "Dear team, please send the parts to 東京都 by Friday. Thank you, 田中"
    assert language_of(text, book.languages) == "en"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("I met Mr. Smith at 10 a.m. on Monday.", ["I met Mr. Smith at 10 a.m. on Monday."]),
        ("It costs 3.50 per day.", ["It costs 3.50 per day."]),
        ("See www.example.com for more.", ["See www.example.com for more."]),
        ("Hello\n\nWorld", ["Hello", "World"]),
        ("- one\n- two", ["- one", "- two"]),
        ("Really?! Yes...", ["Really?!", "Yes..."]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("还没有收到。请回复！", ["还没有收到。", "请回复！"]),
        ("まだ届きません。どうなっていますか？", ["まだ届きません。", "どうなっていますか？"]),
        (
            "This is quite a long line that a plain text client has folded\nit in the middle.",
            ["This is quite a long line that a plain text client has folded\nit in the middle."],
        ),
        (
            "ok so i checked, the blue one is out of stock and\nill put one aside for you",
            ["ok so i checked, the blue one is out of stock and", "ill put one aside for you"],
        ),
        (
            "姐 机票我看了，五一那几天确实贵，比上周涨了四百多\n航空公司那边改签要收手续费",
            ["姐 机票我看了，五一那几天确实贵，比上周涨了四百多", "航空公司那边改签要收手续费"],
        ),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_people_end_them(book: Rulebook, text: str, parts: list[str]) -> None:
    """Abbreviations, numbers, addresses and folded lines end nothing; blank lines do."""
    assert [text[start:end] for start, end in sentences(text, book.languages)] == parts


def test_sentences_cover_all_words(book: Rulebook) -> None:
    """No word falls between two sentences, and no two overlap."""
    text = "One two.\nThree, four!\n\n  Five? six\n> seven. 8. nine"
    ranges = sentences(text, book.languages)
    assert all(a[1] <= b[0] for a, b in pairwise(ranges))
    assert " ".join("".join(text[a:b].split()) for a, b in ranges).replace(" ", "") == "".join(
        text.split()
    )


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("你好,在吗??急!", "你好，在吗？？急！"),
        ("共1,200元.下午3:30到,谢谢", "共1,200元。下午3:30到，谢谢"),
        ('客服说"请等待",型号A-13,三天了', "客服说“请等待”，型号A-13，三天了"),
        (
            "网址http://a.example/b.php?c=1,见附件v1.0.zip",
            "网址http://a.example/b.php?c=1，见附件v1.0.zip",
        ),
        (
            "届きません.いつですか?「確認中」,だけです．",
            "届きません。いつですか？「確認中」、だけです。",
        ),
        ("等......好吧", "等......好吧"),
        ("Is it late, or not? See 寿司, please.", "Is it late, or not? See 寿司， please."),
        ("Is it late, or not?", "Is it late, or not?"),
    ],
)
def test_marks_of_a_latin_keyboard_are_printed_wide(typed: str, text: str) -> None:
    """B12: between wide letters they end sentences too; numbers and addresses keep theirs."""
    assert printed(typed) == text
    assert len(printed(typed)) == len(typed)


def test_a_line_with_room_was_ended_by_its_writer(book: Rulebook) -> None:
    """A client folds where the next word does not fit; the longest line tells its width."""
    lines = [
        "This line has fifty letters and more, so it is long,",
        "on to the next one",
        "But the page is wider, as this line says that is longer by far.",
    ]
    text = "\n".join(lines)
    assert [text[start:end] for start, end in sentences(text, book.languages)] == lines


def test_words_keep_their_apostrophes() -> None:
    """``don't`` is one word, with either apostrophe."""
    assert words("I don’t, you don't: O'Neill 42") == ("I", "don’t", "you", "don't", "O'Neill")


def test_scripts_without_spaces_are_counted_in_twos() -> None:
    """Han and kana: two characters are about one word; Latin words between them stay whole."""
    assert words("登录不了 Andy 的后台") == ("登录", "不了", "Andy", "的后", "台")


def test_terms_are_pairs_of_neighbours() -> None:
    """So that two texts can be compared wherever a word begins."""
    assert terms("三月的发票") == {"三月", "月的", "的发", "发票"}
    assert terms("The Invoice") == {"the", "invoice"}


@pytest.mark.parametrize(
    ("text", "name", "there"),
    [
        ("Hi Ana,", "Ana", True),
        ("Anabel,", "Ana", False),
        ("王小明您好", "王小明", True),
        ("Andy您好", "Andy", True),
    ],
)
def test_a_name_has_edges_where_the_script_has_spaces(text: str, name: str, *, there: bool) -> None:
    """Latin names are whole words; Han names stand next to other Han."""
    assert holds(text, name) is there


@pytest.mark.parametrize("text", ["ok thx", "Worked 👌🏽", "broken…", "“Fixed”"])
def test_a_few_plain_letters_are_english(text: str, book: Rulebook) -> None:
    """Emoji and curly marks beside a word or two do not make it a foreign language."""
    assert language_of(text, book.languages) == "en"


@pytest.mark.parametrize("text", ["👍👍", "2.", "11.0.3", "Übergabe"])
def test_what_cannot_be_told_is_not_guessed(text: str, book: Rulebook) -> None:
    """Without letters, or with letters English does not have, no language is claimed."""
    assert language_of(text, book.languages) == UNKNOWN


def test_only_folded_lines_are_unwrapped() -> None:
    """A line that ends early ends there; offsets stay as they were."""
    folded = (
        "We were charged twice for the whole month of March, and have been\nwaiting for two weeks"
    )
    assert unwrapped(folded) == folded.replace("\n", " ")
    assert unwrapped("Dear team,\nwe wait.\n") == "Dear team,\nwe wait.\n"


def test_a_long_folded_text_is_gone_through_once(book: Rulebook) -> None:
    """Four times as many folded lines take about four times as long, not sixteen times."""
    folded = (
        "The parcel has not come although the shop said that it would be\n"
        "delivered to the house on Monday and we have been waiting since\n"
    )

    def seconds(times: int) -> float:
        begun = process_time()
        sentences(f"The shop said so {times}.\n{folded * times}", book.languages)
        return process_time() - begun

    assert min(seconds(1601), seconds(1602)) < 9 * min(seconds(401), seconds(402))
