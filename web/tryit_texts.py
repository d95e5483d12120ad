"""The text thread of a scene, folded by the line's own step and limits."""

from dataclasses import dataclass
from functools import lru_cache

from menus.model import Pack
from menus.parts import length, parts
from sms.exchange import limited
from sms.flow import step
from sms.limits import DAY, Sent
from sms.model import Reply, Talk, Texted
from sms.senders import may_answer
from web.tryit_scene import CALLERS, Act, Scene

# Only the newest text of a thread has not been matched before.
once = lru_cache(maxsize=1024)(step)
NOBODY = Reply("", Talk(), "no number")


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A text and what came back; `parts` is what it cost, 0 for silence, `length` in septets."""

    act: Act
    talk: Talk
    reply: Reply
    parts: int
    length: int


def walk(pack: Pack, scene: Scene) -> tuple[Exchanged, ...]:
    """The thread, in order: the talk, the limits and an opt-out go along as the store would keep them."""
    talk, out = Talk(), False
    history: tuple[Sent, ...] = ()
    answers = may_answer(CALLERS[scene.caller], line="")
    found: list[Exchanged] = []
    for act in scene.texts:
        if found and act.at - found[-1].act.at >= DAY:
            talk, history = Talk(), ()
        before, reply = talk, NOBODY
        if answers:
            reply = once(pack, talk, Texted(act.detail, opted_out=out), act.moment)
            reply, history = limited(pack, reply, history, act.moment)
            talk, out = reply.talk, reply.opt == "out" or (out and reply.opt != "in")
        cost = (parts(reply.text), length(reply.text)) if reply.text else (0, 0)
        found.append(Exchanged(act, before, reply, *cost))
    return tuple(found)
