"""Scenes of texts: keywords, numbers, the talk between two texts, opting out, and one reply a message."""

from dataclasses import replace
from datetime import time, timedelta
from functools import partial

import pytest

from app import create_app
from counted import names as counted
from counted.allowed import ANY_A_DAY
from menus.filling.pages import week_texts
from menus.matcher.answers import Urgent
from menus.model import HELPLINE, Pack
from menus.parts import is_gsm7, length
from settings import Settings
from sms.flow import step
from sms.model import Talk, Texted
from sms.replies.short import urgent_reply
from sms.replies.thread import Thread
from store.store import Store
from tests.conftest import CLOSED, OPEN, At, Clock, new_number
from tests.people.crowd import at_once
from tests.texter import Texter, next_id
from tests.wiring.wire import Served, Wire, in_process, over_http


def test_each_keyword_brings_its_topic(texter: Texter, pack: Pack) -> None:
    for topic in pack.languages["en"].topics.values():
        if topic.name == "helpline":
            continue
        texter.number = f"+4474003{len(texter.replies):05d}"
        reply = texter.text(topic.keyword)
        assert reply.startswith(f"DRAFT: Muscle Line. {topic.keyword}"), reply
        assert is_gsm7(reply)
        assert length(reply.removeprefix("DRAFT: ")) <= 306


@pytest.mark.parametrize(
    "body",
    [
        "steroidcard",
        " Steroid card ",
        "text STEROIDCARD",
        "STEROIDCARD please!",
        "steroid-card.",
        "“SteroidCard”",
    ],
)
def test_a_keyword_is_known_however_it_is_dressed(texter: Texter, body: str) -> None:
    assert "STEROIDCARD" in texter.text(body)


@pytest.mark.parametrize(
    ("body", "keyword"),
    [
        ("prednisolone", "STEROIDS"),
        ("MTX", "DMARDS"),
        ("alendronic acid", "BONES"),
        ("gym", "EXERCISE"),
        ("IVIG", "IMMUNOGLOBULIN"),
    ],
)
def test_brand_and_everyday_names_are_known(texter: Texter, body: str, keyword: str) -> None:
    assert f" {keyword}" in texter.text(body)


def test_more_tells_the_rest_once(texter: Texter) -> None:
    assert "2 of 2" in texter.text("RECOVERY", "MORE")
    assert "no more" in texter.text("MORE")
    assert "MENU" in texter.last


def test_more_of_a_topic_of_one_text_says_that_there_is_no_more(pack: Pack) -> None:
    language = pack.languages["en"]
    topics = {**language.topics, "recovery": replace(language.topics["recovery"], more="")}
    short = replace(pack, languages={"en": replace(language, topics=topics)})
    first = step(short, Talk(), Texted("RECOVERY"), OPEN)
    assert step(short, first.talk, Texted("MORE"), OPEN).kind == "no_more"


def test_more_says_that_a_topic_is_checked_whose_review_ended_between_two_texts(pack: Pack) -> None:
    language = pack.languages["en"]
    ends = replace(language.topics["recovery"], review_by=OPEN.date())
    reviewed = replace(
        pack, languages={"en": replace(language, topics={**language.topics, "recovery": ends})}
    )
    first = step(reviewed, Talk(), Texted("RECOVERY"), OPEN)
    assert first.kind == "topic.recovery.1"
    assert step(reviewed, first.talk, Texted("MORE"), OPEN).kind == "topic.recovery.2"
    assert step(reviewed, first.talk, Texted("MORE"), OPEN + timedelta(days=3)).kind == "withdrawn.recovery"


def test_a_topic_is_counted_once_and_not_with_its_second_text(pack: Pack) -> None:
    first = step(pack, Talk(), Texted("RECOVERY"), OPEN)
    second = step(pack, first.talk, Texted("MORE"), OPEN)
    assert counted.topic("recovery", "text") in first.counts
    assert counted.topic("recovery", "text") not in second.counts


def test_more_without_a_topic_brings_the_menu(texter: Texter) -> None:
    assert "1 steroids" in texter.text("MORE")


def test_numbers_walk_the_menus_and_back_leads_up_again(texter: Texter) -> None:
    assert "1 steroids" in texter.text("MENU")
    assert "1 " in texter.text("1")
    assert "STEROIDCARD" in texter.text("1")
    assert "Steroids." in texter.text("BACK")
    assert "Reply 1 steroids" in texter.text("BACK")


def test_a_number_answers_only_our_last_text(texter: Texter) -> None:
    assert "older text" in texter.text("2")
    assert "older text" in texter.text("MENU", "BONES", "1")
    assert "999" in texter.last
    assert "not in our last text" in texter.text("MENU", "5")
    assert "Steroids." in texter.text("1"), "the list is still open"


