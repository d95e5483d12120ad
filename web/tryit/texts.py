"""The text thread of a scene, folded by the line's own step and limits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import merge
from operator import attrgetter

from menus.blanks import Unfilled, whole
from menus.clock import put
from menus.model import Pack
from menus.numbers import number_text
from menus.outcome import Outcome
from menus.parts import length, parts
from menus.words import fill_text, text_of
from sms.flow import step
from sms.limits import DAY, Sent, limited, reopens
from sms.model import KeepCallback, LookUp, Reply, Stands, Talk, Texted, Wish
from sms.replies.written import number_in
from sms.senders import may_answer
from web.tryit.scene import Act, Scene
from web.tryit.wishes import grant, open_callback, standing

# Only the newest text of a thread has not been matched before.
once = lru_cache(maxsize=1024)(step)
NOBODY = Reply("", Talk(), "no number")


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A text and what came back: `text`, "" for silence, with the numbers filled that the flow does not know.

    `wish` is what the reply wished for first, `outcome` what became of it, `number` the number it was about.
    """

    act: Act
    reply: Reply
    text: str
    number: str
    wish: Wish | None = None
    outcome: Outcome | Stands | None = None


@dataclass(frozen=True, slots=True)
class Bubble:
    """One text as the thread shows it: whose, what, its parts and septets; `note` says why there is none."""

    at: float
    mine: bool
    words: str
    parts: int = 0
    length: int = 0
    note: str = ""


def walk(pack: Pack, scene: Scene, line: str) -> tuple[Exchanged, ...]:
    """The thread, in order: the talk, the limits and an opt-out go along as the store would keep them."""
    talk, out = Talk(), False
    history: tuple[Sent, ...] = ()
    found: list[Exchanged] = []
    for act in scene.texts:
        if found and act.at - found[-1].act.at >= DAY:
            talk, history = Talk(), ()
        if not may_answer(scene.number, line):
            found.append(Exchanged(act, NOBODY, "", ""))
            continue
        event = Texted(
            act.detail, opted_out=out, reopens=out and reopens(history, act.moment), known=bool(history)
        )
        one = answered(pack, scene, talk, event, act)
        reply, history = limited(pack, talk, one.reply, history, act.moment)
        talk, out = reply.talk, reply.opt == "out" or (out and reply.opt != "in")
        found.append(replace(one, reply=reply, text=filled(pack, reply, line, act)))
    return tuple(found)


def answered(pack: Pack, scene: Scene, talk: Talk, event: Texted, act: Act) -> Exchanged:
    """The line's reply to one text; a wish is granted by this page's own session, and the line told."""
    number, kind = number_in(pack, talk, act.detail)
    event = replace(event, given=kind, held=number)
    reply = once(pack, talk, event, act.moment)
    if reply.opt == "out" and open_callback(scene, scene.number, act):
        reply = once(pack, talk, replace(event, callback_open=True), act.moment)
    wish = reply.wish
    about = (talk.held if isinstance(wish, KeepCallback) else "") or scene.number
    if wish is None:
        return Exchanged(act, reply, "", about)
    looked = isinstance(wish, LookUp)
    outcome = standing(pack, scene, about, act) if looked else grant(pack, scene, wish, about, act)
    return Exchanged(act, once(pack, talk, outcome, act.moment, reply), "", about, wish, outcome)


def filled(pack: Pack, reply: Reply, line: str, act: Act) -> str:
    """The reply's text with the numbers that the flow does not know; the help text, as on the line, where a
    blank is left (R50).
    """
    keyed = number_text(reply.talk.held) if reply.talk.held else ""
    try:
        return whole(put(reply.text, keyed=keyed, line=number_text(line or pack.hours.numbers[0].number)))
    except Unfilled:
        language = next(iter(pack.languages.values()))
        return fill_text(language.text["help"], pack, language, act.moment)


def bubbles(pack: Pack, scene: Scene, thread: tuple[Exchanged, ...]) -> tuple[Bubble, ...]:
    """The thread as it is shown, the texts that calls asked for among it."""
    return tuple(merge(of_thread(thread), of_calls(pack, scene), key=attrgetter("at")))


def of_thread(thread: tuple[Exchanged, ...]) -> Iterator[Bubble]:
    """What was texted, and what came back."""
    for one in thread:
        yield Bubble(one.act.at, True, one.act.detail)
        if one.text:
            yield Bubble(one.act.at, False, one.text, parts(one.text), length(one.text))
        else:
            yield Bubble(one.act.at, False, "", note=f"No reply: {one.reply.kind.replace('_', ' ')}")


def of_calls(pack: Pack, scene: Scene) -> Iterator[Bubble]:
    """The texts that a call asked for."""
    language = next(iter(pack.languages.values()))
    for kept in scene.kept:
        number, _, name = kept.detail.partition(" ")
        topic = language.topics.get(name)
        if kept.what == "text" and topic:
            said = text_of(topic, 1, pack, language, kept.moment)
            note = f"asked for in a call, to {number_text(number)}"
            yield Bubble(kept.at, False, said, parts(said), length(said), note)
