"""Plays everything that one person does with a phone: each act, the line's answer, and its promises."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

from play import calls, texts
from play.act import Act, Phone
from play.calls import Call, Step
from play.memory import NOTHING, Memory
from play.texts import Exchange


@dataclass(frozen=True, slots=True)
class Play:
    """The acts at a phone so far, and their results.

    `call` is the newest call. It is None before the first call, and once a finished call is no longer shown.
    `thread` has the texts, each with its reply. `done` has the texts and the turns of all calls, in order.
    `memory` has the line's promises. `begun` counts the calls and texts. The memory names each call or text
    by its number in this count, such as "call 3".
    """

    phone: Phone
    memory: Memory = NOTHING
    call: Call | None = None
    thread: tuple[Exchange, ...] = ()
    done: tuple[Step | Exchange, ...] = ()
    begun: int = 0


def replay(phone: Phone, acts: Iterable[Act]) -> Play:
    """Do these acts in order on a phone that has not been used yet; give the resulting `Play`.

    An act is one thing done with the phone, such as pressing a key.
    """
    return reduce(do, acts, Play(phone))


def do(play: Play, act: Act) -> Play:
    """Give the play (all acts at a phone, and their results) after one more act.

    If the act is not possible now, the play is unchanged.
    """
    match act.what:
        case "call":
            memory, call = calls.ring(play.phone, play.memory, f"call {play.begun}", act)
            done = (*play.done, call.newest)
            return replace(play, memory=memory, call=call, done=done, begun=play.begun + 1)
        case "text":
            return _text(play, act)
        case "forget":
            memory = play.memory.opt(play.phone.own, "in")
            turns = tuple(one for one in play.done if isinstance(one, Step))
            return replace(play, memory=memory, thread=(), done=turns)
        case "clock" if play.call and play.call.state == "over":
            return replace(play, call=None)  # it would hold the clock where it ended
    return _go_on(play, play.call, act) if play.call else play


def _text(play: Play, act: Act) -> Play:
    """Send the text message that `act` holds, and add it with its reply to the play's thread of texts."""
    before = play.thread[-1] if play.thread else None
    memory, newest = texts.send(play.phone, play.memory, before, f"text {play.begun}", act)
    thread, done = (*play.thread, newest), (*play.done, newest)
    return replace(play, memory=memory, thread=thread, done=done, begun=play.begun + 1)


def _go_on(play: Play, call: Call, act: Act) -> Play:
    """Do an act, such as a key press, in a play's present call; an impossible act changes nothing."""
    went_on = calls.go_on(play.phone, play.memory, call, act)
    if went_on is None:
        return play
    memory, new = went_on
    return replace(play, memory=memory, call=new, done=(*play.done, *new.steps[len(call.steps) :]))
