"""What a caller must hear before going on, whatever key they press.

A caller who heard the first fact on a medicine hears its safety sentence (docs/decisions/0017). A caller who
leaves the questions about a call-back hears that it is not saved or, if it waited already, that it stands.
A caller who keeps pressing 9 may want an ambulance, and hears that this line cannot call one.
"""

from ivr.call import OPTION_GAP, Call, Go
from ivr.model import Event, Pressed
from ivr.rooms.topic import FIRST, SAFETY
from ivr.spot import Spot

ELSEWHERE = ("menu", "person", "goodbye")
HALF_ASKED = ("callback", "time")
TEXTING = ("text", "send", "number", "check")
ASKS_MOBILE = ("text", "number", "check")
TOPICS = ("topic", "withdrawn")
DIALLED = 2  # so many keys 9 in a row


def _topic_owed(call: Call) -> str:
    """The topic whose safety sentence the caller must still hear; "" if there is none."""
    name = _topic_of(call)
    if call.place.spot.room == "topic":
        return name if call.language.topics[name].safety and call.place.chunk < SAFETY else ""
    return name if call.place.spot.room in TEXTING and call.place.chunk == FIRST else ""


def _topic_of(call: Call) -> str:
    """The name of the topic that the caller is hearing, or is asking for as a text; "" if there is none."""
    return call.place.spot.about[-1] if call.place.spot.room in ("topic", *TEXTING) else ""


def pass_safety(call: Call, event: Event, go: Go) -> Go:
    """Return the move `go`, or a move to the topic's safety sentence if the caller has not heard it yet.

    `event` is what led to the move. The sentence is left out after key 0, which asks for a person. In a topic
    it is left out after star, too, because the caller chose to leave. It is also left out on a move within
    the same topic.
    """
    name = _topic_owed(call)
    leaves = ("0", "*") if call.place.spot.room == "topic" else ("0",)
    if not name or (isinstance(event, Pressed) and event.key in leaves):
        return go
    if _topic_of(Call(call.pack, go.place, call.now, call.caller)) == name:
        return go
    named = (call.phrase("next_title"),) if isinstance(event, Pressed) else ()
    there = call.go(Spot("topic", (name,)), chunk=SAFETY, misses=0, silences=0).place
    return Go(there, before=named, words=go.words)


def say_how_it_stands(call: Call, go: Go) -> Go:
    """Add to the move `go` what has become of the caller's request, if `go` leaves the questions about it.

    Any other move is returned unchanged, and so is a move from one of these questions to the next.
    """
    said = _how_it_stands(call, go.place.spot.room)
    return go._replace(words=(call.phrase(said), OPTION_GAP, *go.words)) if said else go


def _how_it_stands(call: Call, led: str) -> str:
    """The name of the phrase that tells a caller who moves to room `led` how their request stands.

    The phrase says that no text was sent, that a call-back is not saved, or that it stands. It is "" if there
    is no open request, or no need to tell of it on the way to that room.

    A caller who has heard that a call-back or message is saved hears so again only on the way to a person.
    There it is said because unused keys may lead to a person without the caller's wish.
    """
    here, chunk = call.place.spot, call.place.chunk
    if led in (*ELSEWHERE, "topic") and here.room in ASKS_MOBILE and here.about != ("callback",):
        return "text_unsent"
    if led not in ELSEWHERE:
        return ""
    if here.room in HALF_ASKED or here.about == ("callback",):
        return "callback_unsaved"
    if here.room in ("others", "sure") or (here.room == "waits" and chunk):
        return "callback_stands"
    if led == "person" and here.room == "saved" and chunk:
        return "callback_stands"
    return "message_kept" if led == "person" and here.room == "recorded" else ""


def hear_nines(call: Call, event: Event, go: Go) -> Go:
    """Count the keys 9 in a row, and add to the move `go` from the second 9 on how to call 999 (R5).

    Key 9 repeats what was said. A caller who presses it again and again may be dialling 999. The words are
    also added for key 1 where a topic has no use for it: the caller may be dialling 111, whose first two
    digits led to the topic. The words come first, and nothing else changes.
    """
    nines = min(call.place.nines + 1, DIALLED) if event == Pressed("9") else 0
    if go.place.nines != nines:
        go = go._replace(place=go.place._replace(nines=nines))
    in_vain = event == Pressed("1") and call.place.spot.room in TOPICS and go.place.spot.room != "menu"
    if nines < DIALLED and not in_vain:
        return go
    return go._replace(words=(call.phrase("hang_up"), OPTION_GAP, *go.words))
