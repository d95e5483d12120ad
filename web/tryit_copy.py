"""A scene as a test: the same lines that `flask call` prints, for a caller and a texter of the tests."""

import json
from zoneinfo import ZoneInfo

from ivr.model import Dial
from menus.model import Pack
from web.tryit_call import Happened, words_of
from web.tryit_scene import CALLERS, Act, Scene
from web.tryit_texts import Exchanged

SHOWN = 60


def code(pack: Pack, scene: Scene, steps: tuple[Happened, ...], thread: tuple[Exchanged, ...]) -> str:
    """Python for a file in tests/, "" for a scene in which nothing was done."""
    if not steps and not thread:
        return ""
    wanted = [name for name, used in (("caller", steps), ("texter", thread)) if used]
    lines = [f"def test_what_was_tried({', '.join([*wanted, 'at'])}):"]
    if scene.caller != "mobile":
        lines += [f'{name}.number = "{CALLERS[scene.caller]}"' for name in wanted]
    clock = ""
    for act, line in (*call_lines(steps), *map(text_line, thread)):
        when = at(pack, act)
        lines += [line] if when == clock else [when, line]
        clock = when
    return "\n    ".join(lines) + "\n"


def call_lines(steps: tuple[Happened, ...]) -> list[tuple[Act, str]]:
    """The call, act by act, and the words that it ended with."""
    lines, ringing = [], False
    for step in steps:
        lines.append((step.act, call_line(step.act, ringing=ringing)))
        ringing = isinstance(step.turn.then, Dial)
    if steps:
        said = json.dumps(words_of(steps[-1].turn)[:SHOWN].strip())
        lines.append((steps[-1].act, f"assert {said} in caller.heard"))
    return lines


def call_line(act: Act, *, ringing: bool) -> str:
    """One act as a line of Python; left alone, a ringing helpline does not answer."""
    match act.what:
        case "call":
            return "caller.call()"
        case "press":
            return f'caller.press("{act.detail}")'
        case "say":
            return f"caller.say({json.dumps(act.detail)})"
        case "dial" if act.detail == "bridged":
            return 'caller.dial_ended("completed", bridged=True)'
        case "dial":
            return f'caller.dial_ended("{act.detail}", bridged=False)'
    return 'caller.dial_ended("no-answer", bridged=False)' if ringing else "caller.wait()"


def text_line(exchanged: Exchanged) -> tuple[Act, str]:
    """A text, and what its answer began with."""
    reply = exchanged.reply.text
    compared = f"{json.dumps(reply[:SHOWN].strip())} in" if reply else '"" =='
    return exchanged.act, f"assert {compared} texter.text({json.dumps(exchanged.act.detail)})"


def at(pack: Pack, act: Act) -> str:
    """The clock of an act, to the minute."""
    return f'at("{act.moment.astimezone(ZoneInfo(pack.hours.zone)):%Y-%m-%dT%H:%M}")'
