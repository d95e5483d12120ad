"""What a text is answered with today: `python -m tests.sms.replies_now` writes it down anew.

replies_now.tsv has a row for each reply: what we remember of our last text, the texts that bring the reply,
and the reply: the names of its sentence, what is remembered, asked of the store and counted. Names stand in
place of words: whoever rewords a sentence changes nothing here, whoever moves a reply or a count does.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from menus.loading.folders import SHIPPED
from menus.loading.pack import load
from menus.model import Pack
from menus.outcome import Already, Kept, Outcome, Refused
from sms.flow import step
from sms.model import (
    KeepCallback,
    LookUp,
    Reply,
    Stands,
    StandsFor,
    TakenBack,
    Talk,
    Texted,
    WithdrawCallback,
)
from tests.conftest import CLOSED, OPEN

REPLIES = Path(__file__).with_name("replies_now.tsv")
HOW = "meant? then `.venv/bin/python -m tests.sms.replies_now` writes it down"
LISTED = Talk(("menu.steroids", "topic.bones", "topic.gone", "menu.gone", "topic.flare"), listed=True)
TALKS = {
    "nothing": Talk(),
    "a list": LISTED,
    "a topic": Talk(topic="steroids", part=1, menu="steroids", listed=True),
    "all of a topic": Talk(topic="steroids", part=2, menu="steroids"),
    "a lost topic": Talk(topic="gone", part=1, menu="gone"),
    "did you mean": Talk(("topic.bones", "topic.flare"), asked=True, listed=True),
    "whose": Talk(asks="whose"),
    "number": Talk(asks="number", menu="steroids"),
    "right": Talk(asks="right", held="sealed"),
    "time": Talk(asks="time", held="sealed"),
    "urgent": Talk(last="urgent"),
    "again": Talk(last="again"),
    "thanks": Talk(last="thanks"),
    "danger": Talk(last="danger"),
    "privacy": Talk(last="privacy"),
    "kept": Talk(last="kept"),
    "kept for another": Talk(promised="a1", tail="456", pair="p1"),
    "being checked": Talk(topic="helpline", checking="flare"),
    "time after an alarm": Talk(asks="time", last="urgent_before"),
    "right instead": Talk(asks="right", held="sealed", promised="a1", tail="456", pair="p1"),
    "whose by relay": Talk(asks="whose", relay=True, best="evening"),
}
BODIES = (
    *(
        "menu",
        "more",
        "back",
        "why",
        "about",
        "helpline",
        "callme",
        "nocall",
        "we missed your call",
        "help",
        "again",
    ),
    *("help me", "privacy", "thanks", "stpo", "stop", "stop?", "start", "yes", "no", "ok", "0", "1", "2."),
    *("no 3", "4", "5", "6", "77", "100", "bones", "flaer", "steroids and bones", "can i stop my steroids"),
    *("chest pain", "i want to die", "had a stroke in 1998", "i am out of the office until monday"),
    *("in the evening", "7pm", "this one", "Liked an image", "\U0001f44d", "\U0001f44d to “steroids”"),
    *("Liked “zebra”", "zebra", "?", "by relay uk please", "ring me in the morning", "make it tuesday"),
    *("at midnight", "1 and 3", "none of these", "the second one", "worse", "i took them", "dont want them"),
    *("please stop", "can you text me back", "my own number"),
)
SENDERS: dict[str, dict[str, object]] = {
    "": {},
    "texted today": {"texted_today": True},
    "not ringable": {"ringable": False},
    "opted out": {"opted_out": True},
    "may reopen": {"opted_out": True, "reopens": True},
    "blocked": {"blocked": True},
    "we owe a call": {"callback_open": True},
    "we owe another a call": {"others_open": 1},
    "we owe both a call": {"callback_open": True, "others_open": 1},
    "a picture": {"pictures": True},
    "abroad": {"reach": "abroad", "ringable": False},
    "costly": {"reach": "costly"},
    "mobile typed": {"number_kind": "mobile", "number": "new"},
    "abroad typed": {"number_kind": "abroad"},
    "too short": {"number_kind": "short"},
    "STOP answered": {"opt_out_type": "STOP"},
    "start answered": {"opt_out_type": "start"},
    "HELP answered": {"opt_out_type": "HELP"},
    "mobile typed that we asked of": {"number_kind": "mobile", "number": "new", "number_asked": True},
    "mobile typed, and we owe a call": {"number_kind": "landline", "number": "new", "callback_open": True},
}
# For all senders but the first, only some texts and talks.
FEW_TALKS = ("nothing", "number", "urgent", "kept")
FEW_BODIES = (
    *("callme", "nocall", "stop", "start", "yes", "1", "bones", "chest pain", "zebra", "?", "Liked an image"),
    *("i am out of the office until monday", "no", "we missed your call", "did you cancel my call"),
)
# For those whom we owe a call, and those who type a number.
OWED_TALKS = (*FEW_TALKS, "kept for another", "whose", "right", "time", "right instead", "danger")
OWED_BODIES = (
    *FEW_BODIES,
    *("no need to ring", "dont ring mum", "mum doesnt need a call now", "i dont need it any more", "cancel"),
    *(
        "make it the morning",
        "evenings are better",
        "on tuesday instead",
        "erase my number",
        "thanks",
        "menu",
    ),
    *("please dont ring, he is here", "they rang me", "again", "helpline", "no, at midnight", "stop calling"),
    *("remove me", "delete my details", "any time", "morning", "menu instead", "ring me on tuesday instead"),
    *("helplne", "did you cancel mums call", "dont ring mum on 0740077", "call it off", "no call please"),
    *("i no longer need the call", "helpline no longer needed", "worse"),
)
TYPED_BODIES = (
    *("07400777888", "CALLME 07400777888", "NOCALL 07400777888", "cancel 07400777888", "no its 07400777888"),
    *("dont ring mum on 07400777888", "ring 07400777888 in the evening by relay uk", "bones 07400777888"),
    *(
        "chest pain 07400777888",
        "stop ringing 07400777888",
        "yes 07400777888",
        "can i stop my steroids 0740077",
    ),
)
CLOSED_BODIES = ("helpline", "callme", "bones")
ASKED = {
    "a call-back": Reply(
        "", Talk(asks="time", held="sealed"), "callback", counts=(), wish=KeepCallback("any")
    ),
    "to withdraw": Reply("", Talk(), "nocall", wish=WithdrawCallback()),
    "how it stands": Reply("", Talk(), "missed", wish=LookUp(past=True)),
    "for a machine": Reply("", Talk(), "automatic", wish=LookUp(past=False)),
    "for who opted out": Reply("", Talk(), "opted_out", wish=WithdrawCallback()),
    "a call-back by relay": Reply(
        "", Talk(asks="time", relay=True), "callback", wish=KeepCallback("evening", "a1", "p1", True, True)
    ),
    "to withdraw after a stop": Reply("", Talk(), "nocall", wish=WithdrawCallback(stopped=True)),
    "to withdraw in danger": Reply("", Talk(last="danger"), "nocall", wish=WithdrawCallback()),
    "how it stands, unknown": Reply("", Talk(), "unknown", wish=LookUp(past=False), unknown=("zebra",)),
    "how it stands for others": Reply("", Talk(last="kept"), "missed", wish=LookUp(True, others=True)),
}
LATER = OPEN + timedelta(days=1)
NAMED = {OPEN: "a moment", LATER: "a later moment"}
OUTCOMES: tuple[Outcome | Stands | StandsFor | TakenBack, ...] = (
    *(Kept(OPEN), Kept(OPEN, another=True), Kept(None), Already(OPEN)),
    *(Refused(why) for why in ("full", "others", "away", "none", "too_many")),
    *(Stands(None, 2), Stands(OPEN, 0), Stands(OPEN, 1), Stands(OPEN, 1, ringing=True)),
    Stands(LATER, 0),
    *(TakenBack(own, others) for own in (True, False) for others in (True, False)),
    *(TakenBack(False, others, one=True) for others in (True, False)),
    *(Kept(OPEN, True, "a1", "456", "p1"), Already(OPEN, "morning", relay=True), Stands(OPEN, 0, relay=True)),
    *(StandsFor(tuple((tail, OPEN) for tail in ("456", "789", "012")[:many])) for many in (1, 3)),
)


@cache
def named_pack() -> Pack:
    """The shipped pack, its sentences and topics being their names, with a topic past its review."""
    pack = load(SHIPPED)
    english = pack.languages["en"]
    text = {name: " ".join((name, *re.findall(r"\{\w+\}", says))) for name, says in english.text.items()}
    topics = {
        name: replace(its, text=f"{name} 1", more=f"{name} 2" if name == "steroids" else "")
        for name, its in english.topics.items()
    }
    over = {"reviewed_by": "Ann", "reviewer": "a nurse", "reviewed_on": date(2026, 1, 1)}
    topics["flare"] = replace(topics["flare"], **over, review_by=date(2026, 3, 1))  # type: ignore[arg-type]
    return replace(pack, languages={"en": replace(english, text=text, topics=topics)})


def groups_now() -> Iterator[tuple[str, str]]:
    """What the rows stand together by: a sender and what is remembered, or what was asked of the store."""
    yield from ((sender, talk) for sender in SENDERS for talk in _asked_of(sender)[0])
    yield "closed", "nothing"
    yield from (("", f"asked {what}") for what in ASKED)


def _asked_of(sender: str) -> tuple[Iterable[str], tuple[str, ...]]:
    """The talks and the texts that are tried of a sender."""
    if sender in ("", "closed"):
        return TALKS, CLOSED_BODIES if sender else BODIES
    if "typed" in sender:
        return OWED_TALKS, TYPED_BODIES
    return (OWED_TALKS, OWED_BODIES) if "we owe" in sender else (FEW_TALKS, FEW_BODIES)


def rows_now(pack: Pack, sender: str, remembered: str) -> list[str]:
    """A row for each reply to a sender after such a text of ours, with the texts that bring it.

    Or, if `remembered` is what was asked of the store, a row for each of its answers.
    """
    if asked := ASKED.get(remembered.removeprefix("asked ")):
        told = {_plain(one): _told(step(pack, asked.talk, one, OPEN, asked)) for one in OUTCOMES}
        return [f"{sender}\t{remembered}\t{outcome}\t{reply}" for outcome, reply in told.items()]
    brought: dict[str, list[str]] = {}
    for body in _asked_of(sender)[1]:
        event = replace(Texted(body), **SENDERS.get(sender, {}))  # type: ignore[arg-type]
        reply = step(pack, TALKS[remembered], event, CLOSED if sender == "closed" else OPEN)
        brought.setdefault(_told(reply), []).append(body)
    return [f"{sender}\t{remembered}\t{' / '.join(texts)}\t{told}" for told, texts in brought.items()]


def _told(reply: Reply) -> str:
    """A reply in one line: its words and kind, and what of the rest is not as it is by default."""
    talk = {name: value for name, value in asdict(reply.talk).items() if value != getattr(Talk(), name)}
    rest = {name: getattr(reply, name) for name in ("opt", "counts", "unknown") if getattr(reply, name)}
    wish = _plain(reply.wish) if reply.wish else ""
    return f"{' '.join(reply.text.split())} | {reply.kind} {talk or ''} {wish} {rest or ''}".strip()


def _plain(one: object) -> str:
    values = [getattr(one, field.name) for field in fields(one)]  # type: ignore[arg-type]
    shown = ", ".join(
        NAMED.get(value, str(value)) if isinstance(value, datetime) else str(value) for value in values
    )
    return f"{type(one).__name__}({shown})"


if __name__ == "__main__":
    rows = [row for group in groups_now() for row in rows_now(named_pack(), *group)]
    REPLIES.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
