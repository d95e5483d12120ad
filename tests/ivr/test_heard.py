"""Everything that can be heard: each place that a call reaches, in every renderer, in packs of every kind."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

import pytest

from ivr import aloud
from ivr.call import Call
from ivr.flow import step
from ivr.model import (
    Arrived,
    Caller,
    Dial,
    DialEnded,
    Event,
    HangUp,
    Keyed,
    KeyNumber,
    Listen,
    Place,
    Pressed,
    Record,
    Recorded,
    Say,
    Silence,
    Spoke,
    Turn,
)
from ivr.rooms.speech import ALARMS
from ivr.rooms.topic import CHUNK_GAP, SAFETY
from ivr.spot import MAIN_MENU, Spot
from ivr.twiml import Filling, render
from menus import words
from menus.blanks import Unfilled
from menus.model import Language, Pack, Topic
from menus.outcome import Already, Another, Kept, Refused, Waiting
from menus.seconds import seconds
from tests.caller import keys_offered, words_of
from tests.conftest import CLOSED, OPEN
from tests.packs.bilingual import in_both
from web.desk.content import show
from web.tryit.screen import pieces

pytestmark = pytest.mark.usefixtures("reckoned_once")
KEYS = "0123456789*#"
DUE = datetime(2026, 5, 20, 20, 0, tzinfo=OPEN.tzinfo)
OUTCOMES = (
    Kept(DUE),
    Already(DUE),
    Waiting(),
    Waiting(DUE, (Another(1, "001", DUE), Another(2, "002", DUE))),
    *map(Refused, ("away", "no_number", "full", "opted_out", "too_many", "blocked", "empty")),
)
ENDS = (
    *(
        DialEnded(status, bridged=False)
        for status in ("busy", "no-answer", "failed", "canceled", "completed")
    ),
    DialEnded("completed", bridged=True),
)
NUMBERS = tuple(Keyed(kind) for kind in ("mobile", "landline", "abroad", None))
TOPIC_MENUS = ("bones", "helpline")


def signed(topic: Topic, until: date | None = None) -> Topic:
    return replace(
        topic, reviewed_by="Ann", reviewer="a nurse", reviewed_on=date(2026, 1, 1), review_by=until
    )


def with_topics(pack: Pack, change: Callable[[Topic], Topic]) -> Pack:
    language = pack.languages["en"]
    topics = {name: change(topic) for name, topic in language.topics.items()}
    return replace(pack, languages={"en": replace(language, topics=topics)})


def listening(pack: Pack) -> Pack:
    """Speech and spoken messages on."""
    return replace(pack, speech=True, hours=replace(pack.hours, messages=True))


def reviewed(pack: Pack) -> Pack:
    """Every topic reviewed."""
    return with_topics(pack, signed)


def withdrawn(pack: Pack) -> Pack:
    """One topic of a menu, and what stands before a menu, past their review."""
    past = ("flare", "treatments")
    over = date(2026, 3, 1)
    return with_topics(pack, lambda topic: signed(topic, over) if topic.name in past else topic)


class Heard(NamedTuple):
    """All turns that one language has, each with its words, by the place and event that led there."""

    pack: Pack
    language: Language
    turns: dict[tuple[Place, Event], Turn]
    said: dict[Turn, str]


def seeds(pack: Pack, code: str, barred: bool) -> Iterator[Place]:
    """Where a call begins, and where only words lead."""
    start = Place(code, MAIN_MENU, barred=barred)
    yield start
    if pack.speech:
        spots = [Spot("urgent", (kind,)) for kind in ALARMS]
        spots += [Spot(asked, TOPIC_MENUS) for asked in ("ask", "careful")]
        spots += [Spot("ask", (name,)) for name in pack.languages[code].topics]
        yield from (start._replace(spot=spot) for spot in spots)


def events(turn: Turn) -> Iterator[Event]:
    """All that can happen after a turn."""
    match turn.then:
        case Listen():
            yield Silence()
            yield from map(Pressed, KEYS)
            if turn.then.speech:
                yield Spoke("wibble wobble", 0.9)
        case KeyNumber():
            yield from NUMBERS
        case Record():
            yield from (Recorded(0), Recorded(20))
        case Dial():
            yield from ENDS


def walk(
    pack: Pack,
    now: datetime,
    caller: Caller,
    barred: bool = False,
    slower: bool = True,
    code: str = "en",
    each_topic: bool = True,
) -> Heard:
    """Every turn that can be reached in one language; wishes come true and fail in every way.

    Without `slower` the call ends for us where somebody asks to hear it slower: that doubles the places, and
    changes the pauses alone. Without `each_topic` one topic stands for all that can be texted where silences
    or unused keys are being counted: a third of all turns.
    """
    turns: dict[tuple[Place, Event], Turn] = {}
    met: set[Turn] = set()
    kinds: set[Turn] = set()
    led_to: set[int] = set()
    waiting = [step(pack, None, Arrived(barred), now, caller)] if code == "en" else []
    waiting += [step(pack, place, Pressed("9"), now, caller) for place in seeds(pack, code, barred)]
    while waiting:
        turn = waiting.pop()
        kind = turn if each_topic else without_topic(turn)
        if kind in kinds or turn.place.language != code:
            continue
        kinds.add(kind)
        met.add(turn)
        for event in OUTCOMES if turn.wish else events(turn):
            if (turn.place, event) not in turns:
                turns[turn.place, event] = led = step(pack, turn.place, event, now, caller)
                if id(led) not in led_to and (slower or not led.place.slow):
                    led_to.add(id(led))  # the very same turn, of many keys, is compared with all others once
                    waiting.append(led)
    said = {alike: aloud.words_of(turn, known(pack, code)) for alike, turn in unlike(met).items()}
    return Heard(pack, pack.languages[code], turns, {turn: said[turn.before, turn.then] for turn in met})


def without_topic(turn: Turn) -> Turn:
    """A turn that is alike for all topics that can be texted, where something is being counted."""
    place = turn.place
    counted, texted = place.silences or place.misses, place.spot.room == "text" or "text" in place.spot.about
    if not counted or not texted:
        return turn
    return replace(turn, place=place._replace(spot=Spot(place.spot.room, ("text",))), then=HangUp())


def unlike(turns: Iterable[Turn]) -> dict[tuple[object, object], Turn]:
    """One of all turns that are said alike: of the place, a renderer writes down the URL alone."""
    return {(turn.before, turn.then): turn for turn in turns}


MOBILE, WITHHELD = Caller("mobile"), Caller("withheld")
FULLEST = "as shipped, open"
WALKS: dict[str, tuple[Callable[[Pack], Pack], datetime, Caller, bool, str]] = {
    FULLEST: (lambda pack: pack, OPEN, MOBILE, False, "en"),
    "as shipped, closed, number withheld": (lambda pack: pack, CLOSED, WITHHELD, False, "en"),
    "barred": (lambda pack: pack, OPEN, MOBILE, True, "en"),
    "messages and speech on, open": (listening, OPEN, MOBILE, False, "en"),
    "messages and speech on, closed": (listening, CLOSED, MOBILE, False, "en"),
    "all reviewed": (reviewed, OPEN, MOBILE, False, "en"),
    "some withdrawn": (withdrawn, OPEN, MOBILE, False, "en"),
    "in Welsh, open": (lambda _: in_both(), OPEN, MOBILE, False, "cy"),
    "in Welsh, messages and speech on, closed": (lambda _: listening(in_both()), CLOSED, MOBILE, False, "cy"),
}


@pytest.mark.parametrize("name", WALKS)
def test_whatever_can_be_heard_is_whole_and_true(pack: Pack, name: str) -> None:
    change, now, caller, barred, code = WALKS[name]
    heard = walk(
        change(pack), now, caller, barred, slower=caller is WITHHELD, code=code, each_topic=name == FULLEST
    )
    assert len(heard.turns) > 2000
    no_blank_is_heard_in_any_renderer(heard)
    every_key_that_is_offered_does_something(heard)
    every_menu_but_the_main_one_offers_star_and_0(heard)
    whoever_is_barred_is_not_offered_a_person(heard)
    no_event_is_a_dead_end(heard)
    the_safety_sentence_is_left_by_0_star_and_the_second_stray_key_alone(heard)


def known(pack: Pack, code: str = "en") -> aloud.Numbers:
    return aloud.numbers(pack, pack.languages[code], "+447400123456", "+447400777888", "+441144960000")


def no_blank_is_heard_in_any_renderer(heard: Heard) -> None:
    language, numbers = heard.language, known(heard.pack, heard.language.code)
    filling = Filling(1, "held", numbers, "https://carrier.example/RE1")
    for turn in unlike(turn for turn in heard.said if not turn.wish).values():
        terminal = heard.said[turn]
        twiml = words_of(ET.fromstring(render(turn, language, filling)))
        browser = " ".join(piece.words for piece in pieces(turn, numbers))
        assert not set("{}") & set(twiml + terminal + browser), (turn.place.spot, twiml)
        assert terminal.split() == twiml.split(), turn.place.spot
        assert terminal.split() == browser.replace("(Your message is played.)", "").split(), turn.place.spot


def every_key_that_is_offered_does_something(heard: Heard) -> None:
    unused = heard.language.call["unused_key"]
    for turn, spoken in heard.said.items():
        if isinstance(turn.then, Listen) and not turn.wish:
            for key in keys_offered(spoken):
                led = heard.turns[turn.place, Pressed(key)]
                assert unused not in aloud.begins(led), (turn.place.spot, key)
                assert led.place.misses <= turn.place.misses, (turn.place.spot, key)


def every_menu_but_the_main_one_offers_star_and_0(heard: Heard) -> None:
    for turn in heard.said:
        if turn.place.spot.room == "menu" and turn.place.spot != MAIN_MENU:
            offered = keys_offered(aloud.begins(turn))
            assert offered[-2:] == ["*", "0"] if not turn.place.barred else offered[-1] == "*"


def whoever_is_barred_is_not_offered_a_person(heard: Heard) -> None:
    for turn in heard.said:
        if turn.place.barred:
            assert not isinstance(turn.then, Dial), turn.place.spot
            explains = turn.place.spot == Spot("topic", ("howto",))
            assert explains or "0" not in keys_offered(aloud.begins(turn)), turn.place.spot


def no_event_is_a_dead_end(heard: Heard) -> None:
    for turn, spoken in heard.said.items():
        assert turn.wish or spoken or not isinstance(turn.then, Listen), turn.place
        assert isinstance(turn.then, HangUp) or any(True for _ in events(turn)), turn.place


def the_safety_sentence_is_left_by_0_star_and_the_second_stray_key_alone(heard: Heard) -> None:
    topics = heard.language.topics
    for (place, event), turn in heard.turns.items():
        if not is_safety(topics, place) or not isinstance(event, Pressed) or event.key in "0*":
            continue
        if place.misses == 0 and not (place.slow and event.key == "#"):
            assert is_safety(topics, turn.place), (place, event)


def is_safety(topics: dict[str, Topic], place: Place) -> bool:
    return place.spot.room == "topic" and place.chunk == SAFETY and bool(topics[place.spot.about[0]].safety)


def test_what_stands_before_a_menu_is_heard_on_the_way_there_and_not_on_the_way_back(pack: Pack) -> None:
    first = pack.languages["en"].topics["treatments"]
    turn = step(pack, Place("en", MAIN_MENU), Pressed("2"), OPEN)
    assert aloud.begins(turn).startswith("Other treatments. This is a draft.")
    assert all(part in aloud.begins(turn) for part in first.heard)
    assert turn.counts == ("topic:treatments:call",)
    led = {key: step(pack, turn.place, Pressed(key), OPEN) for key in KEYS}
    assert [str(led[key].place.spot) for key in "01234*"] == [
        "notice.treatments", "topic.dmards", "topic.bloodtests", "topic.biologics",
        "topic.immunoglobulin", "menu.main",
    ]  # fmt: skip
    assert led["#"].place.spot == led["7"].place.spot == Spot("menu", ("treatments",))
    assert led["5"].place.spot == Spot("topic", ("treatments",)) and first.safety in aloud.words_of(
        led["5"], known(pack)
    )
    assert led["9"].place == turn.place._replace(nines=1) and led["9"].counts == ()
    assert "draft" not in aloud.begins(led["9"])
    assert led["8"].place == turn.place._replace(slow=True)
    silent = step(pack, turn.place, Silence(), OPEN)
    assert silent.place.spot == Spot("menu", ("treatments",)) and not silent.place.silences
    assert step(pack, led["1"].place, Pressed("*"), OPEN).place.spot == Spot("menu", ("treatments",))


def test_what_stands_before_a_menu_is_left_out_while_it_is_checked(pack: Pack) -> None:
    turn = step(withdrawn(pack), Place("en", MAIN_MENU), Pressed("2"), OPEN)
    assert turn.place.spot == Spot("menu", ("treatments",))
    assert aloud.begins(turn).startswith("Other treatments. For medicines like methotrexate")


def test_a_topic_without_a_key_is_heard_where_it_was_asked_for_in_words(pack: Pack) -> None:
    turn = step(listening(pack), Place("en", MAIN_MENU), Spoke("treatments"), OPEN)
    assert turn.place.spot == Spot("topic", ("treatments",))
    assert step(listening(pack), turn.place, Pressed("*"), OPEN).place.spot == Spot("menu", ("treatments",))


def test_what_the_desk_shows_is_what_a_call_says(pack: Pack) -> None:
    language = pack.languages["en"]
    for topic in language.topics.values():
        shown = [piece.words for piece in show(pack, language, topic, OPEN, ()).spoken]
        places = (Place("en", Spot("topic", (topic.name,)), chunk) for chunk in range(len(shown)))
        turns = (step(pack, place, Silence(), OPEN) for place in places)
        assert all(
            aloud.begins(turn).rstrip().endswith(words) for turn, words in zip(turns, shown, strict=True)
        )


def test_who_has_checked_the_topics_is_told_from_the_reviews(pack: Pack) -> None:
    language = pack.languages["en"]
    one = with_topics(pack, lambda topic: signed(topic) if topic.name == "bones" else topic)
    for made, told in ((pack, "nobody"), (one, "some"), (reviewed(pack), "all")):
        said = aloud.begins(step(made, Place("en", Spot("topic", ("about",))), Silence(), OPEN))
        texted = words.text_of(made.languages["en"].topics["about"], 1, made, made.languages["en"], OPEN)
        expected = language.checked[told].replace("{roles}", "a nurse")
        assert expected in said and expected in texted


def test_a_fact_starts_within_10_seconds_and_the_safety_sentence_within_20(pack: Pack) -> None:
    for topic in pack.languages["en"].topics.values():
        place = Place("en", Spot("ask", (topic.name,)))  # the first topic of a call, with every notice
        said = aloud.words_of(step(pack, place, Pressed("1"), OPEN), known(pack))
        before = said[: said.index(topic.heard[0].partition("{")[0], len(topic.title))]
        assert "This is a draft." in before and before.startswith(topic.title)
        starts = seconds(before)
        assert starts <= 10, topic.name
        if topic.safety:
            assert starts + seconds(topic.heard[0]) + CHUNK_GAP <= 20, topic.name


def test_a_renderer_refuses_a_blank(pack: Pack) -> None:
    place = Place("en", MAIN_MENU)
    for left in ("Ring {number}.", "A bracket } alone."):
        turn = Turn(place, (), Listen((Say((left,)),), 10))
        with pytest.raises(Unfilled):
            render(turn, pack.languages["en"], Filling(1, numbers=known(pack)))
        with pytest.raises(Unfilled):
            aloud.words_of(turn, known(pack))
        with pytest.raises(Unfilled):
            pieces(turn, known(pack))


def test_a_word_in_capitals_is_said_as_a_word_and_letters_as_letters(pack: Pack) -> None:
    call = Call(pack, Place("en", Spot("urgent", ("despair",))), OPEN, MOBILE)
    said = tuple(call.phrase(name) for name in ("urgent_despair", "text_opted_out"))
    twiml = render(
        Turn(call.place, (*said, call.say("STOP. TXT. The UK and your G P.")), HangUp()),
        call.language,
        Filling(1),
    )
    assert b'<sub alias="shout">SHOUT</sub>' in twiml
    assert b'<sub alias="start">START</sub>' in twiml
    assert b'<sub alias="stop">STOP</sub>. TXT.' in twiml, "a word of four letters, and letters"
    assert b"The UK and your G P." in twiml


@pytest.mark.parametrize("name", ["own_number", "read_back", "callback_kept"])
def test_a_renderer_refuses_a_number_that_a_call_does_not_have(pack: Pack, name: str) -> None:
    call = Call(pack, Place("en", Spot("callback")), OPEN, MOBILE)
    turn = Turn(call.place, (), Listen((call.phrase(name, due="noon"),), 10))
    with pytest.raises(Unfilled):
        render(turn, pack.languages["en"], Filling(1))
    with pytest.raises(Unfilled):
        aloud.words_of(turn, aloud.Numbers())


def test_a_nation_without_a_helpline_for_the_afraid_gets_whole_sentences(pack: Pack) -> None:
    language = pack.languages["en"]
    for refuge, there in (("+448082000247", True), ("", False)):
        made = replace(pack, hours=replace(pack.hours, refuge=refuge))
        said = danger(made, language)
        assert ("zero 8 zero 8, 2 zero zero zero, 2 4 7" in said) is there
        assert ("afraid" in said) is there
        assert "  " not in said and "Samaritans" in said


def danger(pack: Pack, language: Language) -> str:
    """What is said to somebody in danger."""
    call = Call(pack, Place(language.code, Spot("urgent", ("danger",))), OPEN, MOBILE)
    return aloud.aloud(call.phrase("urgent_danger"), aloud.Numbers())
