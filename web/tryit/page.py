"""The pages below /try: the browser phone, its texts and the map; nothing is kept, counted or sent."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, render_template, request
from markupsafe import Markup

from ivr.model import Dial, Listen
from menus.hours import is_open
from menus.model import Pack
from menus.numbers import number_text
from menus.words import opening
from play.as_test import code
from play.calls import numbers_of, waits
from play.player import Play
from settings import Settings
from store.numbers import is_withheld
from web.figures import map as maps
from web.tryit import clock as tryit_clock
from web.tryit.buttons import act, jump
from web.tryit.ideas import ideas
from web.tryit.nearby import is_from_here
from web.tryit.scene import CALLERS, LETTERS, LONGEST, MOST_ACTS, MOST_TEXTS, Scene, clock_of, read
from web.tryit.screen import pieces
from web.tryit.thread import bubbles
from web.tryit.trace import event_words, rows

# Two full calls, a full thread and one more text, in the escapes of a form: an act takes up to 64 bytes, a
# letter up to 16.
LARGEST = (2 * (MOST_ACTS + 1) + MOST_TEXTS + 1) * 64 + (3 * LETTERS + LONGEST) * 16


def blueprint(pack: Callable[[], Pack], now: Callable[[], datetime], settings: Settings) -> Blueprint:
    """The pages below /try, where a browser acts as a phone.

    The pages answer 404 unless `settings.try_on` is true and the browser is on this machine. `now` gives the
    present time, aware.
    """
    tryit, line = Blueprint("tryit", __name__), settings.number

    @tryit.before_request
    def only_here() -> None:
        request.max_content_length = LARGEST
        if not (settings.try_on and is_from_here(request)):
            abort(404)

    @tryit.get("/try")
    def begin() -> str:
        moment, keys = now(), request.args.get("keys")
        return _page(pack(), Scene() if keys is None else jump(Scene(), keys, moment), moment, line)

    @tryit.post("/try")
    def go_on() -> str:
        said, moment, form = pack(), now(), request.form
        return _page(said, act(said, read(form.get("scene", "")), form, moment, line), moment, line)

    @tryit.get("/try/map.svg")
    def picture() -> Response:
        return Response(maps.draw(pack(), standing=True), content_type="image/svg+xml")

    return tryit


def _page(pack: Pack, scene: Scene, real: datetime, line: str) -> str:
    """The HTML page with the browser phone, after all acts of the visitor (`scene`).

    `real` is the present time (aware); `line` is the line's own number, "" if unknown.
    """
    play = scene.play(pack, line)
    moment = clock_of(scene, play, real)
    return render_template(
        "try.html",
        scene=scene.write(),
        phone=_phone(play),
        bench=_bench(pack, scene, moment),
        ideas=ideas(pack, moment),
        thread=bubbles(play),
        trace=rows(play.phone, play.call),
        code=code(play),
        map=Markup(_map(play)),  # noqa: S704, its names are escaped there
    )


def _map(play: Play) -> str:
    """The map of the line as SVG, highlighted where the caller of the newest call is and has been."""
    pack, call = play.phone.pack, play.call
    way = [step.turn.place.spot for step in call.steps] if call else []
    return maps.draw(pack, passed=maps.signs_passed(pack, way), over=not call or call.state == "over")


def _phone(play: Play) -> Mapping[str, object]:
    """The phone as the template shows it: its state, the turns so far, how the line speaks and waits.

    `wait` and `elapsed` are in seconds; `rate` is the speed of the voice, 1 for the usual.
    """
    pack, call = play.phone.pack, play.call
    if call is None:
        language = next(iter(pack.languages.values()))
        return {"state": "idle", "turn": "", "elapsed": 0.0, "wait": 0, "rate": 1, "locale": language.locale}
    last, state, began = call.newest, call.state, call.began.at
    language, then = pack.languages[last.turn.place.language], last.turn.then
    shown = [
        (event_words(step.event), pieces(step.turn, numbers_of(play.phone, step))) for step in call.steps
    ]
    ended = call.last if state == "over" else last.act
    return {
        "state": state,
        "began": f"{began:.1f}",
        "turn": f"{began:.1f}-{len(call.steps)}",
        "cut": call.hung_up,
        "number": number_text(then.number) if isinstance(then, Dial) else "",
        "speech": isinstance(then, Listen) and then.speech,
        "earlier": shown[:-1],
        "last": shown[-1],
        "wait": waits(last.turn),
        "elapsed": max(0.0, ended.at - began),
        "rate": language.rate / 100,
        "locale": language.locale,
    }


def _bench(pack: Pack, scene: Scene, moment: datetime) -> Mapping[str, object]:
    """The phone's settings as the page shows them: its clock, and the kind of number it calls from.

    The settings also say whether the helpline is open at `moment`, the time on the phone's clock.
    """
    language, zone = next(iter(pack.languages.values())), ZoneInfo(pack.hours.zone)
    return {
        "shown": tryit_clock.show(moment, language, zone),
        "field": f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}",
        "open": is_open(pack.hours, moment),
        "opening": opening(language, pack.hours, moment),
        "presets": tryit_clock.PRESETS,
        "caller": scene.caller,
        "number": "" if is_withheld(CALLERS[scene.caller]) else number_text(CALLERS[scene.caller]),
        "callers": tuple(CALLERS),
    }
