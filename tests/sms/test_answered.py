"""Nobody who writes is met with silence, and whoever is not understood hears who can help (R47, R48)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app import create_app
from counted.allowed import ALIKE_A_DAY
from menus.matcher.matching import Careful, Command, Found, Unsure, Urgent, Worried, match
from menus.model import Language, Pack
from menus.phrasing.tables import strings, table
from menus.rules.lists import example
from settings import Settings
from sms.flow import step
from sms.model import Reach, Reply, Stands, Talk, Texted
from sms.replies import outcomes
from sms.replies.thread import Thread
from store.store import Store, open_store
from tests.conftest import OPEN, At, Clock, new_number
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

WHO_HELPS = ("999", "111", "116 123")
ANSWERED = (Found, Unsure, Command, Careful, Urgent, Worried)
FORWARD = ("MENU", "HELPLINE", "CALLME")
SILENT = {"reaction", "automatic", "thanks", "carrier", "opted_out", "blocked", "costly"}
"""All that gets no reply: nothing else may."""


def machines(english: Language, *names: str) -> Iterator[str]:
    """What a machine would write for each of its phrases."""
    for name in names:
        for source in strings(table(table(english.matching, "matching"), name), "phrases"):
            yield example(english, source)


def answer(pack: Pack, body: str, talk: Talk | None = None, known: bool = True) -> Reply:
    return step(pack, talk or Talk(), Texted(body, texted_today=known), OPEN)


def test_each_keyword_beside_each_machines_phrase_is_answered(english: Language) -> None:
    for phrase in machines(english, "automatic", "machines"):
        for topic in english.topics.values():
            for body in (
                f"{topic.keyword}. {phrase}",
                f"{phrase}. {topic.keyword}",
                f"{phrase}\n{topic.keyword}",
            ):
                found = match(english, body)
                named = topic.name in getattr(found, "topics", (getattr(found, "topic", ""),))
                meant = isinstance(found, Command) and found.name == topic.keyword
                assert isinstance(found, ANSWERED), (body, found)
                assert named or meant or not isinstance(found, Found), (body, found)


@pytest.mark.parametrize("word", FORWARD)
def test_each_way_on_beside_each_machines_phrase_is_answered(
    pack: Pack, english: Language, word: str
) -> None:
    for phrase in machines(english, "automatic", "machines"):
        for body in (f"{word}. {phrase}", f"{phrase}. {word}"):
            reply = answer(pack, body)
            assert reply.text or (reply.wish and reply.kind != "automatic"), body


def test_while_we_wait_no_machines_phrase_is_met_with_silence(pack: Pack, english: Language) -> None:
    waiting = (Talk(asks="time"), Talk(("topic.bones",), asked=True))
    for phrase in machines(english, "automatic", "machines"):
        for talk in waiting:
            reply = answer(pack, phrase, talk)
            assert reply.text or reply.kind == "missed", phrase


@pytest.mark.parametrize(
    "body",
    [
        "Auto reply: I am out of the office until Monday and will answer your message on my return.",
        "I am driving and will reply later",
        "I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I get there.",
        "Message could not be delivered",
        "This is an automated message, please do not reply",
        "Your verification code is 482913",
        "Out of office",
        "Sorry, I can't take your call right now",
    ],
)
def test_a_machine_gets_silence_from_its_first_text_on(texter: Texter, body: str) -> None:
    assert texter.text(body) == ""
    assert texter.text("MENU", body) == ""


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ("I am deaf, please text, not call. I cant answer the phone. EXERCISE", "EXERCISE"),
        ("cant talk right now, text me about blood tests", "BLOODTESTS"),
        ("thank you for your message. what about bones", "BONES"),
        ("do not disturb me before 10, ring me after that", "ring you back"),
        ("my voicemail is full, please ring my landline", "ring you back"),
        ("out of office all week, how do i get the steroid card", "STEROIDCARD"),
        ("on annual leave, where can i park", "did not understand"),
        ("im driving my mother to the ward and she forgot her list", "999"),
    ],
)
def test_a_person_who_says_what_machines_say_is_answered(texter: Texter, body: str, answer: str) -> None:
    texter.text("MENU")
    assert answer in texter.text(body)


def test_a_first_text_is_left_without_an_answer_only_if_it_is_wholly_a_machines(pack: Pack) -> None:
    body = "on my way to the clinic tomorrow"
    assert answer(pack, body, known=False).text
    assert answer(pack, "on my way", known=False).text == ""


def test_every_reply_to_somebody_not_understood_names_who_can_help(pack: Pack, english: Language) -> None:
    replies = [
        answer(pack, "my cousin plays the tuba"),
        answer(pack, "bonse"),
        answer(pack, "MORE", Talk(topic="bones", part=2)),
        answer(pack, "1"),
        answer(pack, "9", Talk(("topic.bones",))),
        answer(pack, "yes"),
        answer(pack, "no"),
        step(pack, Talk(), Texted("", pictures=True), OPEN),
    ]
    replies.append(Reply(english.text["pause"], Talk(), "pause"))
    for reply in replies:
        for sign in WHO_HELPS:
            assert sign in reply.text, reply
        assert "HELPLINE" in reply.text or "{number}" in reply.text, reply


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "?",
        "...",
        "😀",
        "\u200b",
        "hm",
        "what",
        "xx",
        "0",
        "99",
        "Sent from my iPhone",
        "> hi",
        "“”",
        "no",
        "y",
    ],
)
def test_nothing_but_what_is_listed_is_met_with_silence(pack: Pack, body: str) -> None:
    for known in (True, False):
        reply = answer(pack, body, known=known)
        assert reply.text or reply.kind in SILENT, body


@pytest.mark.parametrize("body", ["thanks", "ok thanks", "Thank you so much x", "cheers", "👍", "🙏", "ok"])
def test_thanks_get_one_kind_line_and_no_second(texter: Texter, body: str) -> None:
    texter.text("EXERCISE")
    assert "welcome" in texter.text(body)
    assert "999" in texter.last
    assert texter.text("thanks") == ""
    assert "EXERCISE" in texter.text("EXERCISE")
    assert "welcome" in texter.text(body)


@pytest.mark.parametrize("body", ["hello", "Hi", "good morning", "hello there", "Hiya"])
def test_hello_brings_the_menu(texter: Texter, body: str) -> None:
    assert "1 steroids" in texter.text(body)


@pytest.mark.parametrize("body", ["help me", "please help me", "can someone help me", "I need help"])
def test_a_cry_for_help_hears_who_helps(texter: Texter, body: str) -> None:
    assert all(sign in texter.text(body) for sign in (*WHO_HELPS, "85258"))
    assert "call 999 now" in texter.text("yes")


@pytest.mark.parametrize("body", ["PRIVACY", "gdpr", "what data do you hold about me", "erase my data"])
def test_privacy_says_what_is_held_and_by_whom(texter: Texter, body: str) -> None:
    assert "erase" in texter.text(body)
    assert "0800 5200 520" in texter.last


def test_a_picture_without_words_is_told_that_we_cannot_see_it(texter: Texter) -> None:
    assert "cannot see pictures" in texter.text("", NumMedia="1")
    assert "cannot see pictures" in texter.text("Sent from my iPhone", NumMedia="2")
    assert "BONES" in texter.text("bones", NumMedia="1")
    assert "best time" in texter.text("CALLME", "1")
    texter.text("", NumMedia="1")
    assert "saved" in texter.text("4"), "the question is still open"


@pytest.mark.parametrize("alarm", ["she has stopped breathing", "i want to die"])
@pytest.mark.parametrize(
    "yes", ["yes", "YES please", "he is", "She is", "👍", "ok", "i will", "its worse", "they are coming"]
)
def test_a_yes_after_an_emergency_text_brings_the_body_reply(texter: Texter, alarm: str, yes: str) -> None:
    texter.text(alarm)
    assert "call 999 now" in texter.text(yes)


@pytest.mark.parametrize(
    "no", ["no", "false alarm", "she isnt", "im fine", "👎", "im ok now", "not any more"]
)
def test_a_no_after_an_emergency_text_brings_the_menu(texter: Texter, no: str) -> None:
    assert "1 steroids" in texter.text("she has stopped breathing", no)
    assert "call 999 now" not in texter.text("yes")


def test_an_emergency_keeps_our_question_open(texter: Texter) -> None:
    texter.text("CALLME", "1", "she has stopped breathing")
    assert "saved" in texter.text("4")


@pytest.mark.parametrize(
    "slip", ["STOPP", "ST0P", "sotp", "stpo", "stoop", "Stopp.", "STO P", "stopp\nSent from my iPhone"]
)
def test_a_slip_of_stop_is_told_the_word_and_opts_nobody_out(texter: Texter, slip: str) -> None:
    reply = texter.text(slip)
    if slip == "STO P":
        assert "no more texts" in reply, "its letters are the word's"
        return
    assert "one word STOP" in reply
    assert "1 steroids" in texter.text("MENU")


@pytest.mark.parametrize(
    "word",
    [
        "STOP\nSent from my iPhone",
        "STOP\rSent from my iPhone",
        "stop.\n\nMargaret",
        "“Stop”",
        "STOP!!",
        " stop ",
        "Stop\n- Dave",
        "> hi\nSTOP",
        "STOP. Thank you",
        "Stop, wrong number",
        "STOP John",
        "Stop love from Kayleigh x",
    ],
)
def test_stop_with_a_footer_is_stop(texter: Texter, word: str, line_store: Store) -> None:
    assert "no more texts" in texter.text(word)
    assert line_store.people.has_opted_out(texter.number)


def test_nocall_after_stop_is_answered_with_what_became_of_the_call(
    texter: Texter, line_store: Store
) -> None:
    """The confirmation of STOP tells them to text it (R47)."""
    texter.text("CALLME", "1", "4")
    assert "NOCALL" in texter.text("STOP")
    said = texter.text("NOCALL")
    assert "cancelled" in said and "START" in said and "CALLME" not in said
    assert line_store.callbacks.open_of(texter.number) is None
    assert "no call back was waiting" in texter.text("nocall") and texter.text("BONES") == ""
    assert "nothing is cancelled" in texter.text("NOCALL 07400 333001")
    assert "not one number that we can ring" in texter.text("NOCALL 0740 033")


def test_yes_undoes_an_opt_out_for_a_day(texter: Texter, at: At) -> None:
    texter.text("STOP")
    assert texter.text("yes please") == "", "only the one word"
    assert "again" in texter.text("Yes")
    at("2026-05-19T12:00")
    texter.text("STOP")
    at("2026-05-20T12:01")
    assert texter.text("YES") == ""


def test_yes_after_an_emergency_text_undoes_no_opt_out(texter: Texter) -> None:
    texter.text("STOP")
    assert "call 999 now" in texter.text("she has stopped breathing")
    assert "call 999 now" in texter.text("YES")
    assert "Reply 1" not in texter.text("MENU") and "call 999 now" in texter.last


def test_stop_is_confirmed_once_an_hour_and_a_start_that_undoes_it_each_time(
    texter: Texter, at: At, line_store: Store
) -> None:
    assert "no more" in texter.text("STOP")
    assert "again" in texter.text("START")
    assert texter.text("STOP") == ""
    assert line_store.people.has_opted_out(texter.number)
    assert "again" in texter.text("START")
    assert not line_store.people.has_opted_out(texter.number)
    at("2026-05-19T11:01")
    assert "no more" in texter.text("STOP")


def test_replies_that_are_alike_end_after_ten_a_day(texter: Texter, at: At) -> None:
    replies = []
    for n in range(ALIKE_A_DAY.most + 3):
        at(f"2026-05-19T{8 + n:02d}:00")
        replies.append(texter.text("BONES"))
    assert ["pause" in reply for reply in replies[: ALIKE_A_DAY.most]] == [False] * (ALIKE_A_DAY.most - 1) + [
        True
    ]
    assert replies[ALIKE_A_DAY.most :] == [""] * 3
    assert "EXERCISE" in texter.text("EXERCISE")


def test_emergencies_are_bounded_by_themselves(texter: Texter, at: At) -> None:
    replies = []
    for n in range(52):
        at(f"2026-05-19T{8 + n // 10:02d}:{n % 10:02d}")
        replies.append(texter.text("she has stopped breathing"))
    assert all(replies[:50])
    assert replies[50:] == ["", ""]
    assert "EXERCISE" in texter.text("EXERCISE")


MISSED = [
    "I had a missed call from you, please ring again",
    "did you ring me",
    "Can't talk now. Call me later?",
    "you rang me",
    "sorry I missed your call",
    "was that you ringing?",
    "nobody has rung me yet",
]


@pytest.mark.parametrize("body", MISSED)
def test_who_missed_our_call_back_hears_what_is_true(
    texter: Texter, line_store: Store, clock: Clock, body: str
) -> None:
    assert "ring you back" in texter.text(body), "no call-back is open: one is offered"
    texter.text("CALLME", "1", "4")
    assert "have not rung yet" in texter.text(body)
    callback_id = line_store.callbacks.open_of(texter.number).id  # type: ignore[union-attr]
    line_store.callbacks.claim(callback_id, "jo", clock.now)
    assert "ringing you about now" in texter.text(body)
    line_store.callbacks.close(callback_id, "no_reply", "jo", clock.now)
    assert "once more" in texter.text(body)
    clock.now += timedelta(hours=1)
    line_store.callbacks.claim(callback_id, "jo", clock.now)
    line_store.callbacks.close(callback_id, "no_reply", "jo", clock.now)
    assert "We rang twice" in texter.text(body)
    assert "CALLME" in texter.last


@pytest.mark.parametrize(
    ("asks", "late"), [("2026-05-20T19:59", False), ("2026-05-20T20:00", True), ("2026-05-22T10:00", True)]
)
def test_whose_call_is_late_hears_sorry_with_the_new_day(
    texter: Texter, line_store: Store, clock: Clock, asks: str, late: bool
) -> None:
    texter.text("CALLME", "1", "4")
    clock.at(asks)
    told = texter.text("when will you ring me")
    assert ("sorry, we are late with your call back" in told) == late
    assert ("your call back is saved, and we have not rung yet" in told) != late
    asked = line_store.callbacks.open_of(texter.number)
    assert asked is not None
    line_store.callbacks.claim(asked.id, "jo", clock.now)
    line_store.callbacks.close(asked.id, "no_reply", "jo", clock.now)
    assert "yes, we rang you" in texter.text("when will you ring me")


@pytest.mark.parametrize(
    ("taken", "asks", "rings"),
    [
        ("2026-05-19T19:50", "2026-05-19T19:59", True),
        ("2026-05-19T19:50", "2026-05-19T20:05", True),
        ("2026-05-19T19:50", "2026-05-19T20:20", False),
        ("2026-05-19T20:04", "2026-05-19T20:05", False),  # four minutes after closing
        ("2026-05-23T02:10", "2026-05-23T02:11", False),
        ("2026-05-25T11:00", "2026-05-25T11:01", False),  # a bank holiday
        ("2026-05-20T10:00", "2026-05-20T11:30", True),
    ],
)
def test_nobody_is_told_that_they_are_rung_now_because_somebody_took_it_at_night(
    texter: Texter, line_store: Store, clock: Clock, taken: str, asks: str, rings: bool
) -> None:
    texter.text("CALLME", "1", "4")
    clock.at(taken)
    asked = line_store.callbacks.open_of(texter.number)
    assert asked is not None
    line_store.callbacks.claim(asked.id, "jo", clock.now)
    clock.at(asks)
    told = texter.text("did you ring me")
    assert ("ringing you about now" in told) == rings and ("We will ring by" in told) != rings


def test_how_a_call_back_stands_is_a_reply_of_its_own_kind(pack: Pack) -> None:
    asked = step(pack, Talk(), Texted("did you ring me"), OPEN)
    thread = Thread(pack, asked.talk, OPEN)
    for found in (Stands(OPEN, 0, ringing=False), Stands(OPEN, 1, ringing=True), Stands(None, 2, False)):
        assert outcomes.tell_outcome(thread, asked, found).kind == "missed", found


def test_a_machine_that_answers_for_who_waits_for_us_is_told_too(texter: Texter) -> None:
    texter.text("CALLME", "1", "4")
    assert "have not rung yet" in texter.text("I am driving and will reply later")


def test_nocall_ends_the_texters_own_call_back_and_what_they_asked_for_others(
    texter: Texter, wire: Wire, line_store: Store
) -> None:
    other, third = new_number(), Texter(wire, new_number())
    third.text("CALLME", "1", "4")
    texter.text("CALLME", "1", "4", "CALLME", f"{other}", "1", "4", "CALLME", third.number)
    assert "other numbers is taken back too" in texter.text("NOCALL")
    assert line_store.callbacks.open_of(texter.number) is None is line_store.callbacks.open_of(other)
    assert line_store.callbacks.open_of(third.number), "a number that was only typed is nobody's to end"


def test_with_the_store_away_what_refers_to_our_last_text_says_so(settings: Settings, clock: Clock) -> None:
    gone = open_store("unix:///nonexistent/store.sock", b"0" * 32, number_keys=settings.number_keys)
    texter = Texter(Wire(in_process(create_app(settings, store=gone, now=clock))), number=new_number())
    for body in ("1", "yes", "MORE", "did you ring me"):
        assert "cannot see our last text" in texter.text(body)
        assert all(sign in texter.last for sign in WHO_HELPS)
    assert texter.text("I am driving and will reply later") == ""


@pytest.mark.parametrize(
    "body",
    ["stop?", "stop it", "I want to stop", "no more", "how can i opt out", "wrong number", "im not Sue"],
)
def test_who_may_not_mean_our_texts_is_told_how_they_end(texter: Texter, body: str) -> None:
    assert "one word STOP" in texter.text(body)
    assert "1 steroids" in texter.text("MENU"), "nobody is opted out"


@pytest.mark.parametrize("body", ["deaf", "i can only text not ring", "can somebody text me back"])
def test_whoever_cannot_hear_is_told_of_relay(texter: Texter, body: str) -> None:
    assert "CALLME RELAY" in texter.text(body)
    assert "Relay UK" in texter.last or "Relay UK" in texter.text("MORE")


@pytest.mark.parametrize("reach", ["abroad", "costly"])
def test_who_opted_out_and_is_not_texted_is_counted_so_and_their_call_back_ends(
    pack: Pack, reach: Reach
) -> None:
    said = Texted("NOCALL", opted_out=True, callback_open=True, reach=reach)
    reply = step(pack, Talk(), said, OPEN)
    assert (reply.text, reply.kind, type(reply.wish).__name__) == ("", "opted_out", "WithdrawCallback")
