from __future__ import annotations

import pytest

from helper.ears.grams import Grams


def place(text: str, gram: str) -> str | None:
    """The words of the text that are this n-gram."""
    laid = Grams(text, (1, 2))
    run = laid.run(gram)
    return text[slice(*laid.span(run))] if run else None


def test_grams_are_runs_of_tokens() -> None:
    """Words and pairs, folded, each once."""
    grams = Grams("Don’t WAIT, wait", (1, 2)).distinct
    assert grams == ("don't", "wait", ",", "don't wait", "wait ,", ", wait")


def test_the_forms_of_a_word_share_their_beginning() -> None:
    """Who knows "frustrated" has an idea of "frustratd"; short words have no beginning."""
    forms = [set(Grams(form, (1,)).distinct) for form in ("frustrated", "frustrating", "frustratd")]
    assert set.intersection(*forms) == {"frust~"}
    short = Grams("later 481234 退款退款退款 shouldn't", (1,)).distinct
    assert not any(gram.endswith("~") for gram in short)


def test_han_and_kana_are_read_letter_by_letter() -> None:
    """Scripts without spaces need no word list: letters and runs of letters."""
    assert Grams("还没退款", (1, 2)).distinct == (*"还没退款", "还 没", "没 退", "退 款")


def test_what_names_a_person_or_a_place_is_not_learned() -> None:
    """Links, addresses, names behind @ and numbers are one token each."""
    grams = Grams("@ann see https://a.example/x or a@b.example, order 48213", (1,)).distinct
    assert {"<name>", "<link>", "<number>"} <= set(grams)


def test_letters_before_a_name_are_no_address() -> None:
    """Who writes Chinese sets no blank before an @: all that stands there is still heard."""
    grams = Grams("这信号真不错，谢谢@某某客服 网页a.b@example.org打不开", (1, 2)).distinct
    assert {"信 号", "不 错", "<name>", "<link>", "打 不"} <= set(grams)
    assert not any("48213" in gram or "example" in gram for gram in grams)


@pytest.mark.parametrize("text", ["@ann no", "@ ann no", "so@ ann no", "so @\nann no", "@@ ann no"])
def test_a_name_may_stand_apart_from_its_at(text: str) -> None:
    """Some type a blank behind the @; who is meant is not learned there either."""
    assert "<name> no" in Grams(text, (2,)).distinct


@pytest.mark.parametrize("gap", [" " * 9, "\n\n\n", " \t\u3000 "])
def test_no_gram_spans_a_gap(gap: str) -> None:
    """What was taken out between two words does not make them neighbours."""
    assert "very angry" not in Grams(f"very{gap}angry", (1, 2)).distinct
    assert "very angry" in Grams("very \n angry", (1, 2)).distinct


@pytest.mark.parametrize(
    ("gram", "words"),
    [
        ("don't wait", "Don’t WAIT"),
        ("frust~", "frustrated"),
        ("<name> !!!", "@ ann!!!!"),
        ("退 款", "退款"),
        ("wait", None),
        ("hello there", None),
    ],
)
def test_a_place_is_the_words_that_stand_there(gram: str, words: str | None) -> None:
    """Evidence shows whole words; what stands there twice or not at all has no place."""
    text = "Don’t WAIT, wait    so frustrated\n\n\n\n[@ ann!!!! 退款"
    assert place(text, gram) == words


def test_what_goes_with_a_run_stands_nowhere_else() -> None:
    """Without "never", the pairs around it are gone as well, but not a word said twice."""
    laid = Grams("again    you never call again", (1, 2))
    run = laid.run("never call")
    assert run is not None
    gone = ["never", "call", "you never", "never call", "call again"]
    assert sorted(laid.around(run)) == sorted(gone)
