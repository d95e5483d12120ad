"""`flask call` and `flask text`: the line from a terminal, on the real flow, without a running line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.caller import Caller
from tests.conftest import new_number
from tests.packs.bilingual import bilingual
from tools.call import call
from tools.text import text

WIDE = {"COLUMNS": "1000"}
TUESDAY = ("--at", "2026-05-19T10:00")


def rung(*lines: str, options: tuple[str, ...] = TUESDAY) -> str:
    """What the terminal shows of a call in which these lines were typed."""
    done = CliRunner().invoke(call, options, input="\n".join(lines) + "\n", env=WIDE)
    assert done.exit_code == 0, done.output
    return done.output


def texted(*words: str) -> str:
    """What the terminal shows of texts, one after the other."""
    first, *others = words
    then = [part for one in others for part in ("--then", one)]
    done = CliRunner().invoke(text, [*TUESDAY, *first.split(), *then], env=WIDE)
    assert done.exit_code == 0, done.output
    return done.output


def test_keys_lead_through_a_call_and_the_seconds_are_told() -> None:
    said = rung("1", "1")
    assert "The steroid card." in said
    assert re.search(r"\[\d+\.\d s, then 10 s for a key; menu\.main\]", said)
    assert "then 1 s for a key; topic.steroidcard]" in said


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("/busy", "the helpline is busy"),
        ("/noanswer", "nobody at the helpline"),
        ("/failed", "could not reach"),
        ("/answer", "nobody at the helpline"),
        ("/bridged", "Goodbye"),
        ("", "nobody at the helpline"),
    ],
)
def test_a_transfer_rings_and_ends_as_typed(end: str, words: str) -> None:
    said = rung("0", "", end)
    assert "+448005200520 rings for up to 60 s" in said
    assert words in said


def test_words_are_spoken_in_quotes_and_enter_waits() -> None:
    said = rung('"steroid card"')
    assert "The steroid card." in said
    assert "takes keys alone" in said, "the shipped pack has speech off"
    assert "Take your time." in rung("")


def test_a_number_is_keyed_as_a_whole_and_read_back() -> None:
    said = rung("0", "", "/busy", "1", "07400777888", options=("--from", "withheld", *TUESDAY))
    assert "zero 7 4 zero zero, 7 7 7, 8 8 8" in said


def test_the_clock_can_be_set_in_a_call_and_an_hour_ends_it() -> None:
    said = rung("/at 2026-05-19T11:05", "1", "", "1")
    assert "It is Tuesday 19 May 2026, 11:05." in said
    assert "has lasted an hour" in said
    assert "The call is over" in said


def test_what_means_nothing_is_said_to_and_the_call_goes_on() -> None:
    said = rung("hello", "/busy", "/at noon", "1")
    assert "Keys are 0-9" in said
    assert "Nothing rings now." in said
    assert "is no time" in said
    assert "steroid card, press 1" in said


def test_calls_run_as_a_scene_of_a_test(caller: Caller, at: Callable[[str], None]) -> None:
    night = ("/at 2026-05-19T22:00", "/call", "0", "0", "2", "07400777888", "1", "3", "/test")
    options = ("--from", new_number(), *TUESDAY)
    said = rung("0", "", "/busy", "1", "2", "07400777888", "1", "3", *night, options=options)
    assert said.count(" in caller.heard") == 2, "each call ends in what it said last"
    assert said.index('at("2026-05-19T10:01")') < said.index('at("2026-05-19T22:00")'), "words take time"
    scene: dict[str, Callable[..., None]] = {}
    exec(said[said.index("def test_") :], scene)  # noqa: S102, that it runs is what is promised
    scene["test_what_was_tried"](caller, at)
    assert "That is by 8 in the evening on Wednesday" in caller.heard


def test_a_second_call_back_the_same_night_keeps_the_place_of_the_first() -> None:
    said = rung(*"0113", "/call", *"0113", options=("--at", "2026-05-19T22:00"))
    assert said.index("That is saved.") < said.index("keeps its place")
    assert said.count("That is saved.") == 1
    assert "keeps its place" in texted("CALLME", "1", "2", "CALLME", "1", "3")


def test_what_nothing_awaits_is_said_so() -> None:
    said = rung('"bones"', "/call", "0", "", "/busy", "1", "2", '"bones"', "07400777888")
    assert said.count("[nothing awaits that now]") == 1
    assert "zero 7 4 zero zero, 7 7 7, 8 8 8" in said


def test_a_scene_tells_a_key_that_was_offered_from_one_that_was_not(
    caller: Caller, at: Callable[[str], None]
) -> None:
    said = rung("7", "1", "/test", options=("--from", new_number(), *TUESDAY))
    assert 'caller.press_unheard("7")' in said
    assert 'caller.press("1")' in said
    scene: dict[str, Callable[..., None]] = {}
    exec(said[said.index("def test_") :], scene)  # noqa: S102, as above
    scene["test_what_was_tried"](caller, at)


def test_a_reply_is_shown_with_its_characters_and_parts() -> None:
    said = texted("steroid card")
    assert said.startswith("DRAFT: Muscle Line. STEROIDCARD.")
    assert re.search(r"\[\d+ characters, \d parts?; topic\.steroidcard\.1\]$", said)


def test_texts_of_one_person_follow_each_other() -> None:
    assert "2 of 2" in texted("RECOVERY", "MORE")
    assert "by 8pm on Wed 20 May" in texted("CALLME", "2", "020 7946 0456", "1", "3")


def test_yes_after_stop_undoes_it() -> None:
    assert "Reply 1" in texted("STOP", "YES", "MENU")


def test_after_stop_there_is_silence_until_start() -> None:
    said = texted("STOP", "MENU", "START", "MENU")
    assert said.count("Reply 1 steroids") == 1
    assert "[no reply: opted out]" in said


def test_without_words_texts_are_typed_line_by_line_and_are_one_conversation() -> None:
    done = CliRunner().invoke(text, TUESDAY, input="flaer\n\n1\nSTOP\nMENU\n")
    assert done.exit_code == 0, done.output
    asked, more, stopped = (done.output.index(words) for words in ("did you mean", "FLARE. ", "undo"))
    assert asked < more < stopped
    assert done.output.count("characters") == 3, "an empty line is no text"
    assert done.output.rstrip().endswith("[no reply: opted out]")


@pytest.mark.parametrize("typed", ["07700 900123", "+447700900123", "01632 960123"])
def test_a_call_from_a_number_of_drama_is_promised_a_call_back(typed: str) -> None:
    said = rung(*"0113", options=("--from", typed, "--at", "2026-05-19T22:00"))
    assert "We will ring you by" in " ".join(said.split())


@pytest.mark.parametrize("typed", ["abc", "", "12", "+44", "Withheld or so", "anonymous"])
def test_who_is_neither_a_number_nor_withheld_is_refused(typed: str) -> None:
    done = CliRunner().invoke(call, ["--from", typed], input="1\n")
    assert done.exit_code == 2 and done.output.count("is no number") == 1 and "Welcome" not in done.output


def test_no_line_is_wider_than_the_terminal_and_no_word_is_cut() -> None:
    columns = 38
    narrow = {"COLUMNS": str(columns)}
    for command, typed in ((call, "1\n1\n0\n/at x\n/help\n"), (text, "steroid card\nflaer\n")):
        shown = [CliRunner().invoke(command, TUESDAY, input=typed, env=env).output for env in (WIDE, narrow)]
        assert shown[0].split() == shown[1].split()
        assert max(map(len, shown[1].splitlines())) <= columns


@pytest.mark.parametrize("command", [call, text])
def test_a_time_that_is_none_is_misuse(command: object) -> None:
    done = CliRunner().invoke(command, ["--at", "noon", *(["MENU"] if command is text else [])])  # type: ignore[arg-type]
    assert done.exit_code == 2
    assert "2026-12-25T10:00" in done.output


def test_who_speaks_is_told_each_time_that_it_changes_where_there_are_several_languages(
    tmp_path: Path,
) -> None:
    said = rung("7", "1", "/call", "/call", options=(*TUESDAY, "--pack", str(bilingual(tmp_path).folder)))
    told = re.findall(r"\[(\w+), by ([\w.-]+)\]\n(.{12})", said)
    english, welsh = ("English", "Polly.Amy-Neural"), ("Welsh", "Polly.Gwyneth")
    assert [one[:2] for one in told] == [*[english, welsh] * 4, *[english, welsh, english] * 2]
    assert told[1][2] == "I siarad Cym" and told[3][2] == "Muscle Line." and told[6][2] == "For how ster"
    assert ", by " not in rung("1"), "one language alone says nothing of it"
