"""What is left of a message in plain words, and of a word in its sound."""

import pytest

from menus.phrasing.normalise import plain_words, words_of
from menus.phrasing.sounds import most_consonants, sound, steady_consonants


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ring 07400 100 999 now", "ring 07400100999 now"),
        ("+44 7400-100-999", "447400100999"),
        ("0808 157 0123", "08081570123"),
        ("on 0 9 at 999", "on 0 9 at 999"),
        ("See HTTPS://A.EXAMPLE or Www.b.example", "see weblink or weblink"),
        ("Straße", "strasse"),
        ("sooooé", "sooe"),
        ("heeelp", "heelp"),
        ("שלום 40mg", "שלום 40 mg"),
    ],
)
def test_a_message_is_read_as_plain_words(text: str, words: str) -> None:
    assert " ".join(plain_words(text)) == words


def test_a_word_of_many_is_known_as_one_too() -> None:
    assert words_of((" my arms ", " bus ")) == {"my", "arms", "arm", "bus", "bu"}


@pytest.mark.parametrize(
    ("word", "heard", "most", "steady"),
    [
        ("physio", "fs", 2, ""),
        ("psalm", "slm", 4, "lm"),
        ("pneumonia", "smn", 4, "mn"),
        ("knee", "n", 2, "n"),
        ("light", "lt", 3, "l"),
        ("cight", "st", 3, ""),
        ("tough", "tg", 2, ""),
        ("naught", "nt", 3, "n"),
        ("station", "stjn", 4, "n"),
        ("special", "spjl", 4, "l"),
        ("witch", "j", 2, ""),
        ("quick", "k", 3, ""),
        ("box", "bks", 3, "b"),
        ("zaza", "s", 2, ""),
        ("vivid", "fd", 3, ""),
        ("badge", "bj", 3, "b"),
        ("cell", "sl", 3, "l"),
        ("aeiouywh", "", 0, ""),
        ("bramble", "brmbl", 5, "brmbl"),
    ],
)
def test_a_word_sounds_by_its_consonants_and_both_quick_tests_agree(
    word: str, heard: str, most: int, steady: str
) -> None:
    assert (sound(word), most_consonants(word), steady_consonants(word)) == (heard, most, steady)
    assert len(heard) <= most
