"""Having a topic texted during a call: the mobile, and whether the text is coming (R5, R31, R32)."""

from functools import partial

from counted import names as counted
from ivr.call import Call, Choice, Go
from ivr.model import Event, Listen, SendText, Turn
from ivr.room import Room, of_topic
from ivr.rooms import keying, topic
from ivr.rooms.patience import FIRST_WAIT, among, to_main_menu
from ivr.spot import Spot
from menus.air.saying import is_stopped
from menus.model import SUPPORT
from menus.outcome import Kept, Outcome, Refused

SAID = {"opted_out": "text_opted_out", "too_many": "text_too_many", "blocked": "text_refused"}
SAID |= {"others": "text_others", "together": "text_others_hidden"}


def _enter(call: Call, go: Go) -> Turn:
    """Ask which mobile to text; a caller who does not ring from a mobile must key in a number.

    For a topic that staff have stopped meanwhile, say that it is being checked. The words of `go`, the move
    that led here, come first.
    """
    if is_stopped(call.pack, call.name):
        return topic.enter_checked(call, go)
    if call.caller.kind != "mobile" and not _asks_support(call):
        number = call.move(spot=Spot("number", ("text", call.name)))
        return keying.enter_number(number, go, "mobile_needed")
    return call.listen(_choices(call), FIRST_WAIT, go)


def _asks_support(call: Call) -> bool:
    """Whether this is the topic that asks people to support the charity (SUPPORTUS).

    It is texted to the caller's own mobile only (R33).
    """
    return call.language.topics[call.name].keyword == SUPPORT


def _choices(call: Call) -> tuple[Choice, ...]:
    """The choices of a mobile to text: the caller's own, another, or back to the topic.

    The caller's own mobile is offered only if the call comes from it.
    """
    send, chunk = Spot("send", (call.name,)), call.place.chunk
    own = call.option("own_mobile", "1", partial(call.go, send, chunk=chunk, misses=0))
    number = Spot("number", ("text", call.name))
    other = call.option("other_mobile", "2", partial(call.confirm, number, "other_title", chunk=chunk))
    onward = call.option("back", "*", partial(_onward, call))
    others = () if _asks_support(call) else (other,)
    return (own, *others, onward) if call.caller.kind == "mobile" else (*others, onward)


def _answer(call: Call, event: Event) -> Go:
    """The next step after a key or silence at the question which mobile to text."""
    return among(call, event, _choices(call))


def _enter_send(call: Call, go: Go) -> Turn:
    """Ask the store to send the text; nothing is said before the store has answered.

    The words of `go`, the move that led here, are not said then. The text of a topic that staff have stopped
    meanwhile is not sent: after the words of `go` the caller hears that the topic is being checked.
    """
    if is_stopped(call.pack, call.name):
        return topic.enter_checked(call, go)
    return Turn(call.place, go.before, Listen((), FIRST_WAIT), wish=SendText(call.name))


def _settle(call: Call, outcome: Outcome) -> Go:
    """Say whether the text is on its way, by the store's answer `outcome`, and go on with the topic."""
    if isinstance(outcome, Refused):
        go, became = (
            _onward(call, SAID.get(outcome.reason, "wish_failed")),
            counted.refused_text(outcome.reason),
        )
    else:
        another = isinstance(outcome, Kept) and outcome.another
        go, became = _onward(call, "text_kept_another" if another else "text_kept"), counted.TEXT_KEPT
    return go._replace(before=(call.phrase("text_title"),), counts=(became,))


def _onward(call: Call, *said: str) -> Go:
    """Send the caller back to the topic; the fixed phrases named in `said` are heard on the way."""
    return keying.to_topic(call, call.name, *said)


ROOMS = {
    "text": Room(_enter, _answer, of_topic, called="Asking for a text"),
    "send": Room(_enter_send, to_main_menu, of_topic, settle=_settle),
}