def test_a_number_that_nothing_was_asked_by_is_told_so(texter: Texter) -> None:
    assert "did not ask for a number" in texter.text("EXERCISE", "1")
    assert "116 123" in texter.last


@pytest.mark.parametrize("body", ["1", " 1. ", "1)", "reply 1", "No. 1", "1 please"])
def test_a_number_is_known_however_it_is_dressed(texter: Texter, body: str) -> None:
    texter.text("MENU")
    assert "Steroids." in texter.text(body)


def test_helpline_gives_the_number_when_open_and_the_next_opening_when_closed(texter: Texter, at: At) -> None:
    assert "open now" in texter.text("HELPLINE").lower()
    assert "0800 5200 520" in texter.last
    at(CLOSED)
    assert "closed until 9am tomorrow" in texter.text("HELPLINE").lower()
    assert "0800 5200 520" in texter.last
    assert "HELPLINE" in texter.text("MORE")


def test_a_near_miss_is_offered_and_never_guessed(texter: Texter) -> None:
    reply = texter.text("bonse")
    assert "BONES? Reply 1" in reply
    assert "BONES" in texter.text("YES")
    assert "BONES" not in texter.text("YES"), "the question is answered"


def test_no_to_a_question_brings_the_menu(texter: Texter) -> None:
    texter.text("bonse")
    assert "1 steroids" in texter.text("no")


def test_what_nobody_understands_gets_a_way_on(texter: Texter) -> None:
    reply = texter.text("qwrtzp")
    assert "MENU" in reply
    assert "999" in reply


@pytest.mark.parametrize("body", ["", " ", "😀", "\x00", "a" * 1600, "ñandú", "١"])
def test_any_body_is_answered(texter: Texter, body: str) -> None:
    assert "MENU" in texter.text(body)


def test_help_and_info_hold_999_and_111_and_the_costs(texter: Texter) -> None:
    for word in ("HELP", "INFO"):
        reply = texter.text(word)
        assert "999" in reply
        assert "111" in reply
        assert "free" in reply


@pytest.mark.parametrize(
    "word", ["STOP", "stop", "StopAll", "UNSUBSCRIBE", "cancel", "END", "quit", "REVOKE", "OPTOUT", "stop."]
)
def test_stop_words_opt_out_with_one_confirmation_and_then_silence(texter: Texter, word: str) -> None:
    reply = texter.text(word)
    assert "no more texts" in reply
    assert "999" in reply
    assert "START" in reply
    assert texter.text("MENU") == ""
    assert texter.text("STEROIDS") == ""


@pytest.mark.parametrize("word", ["CANCER", "stoop", "cancel my appointment", "the end"])
def test_what_only_looks_like_stop_opts_nobody_out(texter: Texter, word: str) -> None:
    assert "no more texts" not in texter.text(word)
    assert texter.text("MENU") != ""


def test_start_undoes_stop(texter: Texter) -> None:
    texter.text("STOP")
    assert "again" in texter.text("START")
    assert "1 steroids" in texter.text("MENU")


def test_what_the_carrier_has_answered_is_recorded_and_gets_no_text(texter: Texter) -> None:
    assert texter.text("STOP", OptOutType="STOP") == ""
    assert texter.text("MENU") == ""
    assert texter.text("START", OptOutType="START") == ""
    assert "1 steroids" in texter.text("MENU")
    assert texter.text("HELP", OptOutType="HELP") == ""


@pytest.mark.parametrize("word", ["STOP", "START", "HELP"])
def test_what_the_carrier_has_answered_gets_no_text_with_the_store_away(
    settings: Settings, away: Store, clock: Clock, word: str
) -> None:
    """Whoever has sent STOP would get one more text from us."""
    texter = Texter(Wire(in_process(create_app(settings, store=away, now=clock))), number=new_number())
    assert texter.text(word, OptOutType=word) == ""
    assert "could not make sure" in texter.text("STOP"), "what nobody has answered is"


def test_the_same_message_gets_the_same_bytes_and_the_talk_moves_once(texter: Texter) -> None:
    texter.text("RECOVERY")
    message = next_id()
    first = texter.deliver("MORE", message)
    assert texter.deliver("MORE", message).body == first.body
    assert b"2 of 2" in first.body
    assert "no more" in texter.text("MORE")


