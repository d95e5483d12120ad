"""The words of a notice are held to the rules of a phrase, and to how long a caller may wait for a choice."""

from dataclasses import replace
from datetime import date

import pytest

from menus.air.advice import advice
from menus.air.changes import Wording
from menus.air.checking import completed, wrong_with
from menus.model import Pack
from menus.seconds import seconds
from tests.packs.bilingual import in_both

TODAY = date(2026, 6, 1)


def spoken(words: int) -> str:
    """So many plain words, as sentences of at most ten."""
    said = ["we"] * words
    return " ".join(f"{' '.join(said[at : at + 10])}." for at in range(0, words, 10))


@pytest.mark.parametrize(("words", "fits"), [(37, True), (38, False)])
def test_a_notice_lasts_at_most_fifteen_seconds(pack: Pack, words: int, fits: bool) -> None:
    said = wrong_with(pack, {"en": Wording(spoken(words), "We are closed.")}, TODAY)
    lasts = [one for one in said if "seconds" in one]
    assert (seconds(spoken(words)) <= 15.0) == fits == (lasts == [])
    assert fits or lasts == ["Callers hear: lasts 15 seconds, 0.2 over. Cut."]


def test_a_notice_ends_as_a_sentence_in_both_forms(pack: Pack) -> None:
    said = wrong_with(pack, {"en": Wording("We are closed", "We are closed")}, TODAY)
    assert [one for one in said if "full stop" in one] == [
        "Callers hear: does not end with a full stop. Add one.",
        "Texters read: does not end with a full stop. Add one.",
    ]


ENGLISH = "We are busy today."


def test_an_empty_box_is_told_once_and_only_in_the_first_language(pack: Pack) -> None:
    nothing = Wording("", "")
    assert wrong_with(pack, {"en": nothing}, TODAY) == ("Callers hear: is empty. Write it.",)
    both = {"en": nothing, "cy": Wording("Rydym yn brysur heddiw.", "")}
    assert wrong_with(in_both(), both, TODAY) == ("Callers hear, in English: is empty. Write it.",)
    assert wrong_with(in_both(), {"en": Wording(ENGLISH, ""), "cy": nothing}, TODAY) == ()


@pytest.mark.parametrize(
    ("spoken", "texted", "told"),
    [
        ("Mae'r tŷ ar gau, a'r dŵr wedi ei droi i ffwrdd.", "", ""),
        ("Rydym yn brysur heddiw.", "Mae'r tŷ ar gau.", "Texters read, in Welsh: character 8, 'ŷ', is"),
        ("Rydym ☃ yn brysur.", "", "Callers hear, in Welsh, and texters read the same: character 7, '☃', is"),
        ("Rydym yn brysur", "", "Callers hear, in Welsh: does not end with a full stop"),
        ("Rydym yn brysur.", "Brysur heddiw", "Texters read, in Welsh: does not end with a full stop"),
        ("Pwyswch 5 nawr.", "Brysur.", 'Callers hear, in Welsh: says "pwyswch 5"'),
        ("Rydym yn brysur.", "Anfonwch STOPIWCH.", 'Texters read, in Welsh: says "STOPIWCH"'),
        ("Rydym yn brysur.", "Anfonwch BWYDLEN.", ""),
        (
            "Rydym yn brysur.",
            ("Prysur. " * 30).strip(),
            "Texters read, in Welsh, with the Welsh menu behind it: ",
        ),
        ("", "Brysur heddiw.", ""),
    ],
)
def test_a_fault_names_the_box_and_the_language_by_whose_rules_it_is_one(
    spoken: str, texted: str, told: str
) -> None:
    found = wrong_with(in_both(), {"en": Wording(ENGLISH, ""), "cy": Wording(spoken, texted)}, TODAY)
    assert len(found) == bool(told), found
    assert not told or found[0].startswith(told), found


def test_a_language_that_pays_for_its_letters_texts_them_as_they_are() -> None:
    pack, words = in_both(), {"en": Wording(ENGLISH, ""), "cy": Wording("Mae'r tŷ ar gau.", "")}
    assert completed(pack, words)["cy"].texted == "Mae'r ty ar gau."
    paid = replace(pack, languages={**pack.languages, "cy": replace(pack.languages["cy"], parts=5)})
    assert completed(paid, words)["cy"].texted == "Mae'r tŷ ar gau."
    assert wrong_with(paid, words, TODAY) == ()
    (long,) = wrong_with(paid, {**words, "cy": Wording("Rydym yn brysur.", f"{'ŷ' * 272}.")}, TODAY)
    assert long.startswith("Texters read, in Welsh, with the Welsh menu behind it: ") and "over" in long


def test_what_is_lent_has_to_fit_before_the_menu_of_the_language_that_it_is_lent() -> None:
    welsh, most = (
        in_both().languages["cy"],
        in_both().languages["cy"].text["menu"] + " Neu ffoniwch ni eto." * 3,
    )
    long = replace(welsh, text={**welsh.text, "menu": most})
    pack = replace(in_both(), languages={**in_both().languages, "cy": long})
    every = (
        wrong_with(pack, {"en": Wording(ENGLISH, f"{'a' * n}."), "cy": Wording("", "")}, TODAY)
        for n in range(120, 220)
    )
    assert [one.partition(":")[0] for one in next(filter(None, every))] == [
        "Texters read, in English, with the Welsh menu behind it"
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Take your alendronic acid twice.", 'names a medicine or a treatment, "alendronic acid"'),
        ("Double your prednislone.", 'names a medicine or a treatment, "prednisolone"'),
        ("Have twice as many as on the label.", "sounds like advice about a medicine"),
        ("Tell us if you cannot breathe.", "sounds like advice in an emergency"),
        ("Nobody answers until 2 in the afternoon: our phones are broken.", ""),
        ("We are closed on Monday. In an emergency ring 999.", ""),
        ("Because of the snow, the clinic in Leeds is shut. The exercise classes are cancelled.", ""),
        ("Our nurse is ill, and our texts may come late today.", ""),
    ],
)
def test_advice_about_a_medicine_or_in_an_emergency_is_heard_and_news_of_the_line_is_not(
    pack: Pack, said: str, told: str
) -> None:
    assert [fault.says for fault in advice(pack.languages["en"], said, "", "")] == ([told] if told else [])
