"""The desk's page of what is off the air: who took it off and when, and how to put it back (R57)."""

import re
from datetime import datetime, timedelta
from functools import partial

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from menus.air.changes import Wording
from menus.air.laying import run_together
from menus.air.saying import lacking
from menus.due import due_days
from menus.matcher.commands import TAKEN
from menus.model import HELPLINE, SUPPORT, Language, Pack
from menus.multilingual.in_english import by_code
from menus.phrasing.lexicon import lexicon
from menus.said import look
from store.desk.air import Aired, Kind, Notice, Stop
from web.desk.needs import Desk, Route, me
from web.desk.sign_in import UNFIT
from web.desk.wording import input_value

# Where each form begins, for the summary of what is wrong with it.
AT = {"topic": "topic", "word": "word", "notice": "notice-form", "again": "notice-again"}
ALREADY, NOT_OFF = "It is off the air already.", "It was on the air already."
NO_TOPIC = "Choose the topic that is to go off the air."
NO_WORD = "No topic is found by that word, so there is nothing to stop."
A_COMMAND = "That word is for people in need, or ends our texts: it cannot be stopped."
ONLY_SUPPORT = "That word can be stopped only together with its topic."


def off_air(desk: Desk) -> str:
    """Show the topics and words off the air and the running notice, freshly read from the store."""
    desk.refresh()
    return page(desk)


def page(desk: Desk, wrong: tuple[str, ...] = (), about: str = "") -> str:
    """Show the page of what is off the air; `wrong` lists what was filled in wrongly.

    `about` names the form that was filled in wrongly: "topic", "word", "notice" or "again". A refused form
    keeps what was typed into it.
    """
    pack, now = desk.pack(), desk.now()
    found = desk.kept.airing.look()
    languages = tuple(pack.languages.values())
    return render_template(
        "desk/off_air.html",
        stops=[(stop, named(pack, stop)) for stop in found.stops],
        told=[each for language in languages for each in _still_told(pack, language, now)],
        topics=_stoppable(pack),
        known=sorted({word for language in languages for word in _advertised(language)}),
        notice=running(found, now),
        ended=found.ended if found.ended and now < found.ended.end else None,
        languages=languages,
        called=by_code(pack),
        lacks=partial(lacks, desk),
        wrong=wrong[0] if len(wrong) == 1 else f"{len(wrong)} things to put right" if wrong else "",
        wrong_at=AT.get(about, ""),
        faults=wrong,
        typed=request.form if about else {},
        likely_end=input_value(_likely_end(desk), desk.zone),
    )


def _likely_end(desk: Desk) -> datetime:
    """The end that the form for a notice suggests: the helpline's next closing time, tomorrow or later.

    If the helpline does not open within four weeks, the end is tomorrow at 10 in the evening.
    """
    tomorrow = desk.now().astimezone(desk.zone).replace(hour=22, minute=0) + timedelta(days=1)
    longest = tomorrow + timedelta(days=28)
    ends = due_days(desk.pack().hours, desk.now())
    return ends[0] if ends and ends[0] < longest else tomorrow


def running(found: Aired, now: datetime) -> Notice | None:
    """The notice that callers hear at `now`; None if there is none."""
    return found.notice if found.notice and now < found.notice.end else None


def lacks(desk: Desk, notice: Notice) -> tuple[str, ...]:
    """For each language of the pack in which the notice lacks words, a sentence for staff that says so."""
    return lacking(desk.pack(), {code: Wording(*pair) for code, pair in notice.words.items()})


def named(pack: Pack, stop: Stop) -> str:
    """The name that staff read for a stopped topic or word: the title, or the word in quotes."""
    topics = next(iter(pack.languages.values())).topics
    if stop.kind == "word":
        return f"The word “{stop.name}”"
    return topics[stop.name].title.rstrip(".") if stop.name in topics else f"{stop.name}, no longer a topic"


def _stoppable(pack: Pack) -> dict[str, str]:
    """The titles, by name, of the topics on the air that staff may take off it.

    The helpline's own topic may not be taken off, because people reach somebody through it.
    """
    topics = next(iter(pack.languages.values())).topics
    return {
        name: topic.title.rstrip(".")
        for name, topic in topics.items()
        if name != HELPLINE and name not in pack.air.topics
    }


