"""How many texts go to one number: each bound at its last text, the first too many, and its end."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from counted import allowed
from counted.names import limit
from menus.model import Pack
from sms import limits
from sms.limits import Sent, Verdict, apply_limits, may_promise, reopens
from sms.model import Reply, Talk
from store.store import Store
from tests.conftest import OPEN, At, new_number
from tests.texter import Texter

NOW = datetime(2026, 5, 19, 10, 0, tzinfo=UTC)
THEN = int(NOW.timestamp())
SECOND = timedelta(seconds=1)
SEND, PAUSE, SILENT = Verdict.SEND, Verdict.PAUSE, Verdict.SILENT


def sent(count: int, like: str, ago: int = 0, apart: int = 0) -> tuple[Sent, ...]:
    """So many texts of one likeness; the newest was sent so many seconds ago."""
    return tuple(Sent(THEN - ago - apart * at, like) for at in reversed(range(count)))


def others(count: int, ago: int = 0) -> tuple[Sent, ...]:
    """So many texts, no two alike."""
    return tuple(Sent(THEN - ago, f"other{at}") for at in range(count))


Allow = Callable[[tuple[Sent, ...], str, str], tuple[Verdict, tuple[Sent, ...]]]


@pytest.fixture
def allow(pack: Pack) -> Allow:
    """Whether a reply of a kind goes out at this moment, and the history from then on."""

    def ask(history: tuple[Sent, ...], kind: str, text: str) -> tuple[Verdict, tuple[Sent, ...]]:
        before, talk = Talk(menu="main"), Talk(topic="bones", part=1)
        reply, after = apply_limits(pack, before, Reply(text, talk, kind), history, NOW)
        verdict = SEND if reply.text == text else PAUSE if "pause" in reply.text else SILENT
        assert reply.talk == (talk if verdict is SEND else before)
        assert reply.counts == (() if verdict is SEND else (f"limit:{verdict.value}",))
        return verdict, after

    return ask


@pytest.mark.parametrize(
    ("history", "verdict"),
    [
        ((), SEND),
        (sent(3, "unknown"), SEND),
        (sent(4, "unknown"), PAUSE),
        (sent(5, "unknown"), SILENT),
        (sent(4, "unknown", ago=599), PAUSE),
        (sent(4, "unknown", ago=600), SEND),
        (others(28), SEND),
        (others(29), PAUSE),
        (others(30), SILENT),
        (others(30, ago=599), SILENT),
        (others(30, ago=600), SEND),
        (sent(8, "unknown", ago=600), SEND),
        (sent(9, "unknown", ago=600), PAUSE),
        (sent(10, "unknown", ago=600), SILENT),
        (sent(10, "unknown", ago=86_399), SILENT),
        (sent(10, "unknown", ago=86_400), SEND),
        (others(58, ago=600), SEND),
        (others(59, ago=600), PAUSE),
        (others(60, ago=600), SILENT),
        (others(60, ago=86_400), SEND),
        (sent(60, "urgent"), SEND),  # what is sent to who may be in danger spends nothing of the rest
        *((sent(10, kind) + others(48, ago=600), SEND) for kind in ("stop", "callback_kept")),
        *((sent(10, kind) + others(49, ago=600), PAUSE) for kind in ("stop", "callback_kept")),
        *((sent(10, kind) + others(50, ago=600), SILENT) for kind in ("start", "callback_kept")),
    ],
)
def test_what_was_not_understood_has_its_bounds(
    allow: Allow, history: tuple[Sent, ...], verdict: Verdict
) -> None:
    assert allow(history, "unknown", "we did not understand")[0] == verdict


@pytest.mark.parametrize(
    ("kind", "most", "seconds", "last"),
    [
        ("urgent", 50, 86_400, PAUSE),
        ("callback_kept", 10, 86_400, SEND),
        ("nocall_done", 10, 86_400, SEND),
        ("stop", 1, 3_600, SEND),
        ("stop", 10, 86_400, SEND),
        ("start", 10, 86_400, SEND),
        ("start.again", 1, 3_600, SEND),
        ("start.again", 10, 86_400, SEND),
        ("abroad", 1, 86_400, SEND),
    ],
)
def test_a_kind_with_a_budget_of_its_own_is_sent_so_often_whatever_else_was_sent(
    allow: Allow, kind: str, most: int, seconds: int, last: Verdict
) -> None:
    earlier = 3_600 if most > 1 and kind in ("stop", "start.again") else 0
    assert allow(sent(most - 1, kind, ago=earlier), kind, "words")[0] == last
    assert allow(sent(most, kind, ago=earlier), kind, "words")[0] == SILENT
    assert allow(sent(most, kind, ago=seconds - 1), kind, "words")[0] == SILENT
    assert allow(sent(most, kind, ago=seconds), kind, "words")[0] == SEND
    assert allow(others(100), kind, "words")[0] == SEND


def test_two_replies_are_alike_by_their_bytes_and_what_is_not_understood_by_its_kind(allow: Allow) -> None:
    history: tuple[Sent, ...] = ()
    for _ in range(4):
        _, history = allow(history, "topic", "the same")
    assert allow(history, "topic", "the same")[0] == PAUSE
    assert allow(history, "topic", "another")[0] == SEND
    for at in range(4):
        _, history = allow(history, "unknown", f"unlike {at}")
    assert allow(history, "unknown", "unlike all")[0] == PAUSE


def test_the_history_holds_one_day_and_no_words(allow: Allow) -> None:
    old, young = Sent(THEN - 86_400, "old"), Sent(THEN - 86_399, "young")
    _, history = allow((old, young), "topic", "steroids")
    assert history[0] == young
    assert [one.at for one in history] == [THEN - 86_399, THEN]
    assert "steroids" not in history[1].like


def test_what_is_not_sent_is_not_counted_but_a_stop_counts_from_its_last(allow: Allow) -> None:
    full = sent(5, "unknown")
    assert allow(full, "unknown", "words")[1] == full
    before = (Sent(THEN - 3_000, "stop"), Sent(THEN - 2_000, "stop_untold"), Sent(THEN - 1_000, "urgent"))
    verdict, after = allow(before, "stop", "words")
    assert verdict == SILENT
    assert after == (before[0], before[2], Sent(THEN, "stop_untold"))


@pytest.mark.parametrize(("count", "may"), [(0, True), (9, True), (10, False)])
def test_no_call_back_is_promised_that_could_not_be_told(count: int, may: bool) -> None:
    assert may_promise(sent(count, limits.PROMISE), NOW) == may
    assert may_promise(sent(count, limits.PROMISE, ago=86_400), NOW)


@pytest.mark.parametrize(("count", "may"), [(28, True), (29, False), (30, False)])
def test_no_call_back_is_promised_by_the_last_words_before_we_pause(count: int, may: bool) -> None:
    assert may_promise(others(count), NOW) == may


@pytest.mark.parametrize("before", ["callback_kept", "nocall", "nocall_done"])
def test_the_four_questions_of_a_next_call_back_are_counted_from_the_first(allow: Allow, before: str) -> None:
    history = sent(1, before)
    for _ in range(4):
        verdict, history = allow(history, "callback", "which number?")
        assert verdict == SEND
    assert allow(history, "callback", "which number?")[0] == PAUSE


@pytest.mark.parametrize(("day", "counted"), [(7, False), (8, True), (9, True)])
def test_staff_are_told_from_four_fifths_of_a_bound_on(day: int, counted: bool) -> None:
    history = sent(day, "stop", ago=3_600)
    assert limits.filling(history, NOW) == (((allowed.STOPS, day),) if counted else ())


@pytest.mark.parametrize(("count", "counted"), [(47, False), (48, True)])
def test_staff_are_told_of_who_nears_the_bound_on_all_replies(count: int, counted: bool) -> None:
    history = others(count, ago=3_600)
    assert ((allowed.ANY_A_DAY, count) in limits.filling(history, NOW)) is counted


def test_what_counts_since_the_last_promise_alone_fills_nothing() -> None:
    history = (*sent(8, "callback.a1"), *sent(1, "callback_kept"))
    assert limits.filling(history[:8], NOW) and not limits.filling(history, NOW)


def test_helpline_is_alike_open_or_closed(allow: Allow) -> None:
    history: tuple[Sent, ...] = ()
    for n in range(4):
        _, history = allow(history, "helpline", f"closed until {n}")
    assert allow(history, "helpline", "open now")[0] == PAUSE


@pytest.mark.parametrize(
    ("likes", "may"),
    [
        ([], False),
        (["urgent"], False),
        (["stop"], True),
        (["urgent", "stop"], True),
        (["stop", "urgent"], False),
        (["stop", "urgent", "stop"], True),
        (["stop", "urgent", "stop_untold"], True),
        (["stop", "stop_untold", "urgent"], False),
        (["stop", "other"], True),
    ],
)
def test_yes_undoes_a_stop_that_no_emergency_followed(likes: list[str], may: bool) -> None:
    assert reopens(tuple(Sent(THEN, like) for like in likes), NOW) == may


def test_yes_undoes_a_stop_for_a_day() -> None:
    assert reopens(sent(1, "stop", ago=86_399), NOW)
    assert not reopens(sent(1, "stop", ago=86_400), NOW)


def test_a_second_stop_within_the_hour_is_heeded_in_silence(texter: Texter, at: At) -> None:
    assert "no more texts" in texter.text("STOP")
    assert texter.text("STOP") == ""
    at("2026-05-19T10:30")
    assert texter.text("STOP") == ""
    assert texter.text("MENU") == ""
    assert "1 steroids" in texter.text("START", "MENU")


def test_the_hour_of_stop_counts_from_the_reply_and_a_start_that_undoes_it_is_always_answered(
    texter: Texter, at: At
) -> None:
    assert "no more texts" in texter.text("STOP") and "answer your texts" in texter.text("START")
    for minute in (20, 40, 59):
        at(f"2026-05-19T10:{minute}")
        assert texter.text("STOP") == ""
        assert "answer your texts" in texter.text("START")
    at("2026-05-19T11:00")
    assert "no more texts" in texter.text("STOP") and "answer your texts" in texter.text("START")


def test_a_start_that_changes_nothing_is_answered_once_an_hour(texter: Texter, at: At) -> None:
    assert "answer your texts" in texter.text("START")
    assert texter.text("START") == ""
    assert "no more texts" in texter.text("STOP") and "answer your texts" in texter.text("START")
    assert texter.text("START") == ""
    at("2026-05-19T11:00")
    assert "answer your texts" in texter.text("START")


def test_callme_is_answered_within_minutes_of_every_nocall_that_invites_it(texter: Texter) -> None:
    """What a text took back is said, whichever it is in ten minutes; what took nothing back pauses."""
    for _ in range(6):
        assert "Reply 1 for the number" in texter.text("CALLME")
        assert "best time" in texter.text("1") and "saved" in texter.text("4")
        assert "will not ring you back" in texter.text("NOCALL")
    assert ["pause" in texter.text("NOCALL") for _ in range(5)] == [False] * 4 + [True]
    assert texter.text("NOCALL") == ""


def test_a_carer_who_takes_back_six_one_by_one_is_told_of_each(texter: Texter, line_store: Store) -> None:
    line_store.budgets.raise_to(texter.number, 10, 30, OPEN)
    others = [new_number() for _ in range(6)]
    for other in others:
        assert "saved" in texter.text(f"CALLME {other}", "1", "4")
    assert all("that number is taken back" in texter.text(f"NOCALL {other}") for other in others)


def test_callme_alone_pauses_at_the_fifth_and_nocall_lets_it_be_answered_until_its_day_is_spent(
    texter: Texter,
) -> None:
    said = [texter.text("CALLME") for _ in range(6)]
    assert ["Reply 1" in words for words in said] == [True] * 4 + [False] * 2
    assert "pause" in said[4] and said[5] == ""
    assert "text CALLME" in texter.text("NOCALL") and "Reply 1" in texter.text("CALLME")
    said = [texter.text(word) for _ in range(4) for word in ("NOCALL", "CALLME")]
    assert "pause" in said[-1], "the tenth of the day"
    assert texter.text("CALLME") == ""


def test_other_replies_that_are_alike_count_on_after_nocall(texter: Texter) -> None:
    texter.text(*["HELPLINE"] * 4, "NOCALL")
    assert "pause" in texter.text("HELPLINE")


def test_stop_is_heeded_past_every_limit(texter: Texter, at: At) -> None:
    for _ in range(8):
        texter.text("qwrtzp")
    assert texter.last == ""
    assert "no more texts" in texter.text("STOP")
    assert texter.text("START") != ""
    assert texter.text("STOP") == ""  # the second of this hour is not told, and heeded all the same
    assert texter.text("BONES") == ""
    at("2026-05-20T10:01")
    assert texter.text("BONES") == ""


def test_yes_within_a_day_of_a_stop_that_was_not_told_opens_again(texter: Texter, at: At) -> None:
    texter.text("STOP", "START")
    at("2026-05-19T10:59")
    assert texter.text("STOP") == ""
    at("2026-05-20T10:30")
    assert texter.text("YES") != ""
    assert "1 steroids" in texter.text("MENU")


@pytest.mark.parametrize(
    ("before", "counted"), [(0, limit("pause")), (29, limit("pause")), (30, limit("silent"))]
)
def test_a_promise_that_is_refused_counts_once(pack: Pack, before: int, counted: str) -> None:
    refused = Reply("We pause here.", Talk(), "pause")
    reply, _ = apply_limits(pack, Talk(), refused, others(before), NOW)
    assert reply.counts == (counted,)


def test_a_carer_whose_bound_was_raised_uses_it_up_by_text_and_is_never_paused(
    texter: Texter, line_store: Store, at: At
) -> None:
    """The thirty of ten minutes and the sixty of a day stay (R32): ten call-backs are fifty replies."""
    line_store.link.client.flushdb()
    line_store.budgets.raise_to(texter.number, 10, 30, OPEN)
    for n in range(10):
        at(OPEN + n // 5 * timedelta(minutes=11))
        assert "saved" in texter.text("CALLME", "2", f"07400 9921{n:02}", "1", "4"), n
    assert not any("pause" in reply for reply in texter.replies)
    line_store.link.client.flushdb()


def test_who_answers_what_we_asked_is_not_paused_in_the_midst(texter: Texter, line_store: Store) -> None:
    """A number is put right five times: each time we ask for it anew, since they said that it was wrong."""
    line_store.link.client.flushdb()
    texter.text("CALLME")
    for n in range(6):
        assert "number to ring" in texter.text("2"), n
        assert "we will ring" in texter.text(f"07400 9922{n:02}"), n
    assert "best time" in texter.text("1") and "saved" in texter.text("4")


def test_what_answers_nothing_pauses_though_a_question_is_open(texter: Texter) -> None:
    texter.text("CALLME", "2")
    said = [texter.text("12345") for _ in range(6)]
    assert ["too short" in words for words in said] == [True] * 4 + [False] * 2
    assert "pause" in said[4] and said[5] == ""


def test_two_machines_that_ask_and_answer_in_turns_end_within_the_sixty_of_a_day(
    texter: Texter, at: At, line_store: Store
) -> None:
    line_store.link.client.flushdb()
    for n in range(60):
        at(OPEN + n * timedelta(minutes=20))
        texter.text("CALLME", "2", "07400 992301", "2", "07400 992301", "1", "4")
    assert sum(bool(reply) for reply in texter.replies) <= 60
    assert sum("saved" in reply for reply in texter.replies) <= 10
