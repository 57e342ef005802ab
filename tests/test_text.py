from __future__ import annotations

import pytest

from helper.language import UNKNOWN, language_of
from helper.rulebook import Rulebook
from helper.text import holds, printed, terms, words


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
        ("Keittimeni vuotaa eikä kukaan vastaa. Milloin se korjataan?", "fi"),
        ("ご注文の商品がまだ届きません。", "ja"),
        ("カードが使えません", "ja"),
        ("請求書再発行依頼", "ja"),
        ("至急返金希望", "ja"),
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