def _still_told(pack: Pack, language: Language, now: datetime) -> list[tuple[str, str]]:
    """The texts of the pack that still tell people to send a stopped word, each as (the word, the text)."""
    if not pack.air.words:
        return []
    stopped = re.compile(rf"\b(?:{'|'.join(map(re.escape, map(str.upper, pack.air.words)))})\b")
    texts = [each.full for each in look(pack, language, now.date()).said if each.channel == "text"]
    return [(found[0], text) for text in texts if (found := stopped.search(text))]


def _advertised(language: Language) -> set[str]:
    return {word.lower() for topic in language.topics.values() for word in (topic.keyword, *topic.also)}


def stop_topic(desk: Desk) -> Response | tuple[str, int]:
    """Take the topic in the form off the air within a second; go back to the page with a message.

    Whoever asks for the topic then hears that it is being checked. If no topic is chosen, the page is shown
    again and says so (422). An unknown topic, or the helpline's own, is answered with 404.
    """
    name = request.form.get("topic", "")
    if not name:
        return page(desk, (NO_TOPIC,), "topic"), UNFIT
    if name == HELPLINE or not any(name in language.topics for language in desk.pack().languages.values()):
        abort(404)
    return _stop(desk, "topic", name)


def stop_word(desk: Desk) -> Response | tuple[str, int]:
    """Take the word in the form off the air: a text with the word alone finds no topic any more.

    Goes back to the page with a message. If the word may not be stopped, or finds no topic anyway, the page
    is shown again and says so (422).
    """
    word = run_together(request.form.get("word", ""))
    if why := _may_not_stop(desk.pack(), word):
        return page(desk, (why,), "word"), UNFIT
    return _stop(desk, "word", word)


def _may_not_stop(pack: Pack, word: str) -> str:
    """The reason why a word cannot be taken off the air; "" if it can."""
    if word in TAKEN or any(word in lexicon(each).commands for each in pack.languages.values()):
        return A_COMMAND
    if any(HELPLINE in lexicon(each).whole.get(word, ()) for each in pack.languages.values()):
        return A_COMMAND
    if word == run_together(SUPPORT):
        return ONLY_SUPPORT
    leads = any(word in lexicon(language).whole for language in pack.languages.values())
    return "" if leads else NO_WORD


def _stop(desk: Desk, kind: Kind, name: str) -> Response:
    """Take a topic or a word off the air, after an entry in the trail; redirect with a message."""
    with desk.entered(f"air:stop:{kind}", name) as entry:
        if not desk.kept.airing.stop(kind, name, me().name, desk.now()):
            desk.kept.trail.strike(entry)
            return _say(desk, ALREADY)
    said = named(desk.pack(), Stop(kind, name, "", desk.now()))
    hear = (
        "Who asks for it hears that it is being checked."
        if kind == "topic"
        else "By itself it leads to no topic now; other words for the same topic still do."
    )
    return _say(desk, f"{said} is off the air. {hear}")


def put_back(desk: Desk, kind: str, name: str) -> Response:
    """Put a topic or a word that was taken off the air back into use; go back to the page with a message.

    `kind` is "topic" or "word". If `name` was not off the air, the message says so.
    """
    of = next(
        (stop for stop in desk.kept.airing.look().stops if (stop.kind, stop.name) == (kind, name)), None
    )
    if of is None:
        return _say(desk, NOT_OFF)
    with desk.entered(f"air:back:{kind}", name) as entry:
        if not desk.kept.airing.put_back(of.kind, name):
            desk.kept.trail.strike(entry)
            return _say(desk, NOT_OFF)
    return _say(desk, f"{named(desk.pack(), of)} is back on the air.")


def _say(desk: Desk, words: str) -> Response:
    """Refresh what this process knows to be off the air, and redirect to the page with a message."""
    desk.refresh()
    flash(words)
    return redirect(url_for("desk.off_air"), 303)


ROUTES = (
    Route("GET", "/off-air", "answer", off_air, "Off the air"),
    Route("POST", "/off-air/topics", "edit", stop_topic),
    Route("POST", "/off-air/words", "edit", stop_word),
    Route("POST", "/off-air/<kind>/<name>/put-back", "edit", put_back),
)
