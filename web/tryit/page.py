"""/try: the browser phone, its texts and the map, by the line's own steps; nothing kept, counted or sent."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, render_template, request
from markupsafe import Markup

from ivr.model import Dial, Listen
from menus.hours import is_open
from menus.model import Pack
from menus.words import opening
from settings import Settings
from web.figures import map as maps
from web.tryit import calls as tryit_call
from web.tryit import clock as tryit_clock
from web.tryit import texts as tryit_texts
from web.tryit.acts import act, jump
from web.tryit.copying import code
from web.tryit.scene import CALLERS, Scene, read
from web.tryit.screen import known_to, pieces, waits
from web.tryit.trace import rows, told

# A scene of three hundred acts and sixty long texts, in the escapes of a form.
LARGEST = 512 * 1024


def blueprint(pack: Callable[[], Pack], now: Callable[[], datetime], settings: Settings) -> Blueprint:
    """The pages below /try; each is a 404 unless `settings.try_on`. `now` gives the aware moment."""
    tryit, line = Blueprint("tryit", __name__), settings.number

    @tryit.before_request
    def only_where_on() -> None:
        request.max_content_length = LARGEST
        if not settings.try_on:
            abort(404)

    @tryit.get("/try")
    def begin() -> str:
        moment, keys = now(), request.args.get("keys")
        return page(pack(), Scene() if keys is None else jump(Scene(), keys, moment), moment, line)

    @tryit.post("/try")
    def go_on() -> str:
        said, moment, form = pack(), now(), request.form
        return page(said, act(said, read(form.get("scene", "")), form, moment, line), moment, line)

    @tryit.get("/try/map.svg")
    def picture() -> Response:
        return Response(maps.draw(pack(), standing=True), content_type="image/svg+xml")

    return tryit


def page(pack: Pack, scene: Scene, real: datetime, line: str) -> str:
    """The whole page of a scene; `line` is the line's own number, "" if unknown."""
    steps, thread = tryit_call.walk(pack, scene), tryit_texts.walk(pack, scene, line)
    here = str(steps[-1].turn.place.spot) if steps else ""
    return render_template(
        "try.html",
        scene=scene.write(),
        phone=phone(pack, scene, steps, line),
        bench=bench(pack, scene, scene.now(real)),
        thread=tryit_texts.bubbles(pack, scene, thread),
        trace=rows(pack, scene, steps, line),
        code=code(pack, scene, steps, thread),
        map=Markup(maps.draw(pack, here=here)),  # noqa: S704, its names are escaped there
    )


def phone(
    pack: Pack, scene: Scene, steps: tuple[tryit_call.Happened, ...], line: str
) -> Mapping[str, object]:
    """What the telephone shows: its state, the turns so far, how long it speaks and waits."""
    if not steps:
        language = next(iter(pack.languages.values()))
        return {"state": "idle", "turn": "", "elapsed": 0.0, "wait": 0, "rate": 1, "locale": language.locale}
    last, state = steps[-1], tryit_call.state(scene.call, steps)
    language, then = pack.languages[last.turn.place.language], last.turn.then
    shown = [(told(step.event), pieces(step.turn, known_to(pack, scene, step, line))) for step in steps]
    ended = scene.call[-1] if state == "over" else last.act
    return {
        "state": state,
        "turn": f"{scene.call[0].at:.1f}-{len(steps)}",
        "cut": scene.call[-1].what == "hangup",
        "number": then.number if isinstance(then, Dial) else "",
        "speech": isinstance(then, Listen) and then.speech,
        "earlier": shown[:-1],
        "last": shown[-1],
        "wait": waits(last.turn),
        "elapsed": max(0.0, ended.at - scene.call[0].at),
        "rate": language.rate / 100,
        "locale": language.locale,
    }


def bench(pack: Pack, scene: Scene, moment: datetime) -> Mapping[str, object]:
    """The clock and the caller: what they are set to, and whether people answer at that moment."""
    language, zone = next(iter(pack.languages.values())), ZoneInfo(pack.hours.zone)
    return {
        "shown": tryit_clock.shown(moment, language, zone),
        "field": f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}",
        "set": scene.clock is not None,
        "open": is_open(pack.hours, moment),
        "opening": opening(language, pack.hours, moment),
        "presets": tryit_clock.PRESETS,
        "caller": scene.caller,
        "callers": tuple(CALLERS),
    }
