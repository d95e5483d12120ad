"""The tables of calls: each row is a decision, and whoever changes one changes it here too."""

from ivr import owed, twiml, unwanted, webhook
from ivr.call import LONG_ENOUGH
from ivr.model import Place
from ivr.rooms import callback, message, person, speech, texting, topic
from ivr.rooms.every import CARRYING, ROOMS
from ivr.spot import Spot
from menus.model import Pack

# What a caller may do in each room (a row), and what the desk calls it where they hang up there.
TAKES = {
    "menu": ("keys", ""),
    "overview": ("keys", ""),
    "topic": ("keys", ""),
    "withdrawn": ("keys", "A topic that is being checked"),
    "ask": ("keys", "“Did you mean …?”"),
    "urgent": ("keys", "Emergency numbers"),
    "careful": ("keys", "Safety: about a medicine"),
    "person": ("own keys", ""),
    "notice": ("own keys", "Notice before the helpline"),
    "dialled": ("own keys", "While the helpline rang"),
    "missed": ("keys", "After nobody picked up"),
    "closed": ("keys", "The closed message"),
    "goodbye": ("own keys", ""),
    "callback": ("keys", "Asking for a call-back"),
    "waits": ("keys", "Hearing of a call-back that waits"),
    "sure": ("keys", "Before a call-back is taken back"),
    "taken_back": ("keys", "After a call-back was taken back"),
    "others": ("keys", "Hearing of what was asked for another"),
    "left": ("keys", "After what was asked for another was taken back"),
    "enough": ("keys", "After being told of no further number"),
    "time": ("keys", "Best time for a call-back"),
    "saved": ("keys", "After a call-back was promised"),
    "number": ("a number", "Keying a number"),
    "check": ("keys", "Checking a number"),
    "text": ("keys", "Asking for a text"),
    "send": ("keys", ""),
    "message": ("keys", "Before a message"),
    "record": ("a recording", "Recording a message"),
    "recorded": ("keys", "After recording a message"),
    "late": ("keys", "The end of the hour"),
    "screen": ("own keys", ""),
    "screening": ("own keys", ""),
    "taken": ("own keys", ""),
    "refused": ("own keys", ""),
}
# Places that a URL may name, with the highest chunk there; and such that there are not.
HIGHEST = {
    "menu.main": 0,
    "menu.nowhere": None,
    "menu": None,
    "overview.treatments": 1,
    "overview.main": None,
    "overview.nowhere": None,
    "ask.steroids": 0,
    "ask.steroids.bones": 0,
    "ask.steroids.nothing": None,
    "ask": None,
    "careful.steroids": 0,
    "careful": None,
    "text.steroids": 1,
    "text.nothing": None,
    "text": None,
    "send.steroids": 1,
    "late": 0,
    "late.main": None,
    "callback": 0,
    "callback.main": None,
    "waits": 3,
    "sure": 0,
    "sure.other": 0xFFFFFFF,
    "sure.main": None,
    "person.steroids": 0,
    "notice.nothing": None,
    "others": 0xFFFFFFF,
    "others.next": 0xFFFFFFF,
    "others.main": None,
    "left": 0xFFFFFFF,
    "left.main": None,
    "waits.main": None,
    "taken_back": 1,
    "time": 0,
    "saved.morning": 2,
    "saved.any": 2,
    "saved.night": None,
    "saved": None,
    "number.callback": 0,
    "number.text.steroids": 1,
    "number.text.nothing": None,
    "number.text.supportus": None,
    "number": None,
    "check.callback": 0,
    "message": None,
    "recorded.keep": None,
    "goodbye": 0,
    "dialled": 0,
    "dialled.main": None,
    "topic.steroids": 6,
    "topic.nothing": None,
    "topic": None,
}


def test_each_room_takes_what_its_sentences_ask_for_and_has_its_name_at_the_desk() -> None:
    assert {name: (room.takes, room.called) for name, room in ROOMS.items()} == TAKES


def test_a_number_or_a_recording_rides_along_only_to_the_rooms_that_still_need_it() -> None:
    assert {"time", "saved", "check", "recorded"} == CARRYING
    assert {name: room.needs for name, room in ROOMS.items() if room.needs} == {
        "check": "number",
        "recorded": "recording",
    }


def test_the_store_answers_a_promise_a_text_a_message_and_what_waits_and_no_other_room() -> None:
    answered = {"saved", "send", "recorded", "waits", "taken_back", "others", "left"}
    assert {name for name, room in ROOMS.items() if room.settle} == answered


def test_an_hour_ends_only_where_the_caller_has_heard_out_what_they_asked_for() -> None:
    assert {name for name, room in ROOMS.items() if room.ends_hour} == {"menu", "overview"}


def test_a_url_names_only_places_that_there_are(pack: Pack) -> None:
    english = pack.languages["en"]
    for written, highest in HIGHEST.items():
        spot = Spot.read(written)
        room = ROOMS[spot.room]
        assert room.highest(pack, english, spot.about) == highest, written
        held = [room.holds(pack, Place("en", spot, chunk)) for chunk in ((highest or 0), (highest or 0) + 1)]
        assert held == [highest is not None, False], written
        assert not room.holds(pack, Place("xx", spot)), written


def test_words_for_a_deed_press_the_key_that_does_the_same() -> None:
    assert {
        **dict.fromkeys(("BACK", "NO", "STOP"), "*"),
        **dict.fromkeys(("HELPLINE", "CALLME", "HELP", "HELPME", "MISSED"), "0"),
        "MORE": "#",
        "YES": "1",
    } == speech.AS_KEYS
    assert message.AS_KEYS == {"9": "1", "*": "3", "#": "3"}


def test_each_alarm_that_the_matcher_hears_has_a_place_in_a_call(pack: Pack) -> None:
    kinds = ("body", "despair", "danger", "harm", "at_once", "worried")
    assert kinds == speech.ALARMS
    assert all(ROOMS["urgent"].holds(pack, Place("en", Spot("urgent", (kind,)))) for kind in kinds)
    assert not ROOMS["urgent"].holds(pack, Place("en", Spot("urgent", ("late",))))


def test_what_the_carrier_says_of_an_end_is_told_apart_as_callers_and_the_desk_hear_it() -> None:
    assert person.ENDED == {"busy": "busy", "completed": "no_answer", "no-answer": "no_answer"}
    assert webhook.ENDS == ("completed", "busy", "no-answer", "failed", "canceled")
    assert webhook.GOES_ON == ("queued", "initiated", "ringing", "in-progress", "answered")
    assert [webhook.end_of({"CallStatus": said}) for said in ("ringing", "busy", "lost", "")] == [
        "",
        "busy",
        "other",
        "other",
    ]


def test_why_something_is_refused_is_said_in_its_own_sentence() -> None:
    assert callback.SAID == {"full": "callback_full", "others": "callback_others"}
    assert texting.SAID == {
        "opted_out": "text_opted_out",
        "too_many": "text_too_many",
        "blocked": "text_refused",
        "others": "text_others",
        "together": "text_others_hidden",
    }


def test_the_safety_sentence_is_owed_where_a_topic_is_heard_or_texted() -> None:
    assert owed.TEXTING == ("text", "send", "number", "check")
    assert (topic.BEGINNING, topic.FIRST, topic.SAFETY) == (0, 1, 2)


def test_what_is_sent_to_the_carrier_and_kept_for_later_is_bounded() -> None:
    assert (twiml.LONGEST_HINT, twiml.MOST_HINTS, twiml.SHOUTED) == (100, 500, 4)
    assert (unwanted.MOST, webhook.DIGITS, LONG_ENOUGH) == (1000, 10, 10)
