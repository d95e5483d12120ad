"""The figures told in sentences, added up from counts and rounded as the page shows them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from counted import names as counts
from counted.names import LATER, part
from counted.table import ARRIVED, REFUSED, RUNG, TOPICS
from menus.model import MAIN, Pack
from store.counts.history import Found
from web.figures.names import topic_name
from web.figures.rough import NONE, Shown, shown
from web.figures.sentences import Figures, Rung
from web.figures.spans import Span, day_words
from web.figures.tables import alarms, first_language, sum_of

TRIES, _, WORDS = LATER


def figures(
    pack: Pack, total: Found, span: Span, since: Mapping[str, date], overdue: Shown = NONE
) -> Figures:
    """The figures for the days of `span`; `total` has their counts, added up by name.

    `since` has the first day of each kind of count that older versions did not have. `overdue` is how many
    call-backs wait now past the promised time.
    """
    topics = _topics(total)
    language = first_language(pack)
    return Figures(
        calls=shown(sum_of(total, *ARRIVED["Calls"])),
        texts=shown(sum_of(total, *ARRIVED["Texts"])),
        subjects=_subjects(pack, topics),
        topics={topic_name(language, name): count for name, count in topics.items()},
        rung=replace(_rung(total, span, since.get(TRIES)), overdue=overdue),
        not_understood=shown(total.get(counts.reply("unknown"), 0)),
        words=shown(total.get(counts.NEW_WORD, 0)) if _began(span, since.get(WORDS)) else None,
        alarms={label: shown(count) for label, count in alarms(total)},
        limits={label: shown(sum_of(total, *kinds)) for label, kinds in REFUSED.items()},
    )


def arrived(total: Found) -> Shown:
    """The number of calls and texts together, as the page shows it; `total` has the counts."""
    return shown(sum_of(total, *ARRIVED["Calls"])) + shown(sum_of(total, *ARRIVED["Texts"]))


def _began(span: Span, since: date | None) -> bool:
    """Whether a kind of count existed by the last day of `span`; `since` is its first day, None for never."""
    return since is not None and since <= span.last


def _rung(total: Found, span: Span, since: date | None) -> Rung:
    in_time, late = (shown(sum_of(total, *kinds)) for kinds in RUNG.values())
    if since is None or not _began(span, since):
        return Rung(in_time, late, counted=False)
    return Rung(in_time, late, since=day_words(since) if since > span.first else "")


def _topics(total: Found) -> dict[str, Shown]:
    """The number of requests for each topic, by the topic's name, in calls and texts together."""
    found: dict[str, Shown] = {}
    for name, count in total.items():
        for kind in (kind for kinds in TOPICS.values() for kind in kinds):
            if topic := part(kind, name):
                found[topic] = found.get(topic, NONE) + shown(count)
    return found


def _subjects(pack: Pack, topics: Mapping[str, Shown]) -> dict[str, Shown]:
    """The number of requests for each subject, by the subject's title.

    `topics` has the number of requests for each topic, by its name. All topics of a menu together are one
    subject. A topic in no menu, or only in the main menu, is a subject by itself.
    """
    language = first_language(pack)
    found: dict[str, Shown] = {}
    for name, count in topics.items():
        menus = [menu.name for menu in pack.menus.values() if menu.name != MAIN and menu.holds(name)]
        title = language.menus[menus[0]].title.rstrip(".") if menus else topic_name(language, name)
        found[title] = found.get(title, NONE) + count
    return found
