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
from web import map as maps
from web import tryit_call, tryit_clock, tryit_texts
from web.tryit_acts import act, jump
from web.tryit_copy import code
from web.tryit_rows import rows, told
from web.tryit_scene import CALLERS, Scene, read

# A scene of three hundred acts and sixty long texts, in the escapes of a form.
LARGEST = 512 * 1024


def blueprint(pack: Callable[[], Pack], now: Callable[[], datetime], settings: Settings) -> Blueprint:
    """The pages below /try; each is a 404 unless `settings.try_on`. `now` gives the aware moment."""
    tryit = Blueprint("tryit", __name__, template_folder="templates")

    @tryit.before_request
    def only_where_on() -> None:
        request.max_content_length = LARGEST
        if not settings.try_on:
            abort(404)

    @tryit.get("/try")
    def begin() -> str:
        scene, keys = Scene(), request.args.get("keys")
        return page(pack(), scene if keys is None else jump(scene, keys, now()), now())

    @tryit.post("/try")
    def go_on() -> str:
        return page(pack(), act(pack(), read(request.form.get("scene", "")), request.form, now()), now())

    @tryit.get("/try/map.svg")
    def picture() -> Response:
        return Response(maps.draw(pack(), "/try", standing=True), content_type="image/svg+xml")

    return tryit


def page(pack: Pack, scene: Scene, real: datetime) -> str:
    """The whole page of a scene."""
    steps, thread = tryit_call.walk(pack, scene.call), tryit_texts.walk(pack, scene)
    return render_template(
        "try.html",
        scene=scene.write(),
        phone=phone(pack, scene, steps),
        bench=bench(pack, scene, scene.now(real)),
        thread=thread,
        trace=rows(pack, scene, steps),
        code=code(pack, scene, steps, thread),
        map=Markup(maps.draw(pack, "/try", steps[-1].turn.place.spot if steps else "")),  # noqa: S704, escaped there
        callers=CALLERS,
    )


def phone(pack: Pack, scene: Scene, steps: tuple[tryit_call.Happened, ...]) -> Mapping[str, object]:
    """What the telephone shows: its state, the turns so far, how long it speaks and waits."""
    last, now = (steps[-1], tryit_call.state(scene.call, steps)) if steps else (None, "idle")
    ends = scene.call[-1] if now == "over" else last.act if last else None
    language = pack.languages[last.turn.place.language] if last else next(iter(pack.languages.values()))
    return {
        "state": now,
        "turn": f"{scene.call[0].at:.1f}-{len(steps)}" if steps else "",
        "cut": bool(scene.call) and scene.call[-1].what == "hangup",
        "number": last.turn.then.number if last and isinstance(last.turn.then, Dial) else "",
        "pieces": tryit_call.pieces(last.turn) if last else (),
        "earlier": [(told(step.event), tryit_call.pieces(step.turn)) for step in steps[:-1]],
        "did": told(last.event) if last else "",
        "wait": tryit_call.waits(last.turn) if last else 0,
        "speech": last is not None and isinstance(last.turn.then, Listen) and last.turn.then.speech,
        "elapsed": max(0.0, ends.at - scene.call[0].at) if ends else 0.0,
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
