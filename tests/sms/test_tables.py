"""The tables of texts: each row is a decision, and whoever changes one changes it here too."""

from dataclasses import replace

from counted import allowed
from menus.model import Number, Pack
from menus.multilingual import our_texts
from sms import delivery, exchange, limits, permitted
from sms.exchange import Line, _reply_without_store, make_reply
from sms.flow import step
from sms.limits import ALIKE, BUDGETS, Budget
from sms.model import KeepCallback, Reply, Talk, Texted
from sms.replies import callback, outcomes, quoting, reacting, short, typed_number
from sms.replies.thread import Thread
from store import numbers
from tests.conftest import OPEN

# The kind of reply to each of these texts while the store is away.
WITHOUT_STORE = {
    "stop": "stop_failed",
    "start": "stop_failed",
    "callme": "wish_failed",
    "nocall": "wish_failed",
    "we missed your call": "away",
    "1": "away",
    "yes": "away",
    "i am out of the office until monday": "automatic",
    "bones": "topic.bones.1",
    "chest pain": "urgent",
    "zebra": "unknown",
    "menu": "menu",
}


def answer(pack: Pack, body: str, talk: Talk, **more: bool) -> Reply:
    return step(pack, talk, replace(Texted(body), **more), OPEN)  # type: ignore[arg-type]


def test_each_kind_of_reply_has_its_budget_and_only_an_emergency_is_counted_apart() -> None:
    assert {
        "urgent": Budget((allowed.ALARMS,), together=False, pauses=True),
        "callback_kept": Budget((allowed.PROMISES,), together=True, pauses=False),
        "nocall_done": Budget((allowed.TAKEN_BACK,), together=True, pauses=False),
        "stop": Budget((allowed.STOPS_AN_HOUR, allowed.STOPS), together=True, pauses=False),
        "start": Budget((allowed.STARTS,), together=True, pauses=False),
        "start.again": Budget((allowed.STARTS_AN_HOUR, allowed.STARTS), together=True, pauses=False),
        "stop_untold": Budget((), together=False),
        "abroad": Budget((allowed.ABROAD,), together=True, pauses=False),
    } == BUDGETS
    assert Budget((allowed.ALIKE_SOON, allowed.ALIKE_A_DAY), together=True, pauses=True) == ALIKE
    assert limits.ANY == (allowed.ANY_SOON, allowed.ANY_A_DAY)
    assert limits.ALIKE_BY_KIND == ("unknown", "helpline", "nocall")


def test_what_the_carrier_has_answered_opts_out_or_in_or_neither() -> None:
    assert permitted.OPTED == {"STOP": "out", "START": "in", "HELP": ""}
    assert permitted.ANYWHERE == ("urgent", "stop")


def test_what_refers_to_an_earlier_text_cannot_be_answered_while_the_store_is_away() -> None:
    told = ("older_number", "number_unasked", "nothing_asked", "no_more", "more_of_what", "missed")
    assert told == exchange.MID_TALK
    assert (exchange.ROUNDS, exchange.SEALED_FOR, exchange.RINGABLE) == (50, "talk", ("mobile", "landline"))


def test_a_question_about_a_call_back_is_open_under_its_name_until_it_is_answered(pack: Pack) -> None:
    assert (*("whose", "number", "right", "time"),) == (
        callback.WHOSE,
        callback.NUMBER,
        callback.RIGHT,
        callback.TIME,
    )
    assert callback.ASKING == ("whose", "number", "right", "time")
    asked = {
        ("callme", ""): "whose",
        ("1", "whose"): "time",
        ("2", "whose"): "number",
        ("yes", "whose"): "time",
        ("thanks", "whose"): "whose",
        ("1", "right"): "time",
        ("2", "right"): "number",
        ("yes", "right"): "time",
        ("no", "right"): "number",
        ("thanks", "right"): "right",
        ("yes", "number"): "number",
        ("yes", "time"): "time",
        ("thanks", "time"): "time",
        ("7", "time"): "time",
        ("0", "whose"): "whose",
        ("3", "whose"): "whose",
        ("no", "whose"): "",
    }
    found = {pair: answer(pack, pair[0], Talk(asks=pair[1]), ringable=True).talk.asks for pair in asked}
    assert found == asked
    times = {"1": "morning", "2": "afternoon", "3": "evening", "4": "any"}
    wishes = {key: answer(pack, key, Talk(asks="time"), ringable=True).wish for key in times}
    assert wishes == {key: KeepCallback(time) for key, time in times.items()}  # type: ignore[arg-type]


