"""All that one person does with a phone: act by act, what the line says to it and promises."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

from play import calls, texts
from play.act import Act, Phone
from play.calls import Call
from play.memory import NOTHING, Memory
from play.texts import Exchanged


@dataclass(frozen=True, slots=True)
class Play:
    """What was done with a phone so far.

    `call` is the newest call, None while none is shown; `thread` the texts and what came back; `memory` what
    the line has promised; `acts` how many calls and texts there were.
    """

    phone: Phone
    memory: Memory = NOTHING
    call: Call | None = None
    thread: tuple[Exchanged, ...] = ()
    acts: int = 0


def replay(phone: Phone, acts: Iterable[Act]) -> Play:
    """Do one act after the other, from the beginning."""
    return reduce(do, acts, Play(phone))


def do(play: Play, act: Act) -> Play:
    """Do one act. What cannot be done where the play stands changes nothing: the same play comes back."""
    phone, memory, name = play.phone, play.memory, f"{act.what} {play.acts}"
    match act.what:
        case "call":
            memory, call = calls.ring(phone, memory, name, act)
            return replace(play, memory=memory, call=call, acts=play.acts + 1)
        case "text":
            before = play.thread[-1] if play.thread else None
            memory, newest = texts.exchange(phone, memory, before, name, act)
            return replace(play, memory=memory, thread=(*play.thread, newest), acts=play.acts + 1)
        case "forget":
            return replace(play, memory=memory.opted(phone.own, "in"), thread=())
        case "clock" if play.call and play.call.state == "over":
            return replace(play, call=None)  # it would hold the clock where it ended
    went_on = calls.go_on(phone, memory, play.call, act) if play.call else None
    return replace(play, memory=went_on[0], call=went_on[1]) if went_on else play
