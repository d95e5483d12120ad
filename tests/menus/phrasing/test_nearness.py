"""How many slips of the finger a word may hold before it is another word, and how words run together part."""

import pytest

from menus.model import Pack
from menus.phrasing.lexicon import lexicon
from menus.phrasing.nearness import Near, build_near, mend, rejoin_names


@pytest.fixture(scope="module")
def near(pack: Pack) -> Near:
    return lexicon(pack.languages["en"]).near


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("bxnes", "bones"),
        ("bxnex", "bxnex"),
        ("faxigue", "fatigue"),
        ("faxigxe", "faxigxe"),
        ("rexicxde", "remicade"),
        ("rexicxxe", "rexicxxe"),
        ("cyxloxporine", "cyclosporine"),
        ("cyxloxporixe", "cyxloxporixe"),
        ("phxsixtherxpy", "physiotherapy"),
        ("phxsixthxrxpy", "phxsixthxrxpy"),
        ("xatigue", "xatigue"),
        ("xemicade", "remicade"),
        ("xemicxde", "xemicxde"),
        ("fatigeu", "fatigue"),
        ("fatigu", "fatigue"),
        ("xatigu", "xatigu"),
    ],
)
def test_so_many_letters_of_a_word_may_be_wrong(near: Near, written: str, meant: str) -> None:
    assert mend(near, written) == (meant,)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("steroidcard", ("steroidcard",)),
        ("mybloodtest", ("my", "bloodtest")),
        ("mysteroids", ("my", "steroids")),
        ("thesteroids", ("the", "steroids")),
        ("steroidsplease", ("steroids", "please")),
    ],
)
def test_words_that_were_run_together_part_where_one_of_them_is_wanted(
    near: Near, written: str, meant: tuple[str, ...]
) -> None:
    assert mend(near, written) == meant


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("adali mumab", "adalimumab"),  # spelt right, though it is none of the names that people mishear
        ("methotlex ate", "methotrexate"),  # one consonant is another
        ("dermatonyo sitis", "dermatonyo sitis"),  # and one wrong, one too few
        ("infliksi mab", "infliximab"),
        ("hydro cortisone", "hydro cortisone"),  # words of their own
    ],
)
def test_a_strange_word_beside_another_is_a_piece_of_a_long_name(near: Near, words: str, name: str) -> None:
    assert " ".join(rejoin_names(near, tuple(words.split()))) == name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("stpo", ("stop",)),
        ("sop", ("sop",)),
        ("mytest", ("my", "test")),
        ("myplease", ("myplease",)),
        ("physiothrap", ("physiotherapy",)),
        ("physiiotherrapy", ("physiotherapy",)),
        ("inflicksimab", ("infliximab",)),
        ("bl00d", ("bl00d",)),
        ("please", ("please",)),
    ],
)
def test_a_word_is_mended_towards_what_is_listened_for_and_a_known_one_stays(
    written: str, meant: tuple[str, ...]
) -> None:
    wanted = ("stop", "test", "blood", "physiotherapy", "infliximab")
    small = build_near(wanted, ("infliximab",), ("infliximab",), ("please", "my"), ("my",))
    assert mend(small, written) == meant


def test_of_eight_words_as_many_slips_away_the_one_that_begins_alike_is_meant() -> None:
    others = [f"{letter}atigue" for letter in "abcdegh"]
    assert mend(build_near([*others, "fatigux"], (), (), ()), "fatigue") == ("fatigux",)
