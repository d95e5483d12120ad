"""A play as a test: the same lines for the terminal and the browser, to be run in tests/."""

import json
from zoneinfo import ZoneInfo

from ivr.aloud import begins
from ivr.model import Dial, KeyNumber, Next, Record
from menus.model import Pack
from play.act import Act
from play.calls import Call
from play.player import Play
from play.texts import Exchanged

SHOWN = 60


def code(play: Play) -> str:
    """Write Python for a file in tests/, "" for a play in which nothing was done."""
    if not play.call and not play.thread:
        return ""
    wanted = [name for name, used in (("caller", play.call), ("texter", play.thread)) if used]
    lines = [f"def test_what_was_tried({', '.join([*wanted, 'at'])}):"]
    lines += [f'{name}.number = "{play.phone.number}"' for name in wanted]
    clock = ""
    for act, line in (*(call_lines(play.call) if play.call else ()), *map(text_line, play.thread)):
        when = at(play.phone.pack, act)
        lines += [line] if when == clock else [when, line]
        clock = when
    return "\n    ".join(lines) + "\n"


def call_lines(call: Call) -> list[tuple[Act, str]]:
    """Write the call, act by act, and the words that it ended with."""
    lines, then = [], None
    for step in call.steps:
        lines.append((step.act, f"caller.{call_line(step.act, then)}"))
        then = step.turn.then
    said = begins(call.newest.turn)[:SHOWN].strip()
    return [*lines, (call.newest.act, f"assert {json.dumps(said)} in caller.heard")]


def call_line(act: Act, then: Next | None) -> str:
    """Write what a caller of the tests does, while the line does `then`."""
    done = f"{act.what}()"
    match act.what, then:
        case "press", _:
            done = f'press("{act.detail}")'
        case "say", _:
            done = f"say({json.dumps(act.detail)})"
        case "key", _:
            done = f'key_number("{act.detail}")'
        case "wait", KeyNumber():
            done = 'key_number("")'
        case (("spoke" | "wait"), Record()):
            done = f"spoke_message({act.detail or 0})"
        case (("dial" | "wait"), Dial()):
            bridged = act.detail == "bridged"
            status = "completed" if bridged else act.detail or "no-answer"
            done = f'dial_ended("{status}", bridged={bridged})'
    return done


def text_line(exchanged: Exchanged) -> tuple[Act, str]:
    """Write a text, and what its answer began with."""
    reply = exchanged.reply.text.partition("{")[0][:SHOWN].strip()
    compared = f"{json.dumps(reply)} in" if exchanged.text else '"" =='
    return exchanged.act, f"assert {compared} texter.text({json.dumps(exchanged.act.detail)})"


def at(pack: Pack, act: Act) -> str:
    """Write the clock of an act, to the minute."""
    return f'at("{act.moment.astimezone(ZoneInfo(pack.hours.zone)):%Y-%m-%dT%H:%M}")'
