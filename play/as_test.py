"""Writes the acts at the phone of a play as a Python test, which can be copied into tests/."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from ivr.aloud import begins, names_key
from ivr.model import Dial, KeyNumber, Record, Turn
from menus.model import Pack
from play.act import Act
from play.calls import Step
from play.drama import ordinary
from play.player import Play
from play.texts import Exchange

SHOWN = 60


def code(play: Play) -> str:
    """The source of a Python test that repeats the acts at the browser phone; "" if there are none."""
    if not play.done:
        return ""
    people = {"caller": Step, "texter": Exchange}
    wanted = [name for name, kind in people.items() if any(isinstance(one, kind) for one in play.done)]
    lines = [f"def test_what_was_tried({', '.join([*wanted, 'at'])}):"]
    lines += [f"{name}.number = {_typed(play.phone.number)}" for name in wanted]
    clock = ""
    for act, line in _lines_of(play):
        when = _at(play.phone.pack, act)
        lines += [line] if when == clock else [when, line]
        clock = when
    return "\n    ".join(lines) + "\n"


def _lines_of(play: Play) -> Iterator[tuple[Act, str]]:
    """The Python lines of the test, in order, each with the act of the phone that it comes from.

    Each act gives one line. The last act of each call gives one line more, which checks how the call ended.
    """
    last: Step | None = None
    for one in play.done:
        if isinstance(one, Exchange):
            yield one.act, _text_line(one)
            continue
        if last and one.act.what == "call":
            yield last.act, _ending(last)
        yield one.act, f"caller.{_call_line(play.phone.pack, one.act, last.turn if last else None)}"
        last = one
    if last:
        yield last.act, _ending(last)


def _ending(last: Step) -> str:
    """Write the check that the caller heard the words with which a call ended."""
    return f"assert {_quoted(begins(last.turn)[:SHOWN].strip())} in caller.heard"


def _call_line(pack: Pack, act: Act, before: Turn | None) -> str:
    """Write the line of a Python test that repeats one act of a caller, such as `press("1")`.

    `before` is the turn of the call before the act; None if there was none.
    """
    done = f"{act.what}()"
    match act.what, before.then if before else None:
        case "press", _:
            offered = before and names_key(before, pack.languages[before.place.language], act.detail)
            done = f'press{"" if offered else "_unheard"}("{act.detail}")'
        case "say", _:
            done = f"say({_typed(act.detail)})"
        case "key", _:
            done = f"key_number({_typed(act.detail)})"
        case "wait", KeyNumber():
            done = 'key_number("")'
        case (("spoke" | "wait"), Record()):
            done = f"spoke_message({act.detail or 0})"
        case (("dial" | "wait"), Dial()):
            bridged = act.detail == "bridged"
            status = "completed" if bridged else act.detail or "no-answer"
            done = f'dial_ended("{status}", bridged={bridged})'
    return done


def _text_line(exchange: Exchange) -> str:
    """The line of Python for a test that sends this text again and checks how the reply begins."""
    reply = exchange.reply.text.partition("{")[0][:SHOWN].strip()
    compared = f"{_quoted(reply)} in" if exchange.text else '"" =='
    return f"assert {compared} texter.text({_typed(exchange.act.detail)})"


def _at(pack: Pack, act: Act) -> str:
    """Write the line of test code that sets the clock to the moment of `act`, to the minute."""
    return f'at("{act.moment.astimezone(ZoneInfo(pack.hours.zone)):%Y-%m-%dT%H:%M}")'


def _typed(words: str) -> str:
    """Write a person's words as a Python string; numbers that no real line rings become ordinary ones."""
    return _quoted(ordinary(words))


def _quoted(words: str) -> str:
    """Write words as a Python string, with quotes, backslashes and unprintable characters escaped."""
    return '"' + "".join(map(_sign, words)) + '"'


def _sign(sign: str) -> str:
    """Write a character as in a Python string: an unprintable one by its number."""
    if sign in '"\\':
        return f"\\{sign}"
    return sign if sign.isprintable() else sign.encode("unicode_escape").decode()