def test_the_same_message_at_the_same_moment_gets_the_same_bytes(
    settings: Settings, store: Store, clock: Clock
) -> None:
    apps = [create_app(settings, store=store, now=clock) for _ in range(2)]
    for number in range(10):
        texter = Texter(Wire(in_process(apps[0])), number=f"+44740019999{number}")
        texter.text("RECOVERY")
        with Served(apps[0]) as first, Served(apps[1]) as second:
            twins = [Texter(Wire(over_http(port)), number=texter.number) for port in (first, second)]
            message = next_id()
            bodies = at_once([partial(delivered, twin, "MORE", message) for twin in twins])
        assert bodies[0] == bodies[1]
        assert b"2 of 2" in bodies[0]


def delivered(texter: Texter, body: str, message: str) -> bytes:
    """What the line answers to a message."""
    return texter.deliver(body, message).body


def test_five_alike_replies_in_ten_minutes_end_in_a_pause(texter: Texter, at: At) -> None:
    replies = [texter.text("qwrtzp") for _ in range(7)]
    assert ["pause" in reply for reply in replies[:5]] == [False] * 4 + [True]
    assert "0800" in replies[4]
    assert replies[5:] == ["", ""]
    assert "Muscle Line" in texter.text("MENU")
    at("2026-05-19T10:11")
    assert "understand" in texter.text("qwrtzp")


def test_stop_and_the_helpline_are_answered_however_much_was_sent(texter: Texter) -> None:
    for _ in range(6):
        texter.text("qwrtzp")
    assert "0800" in texter.text("HELPLINE")
    assert "ring you back" in texter.text("CALLME")
    assert "no more texts" in texter.text("STOP")


def test_sixty_texts_a_day_are_the_most(texter: Texter, at: At) -> None:
    words = ["BONES", "FLARE", "DMARDS", "PHYSIO", "EXERCISE", "RECOVERY"]
    sent = 0
    for number in range(ANY_A_DAY.most + 5):
        at(f"2026-05-19T{number // 6:02d}:{10 * (number % 6):02d}")
        sent += bool(texter.text(words[number % len(words)]))
    assert sent == ANY_A_DAY.most


@pytest.mark.parametrize(
    "sender",
    ["60777", "+60777", "Muscle", "anonymous", "", "+441632960000", "+266696687", "whatsapp:+441632960000"],
)
def test_no_machine_word_or_own_number_is_answered(wire: Wire, sender: str) -> None:
    assert Texter(wire, number=sender).text("MENU") == ""


def test_a_message_without_an_id_is_answered(wire: Wire) -> None:
    answer = wire.post("/sms", {"From": "+447400123456", "Body": "MENU"})
    assert b"1 steroids" in answer.body


def test_supportus_tells_how_the_charity_is_supported(texter: Texter) -> None:
    assert "shops" in texter.text("SUPPORTUS")


def test_a_text_is_counted_in_its_hour_of_the_helplines_clock(
    texter: Texter, line_store: Store, clock: Clock
) -> None:
    line_store.counts.flush()
    before = line_store.counts.day(clock.now.date()).get("hour:10:text", 0)
    texter.text("BONES")
    line_store.counts.flush()
    assert line_store.counts.day(clock.now.date())["hour:10:text"] == before + 1


@pytest.mark.parametrize("part", [0, -1, -3])
def test_more_of_the_helpline_begins_with_its_first_text_where_no_week_is_left(pack: Pack, part: int) -> None:
    """The hours may have changed, so that their texts are not those of which some were still to come."""
    reply = step(pack, Talk(topic=HELPLINE, part=part, menu="main"), Texted("more"), OPEN)
    assert (reply.kind, reply.talk.part) == (f"topic.{HELPLINE}.1", 1)


def test_hours_too_long_for_one_text_are_sent_one_text_after_the_other_before_the_rest(pack: Pack) -> None:
    week = tuple(((time(9, at), time(10, at)), (time(14, at), time(15, at))) for at in range(1, 8))
    long = replace(pack, hours=replace(pack.hours, weekly=week))
    texts = week_texts(long.languages["en"], long.hours)
    assert len(texts) > 1
    talk, sent = step(long, Talk(), Texted("helpline"), OPEN).talk, []
    for left in range(len(texts), 0, -1):
        assert talk.part == -left
        reply = step(long, talk, Texted("more"), OPEN)
        talk = reply.talk
        sent.append(reply.text)
    assert all(told in text for told, text in zip(texts, sent, strict=True))
    assert step(long, talk, Texted("more"), OPEN).kind == f"topic.{HELPLINE}.1"


def test_an_emergency_reply_names_the_likeliest_topic_alone(pack: Pack) -> None:
    found = Urgent("at_once", topics=("bones", "flare"))
    text = urgent_reply(Thread(pack, Talk(), OPEN), found).text
    assert "BONES" in text and "FLARE" not in text
    assert "MENU" in urgent_reply(Thread(pack, Talk(), OPEN), Urgent("at_once")).text