def test_what_is_amiss_with_a_number_and_what_nocall_ended_is_said_in_its_own_sentence() -> None:
    assert callback.AMISS == {
        "two": "callback_two_numbers",
        "letters": "callback_letters",
        "short": "callback_too_short",
        "long": "callback_too_long",
    }
    assert outcomes.WITHDRAWN == {
        (True, False): "callback_withdrawn",
        (False, True): "callback_withdrawn_others",
        (True, True): "callback_withdrawn_all",
        (False, False): "callback_none",
    }
    assert outcomes.NOCALL_STOPPED == {True: "callback_withdrawn_stopped", False: "callback_none_stopped"}
    assert reacting.CHOICES == {"whose": 2, "right": 2, "time": 4}
    assert reacting.IDLE == ("YES", "NO", "THANKS", "SLIP")


def test_a_stop_that_ends_a_call_back_too_has_its_own_words_and_counts_as_a_stop(pack: Pack) -> None:
    both, alone = (answer(pack, "stop", Talk(), callback_open=is_open) for is_open in (True, False))
    assert (both.kind, both.opt, both.talk) == (alone.kind, alone.opt, alone.talk) == ("stop", "out", Talk())
    assert both.counts == alone.counts == ("text:stop",)
    assert both.text == Thread(pack, Talk(), OPEN).say("stop_callback", Talk()).text != alone.text


def test_a_text_is_told_from_our_own_words_and_read_for_a_number_within_these_bounds() -> None:
    assert (quoting.WINDOW, quoting.SURELY, quoting.CUT_SHORT) == (4, 8, ("…", "..."))
    assert our_texts.ALARMS == ("urgent_", "worried", "help_me", "after_alarm_person")
    assert (*("urgent", "again", "danger", "worried", "thanks"),) == (
        short.ALARM,
        short.ALARM_AGAIN,
        short.DANGER,
        short.WORRY,
        short.THANKS,
    )
    assert (*(5, 10, 11, 16),) == (
        typed_number.MEANT,
        numbers.SHORTEST,
        numbers.OWN,
        numbers.LONGEST,
    )
    assert (typed_number.READ, typed_number.STARTS) == (320, ("0", "+", "44", "7"))
    known = ("delivered", "undelivered", "failed", "sent", "queued", "sending", "accepted")
    assert known == delivery.STATUSES and delivery.FAILED == ("undelivered", "failed")


def test_without_the_store_nothing_is_promised_and_nothing_of_an_earlier_text_is_known(pack: Pack) -> None:
    line = Line(pack, None, "", str.encode)  # type: ignore[arg-type]
    said = {body: _reply_without_store(line, answer(pack, body, Talk()), OPEN) for body in WITHOUT_STORE}
    assert {body: reply.kind for body, reply in said.items()} == WITHOUT_STORE
    assert not [body for body, reply in said.items() if reply.wish or reply.opt or reply.talk.asks]
    assert not said["i am out of the office until monday"].text


def test_a_line_that_does_not_know_its_number_texts_the_first_of_the_helpline(pack: Pack) -> None:
    several = (Number("+442079460123", "person"), Number("+442079460001", "person"), *pack.hours.numbers)
    line = Line(replace(pack, hours=replace(pack.hours, numbers=several)), None, "", str.encode)  # type: ignore[arg-type]
    asks = Reply("Ring {line}.", Talk(), "topic")
    assert make_reply(line, asks).body == b"Ring 020 7946 0123."
    assert make_reply(replace(line, number="+447400123456"), asks).body == b"Ring 07400 123 456."


def test_a_report_is_counted_by_its_status_and_what_failed_by_its_code_too() -> None:
    found = [
        delivery.read_status({"MessageSid": "SM1", "MessageStatus": status, "ErrorCode": code})[1:]
        for status, code in (
            *(("undelivered", "30003"), ("failed", "30003"), ("delivered", "30003")),
            *(("failed", ""), ("failed", "3000"), ("failed", "300031"), ("lost", "30003"), ("", "")),
        )
    ]
    assert found == [
        ("undelivered", "delivery:undelivered:30003"),
        ("failed", "delivery:failed:30003"),
        ("delivered", "delivery:delivered"),
        *[("failed", "delivery:failed")] * 3,
        *[("other", "delivery:other")] * 2,
    ]
    old = {"SmsSid": "SM2", "SmsStatus": "failed"}
    assert delivery.read_status(old) == ("SM2", "failed", "delivery:failed")
    assert delivery.read_status({})[0] == ""


def test_only_what_failed_for_a_reason_that_passes_is_sent_again() -> None:
    def again(status: str, code: str, name: str = "MessageStatus") -> bool:
        return delivery.is_sent_again({name: status, "ErrorCode": code})

    assert again("undelivered", "30003") and again("failed", "30003", "SmsStatus")
    assert not again("delivered", "30003"), "it did not fail"
    assert not again("failed", "30006"), "its reason stays"
    assert not again("failed", "99999") and not again("failed", ""), "nobody knows the reason"
