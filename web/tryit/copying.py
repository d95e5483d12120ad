"""A scene as a test: the same lines that `flask call` prints, for a caller and a texter of the tests."""

import json
from zoneinfo import ZoneInfo

from ivr.aloud import begins, names_key
from ivr.model import Dial, KeyNumber, Turn
from menus.model import Pack
from web.tryit.calls import Happened
from web.tryit.scene import Act, Scene
from web.tryit.texts import Exchanged

SHOWN = 60


def code(pack: Pack, scene: Scene, steps: tuple[Happened, ...], thread: tuple[Exchanged, ...]) -> str:
    """Python for a file in tests/, "" for a scene in which nothing was done."""
    if not steps and not thread:
        return ""
    wanted = [name for name, used in (("caller", steps), ("texter", thread)) if used]
    lines = [f"def test_what_was_tried({', '.join([*wanted, 'at'])}):"]
    lines += [f'{name}.number = "{scene.number}"' for name in wanted]
    clock = ""
    for act, line in (*call_lines(pack, steps), *map(text_line, thread)):
        when = at(pack, act)
        lines += [line] if when == clock else [when, line]
        clock = when
    return "\n    ".join(lines) + "\n"


def call_lines(pack: Pack, steps: tuple[Happened, ...]) -> list[tuple[Act, str]]:
    """The call, act by act, and the words that it ended with."""
    before: Turn | None = None
    lines = []
    for step in steps:
        lines.append((step.act, call_line(pack, step.act, before)))
        before = step.turn
    if before:
        said = begins(before)[:SHOWN].strip()
        lines.append((steps[-1].act, f"assert {json.dumps(said)} in caller.heard"))
    return lines


def call_line(pack: Pack, act: Act, before: Turn | None) -> str:
    """One act, done after the turn `before`, as a line of Python."""
    match act.what:
        case "call":
            return "caller.call()"
        case "press":
            heard = before and names_key(before, pack.languages[before.place.language], act.detail)
            return f'caller.press{"" if heard else "_unheard"}("{act.detail}")'
        case "say":
            return f"caller.say({json.dumps(act.detail)})"
        case "key":
            return f'caller.key_number("{act.detail}")'
        case "spoke":
            return f"caller.spoke_message({act.detail})"
        case "dial" if act.detail == "bridged":
            return 'caller.dial_ended("completed", bridged=True)'
        case "dial":
            return f'caller.dial_ended("{act.detail}", bridged=False)'
    match before.then if before else None:
        case Dial():
            return 'caller.dial_ended("no-answer", bridged=False)'
        case KeyNumber():
            return 'caller.key_number("")'
    return "caller.wait()"


def text_line(exchanged: Exchanged) -> tuple[Act, str]:
    """A text, and what its answer began with."""
    reply = exchanged.reply.text.partition("{")[0][:SHOWN].strip()
    compared = f"{json.dumps(reply)} in" if exchanged.text else '"" =='
    return exchanged.act, f"assert {compared} texter.text({json.dumps(exchanged.act.detail)})"


def at(pack: Pack, act: Act) -> str:
    """The clock of an act, to the minute."""
    return f'at("{act.moment.astimezone(ZoneInfo(pack.hours.zone)):%Y-%m-%dT%H:%M}")'
