"""What staff are told of a count or an outcome: in words of theirs, whatever the reason."""

import pytest

from counted import names as of
from counted.became import became_of
from counted.outcomes import CANCELLED, OUTCOMES, outcome
from counted.table import FAILED, failure_in_words
from ivr.rooms import texting

NO_TEXT = "texts that were asked for on a call and not taken ({})"


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        ("topic:bones:call", "bones"),
        ("topic:a:call", "a"),
        ("topic::call", None),
        ("topic:call", None),
        ("topic:bones:text", None),
        ("other:bones:call", None),
        ("", None),
    ],
)
def test_the_part_of_a_name_that_differs_stands_between_what_does_not(name: str, differs: str | None) -> None:
    assert of.part(of.topic(of.ANY, "call"), name) == differs


def test_a_name_without_such_a_part_fits_itself_alone() -> None:
    assert (of.part(of.GREETED, "call"), of.part(of.GREETED, "calls")) == ("", None)


@pytest.mark.parametrize("reason", [*texting.SAID, "no_number", "away"])
def test_each_reason_for_which_a_text_is_refused_is_told_in_words(reason: str) -> None:
    told = failure_in_words(of.refused_text(reason))
    assert told.startswith(NO_TEXT.partition("{")[0])
    assert len(told.partition("(")[2].split()) > 3, "a sentence, and not the name of a reason"


def test_a_reason_that_nobody_knows_is_told_as_it_is_and_what_is_no_failure_is_not() -> None:
    assert failure_in_words(of.refused_text("full_moon")) == NO_TEXT.format("full_moon")
    assert failure_in_words("topic:bones:call") == failure_in_words("") == ""
    assert [failure_in_words(name) for name in FAILED if of.ANY not in name] == [
        words for name, words in FAILED.items() if of.ANY not in name
    ]


@pytest.mark.parametrize(
    ("kind", "reason", "state", "said"),
    [
        *(("callback", reason, "", words) for reason, words in OUTCOMES.items()),
        ("message", "reached", "", "done with it"),
        ("message", "not_wanted", "", "not for us"),
        ("message", "no_reply", "", "no reply twice"),
        ("callback", "", "done", "reached"),
        ("callback", "", "no_reply", "no reply twice"),
        ("message", "", "done", "done with it"),
        ("callback", "wrong_number", "done", "wrong number"),  # the reason counts before the state
        ("callback", "", "withdrawn", CANCELLED),
        ("callback", "", "", CANCELLED),
        ("callback", "nonsense", "done", CANCELLED),
    ],
)
def test_how_something_ended_is_told_by_its_reason_or_else_its_state(
    kind: str, reason: str, state: str, said: str
) -> None:
    assert outcome(kind, reason, state) == said


@pytest.mark.parametrize(
    ("counted", "wish", "became", "why"),
    [
        ([of.callback("kept")], "callback", "kept", None),
        ([of.callback("kept_by_text")], "callback", "kept", None),
        ([of.callback("already")], "callback", "already", None),
        ([of.callback("full")], "callback", "refused", "full"),
        ([of.callback("withdrawn")], "callback", "withdrawn", None),
        ([of.message("kept")], "message", "kept", None),
        ([of.message("dropped")], "message", "dropped", None),
        ([of.message("lost")], "message", "refused", "lost"),
        ([of.TEXT_KEPT], "text", "kept", None),
        ([of.refused_text("too_many")], "text", "refused", "too_many"),
        ([of.reply("stop")], "stop", "kept", None),
        ([of.reply("start")], "start", "kept", None),
        ([of.OPT_UNKEPT, of.NO_STORE], "stop", "refused", "away"),
        ([of.NO_STORE, of.callback("away")], "callback", "refused", "away"),
        ([of.reply("menu"), of.NO_STORE], None, "without_store", None),
        ([of.GREETED, of.reply("menu")], None, None, None),
    ],
)
def test_the_log_tells_what_became_of_what_was_asked_for(
    counted: list[of.Count], wish: str | None, became: str | None, why: str | None
) -> None:
    said = {"wish": wish, "became": became, "why": why}
    assert became_of(counted) == {name: word for name, word in said.items() if word}
