"""The list of all rules that a pack is checked by, and the faults that they find."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time

from menus.loading.places import IN_BASE, locate
from menus.model import Fault, Pack
from menus.rules import (
    choices,
    fixed,
    helpline,
    keyword,
    lists,
    menu,
    second_ear,
    sources,
    spoken,
    texted,
    wording,
)
from menus.rules.on_base import lifelines, unwritten
from menus.said import Look, look
from menus.signing import unsigned
from menus.signing.things import drafts
from menus.signing.unsigned import signed
from menus.tracing.rule import traced

Rule = Callable[[Look], Iterator[Fault]]

# Those that ask nothing of a sentence but its words: by them a notice of staff is checked, too.
OF_WORDS: tuple[Rule, ...] = (
    menu.promotion,
    spoken.markup,
    spoken.pronunciation,
    spoken.medicines,
    spoken.numbers,
    wording.spaces,
    wording.blanks,
    wording.long_sentences,
    wording.banned,
    wording.doses,
    wording.fundraising,
    wording.private,
    texted.characters,
    texted.invitations,
)
# One function a rule. It looks at one language; what it finds in a file of all of them is told once.
RULES: tuple[Rule, ...] = (
    *OF_WORDS,
    menu.actions,
    menu.reach,
    menu.overviews,
    menu.lasts,
    menu.first_option,
    menu.closed_message,
    menu.support_last,
    choices.choices,
    choices.endings,
    spoken.chunks,
    spoken.first_fact,
    spoken.titles,
    spoken.voice,
    wording.names,
    wording.age,
    texted.lengths,
    texted.opens_with_name,
    texted.service_name,
    keyword.keywords,
    keyword.offered_keyword,
    keyword.collisions,
    keyword.near_commands,
    fixed.numbers,
    fixed.costs,
    fixed.general,
    fixed.promises,
    fixed.lists,
    menu.other_languages,
    sources.sources,
    traced,
    sources.additions,
    sources.by_hand,
    sources.medicines,
    sources.reviews,
    signed,
    helpline.confirmation,
    helpline.holidays,
    helpline.week,
    helpline.short_form,
    helpline.numbers,
    helpline.callbacks,
    helpline.calls_about,
    second_ear.ear_present,
    unwritten.unwritten,
    lifelines.lifelines,
    lambda at: iter(lists.faults_matching(at.pack)),
)


HOURS = helpline.FILE
ROUNDER = "write times on the hour or half hour, or shorten those sentences in your pack"
# What is done when all words stand: each topic and fixed thing signed, then a call to the helpline.
LAST = ("reviewed_by", unsigned.FILE, "confirmed_by")


# The week with which every sentence is as long as it was written for.
PLAIN_WEEK: tuple[tuple[tuple[time, time], ...], ...] = (((time(9), time(20)),),) * 5 + ((), ())


def faults(pack: Pack, today: date) -> tuple[Fault, ...]:
    """Find every fault of a pack on a day: errors first, then warnings, those of one file together.

    What runs out with time, such as a review, is a warning and never an error, so that the phone line still
    starts when it is restarted after that.
    """
    found = _found(pack, today)
    plain = replace(pack, hours=replace(pack.hours, weekly=PLAIN_WEEK, short=""))
    if pack.hours.weekly != PLAIN_WEEK and any(fault.level == "error" for fault in found):
        found = _with_cause(found, _found(plain, today))
    return tuple(sorted(found, key=lambda fault: (fault.level, fault.file)))


def _found(pack: Pack, today: date) -> dict[Fault, None]:
    looks = [look(pack, language, today) for language in pack.languages.values()]
    every = (fault for one in looks for rule in RULES for fault in rule(one))
    return dict.fromkeys(locate(pack.files, fault) for fault in every)


def _with_cause(found: dict[Fault, None], plain: dict[Fault, None]) -> dict[Fault, None]:
    """The faults of a pack, in which those that its hours alone cause are one, told at hours.toml.

    `plain` are the faults that it has with a plain week.
    """
    also = {(fault.file, fault.key) for fault in plain}
    caused = [
        one for one in found if one.file != HOURS and one.level == "error" and (one.file, one.key) not in also
    ]
    if not caused:
        return found
    says = f"in words these times are too long for {len(caused)} sentences, such as {caused[0].key} of "
    fault = Fault(HOURS, "weekly", f"{says}{caused[0].file} ({caused[0].says})", ROUNDER, "warning")
    return dict.fromkeys((fault, *(one for one in found if one not in caused)))


def still_to_do(found: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """What a pack that `flask new` began still lacks, in the order in which to do it; else nothing.

    `found` are all its faults. Reviews, and the call to the helpline, come last.
    """
    begun = sorted((fault for fault in found if fault.step), key=lambda fault: fault.step)
    warned = [fault for fault in found if fault.level == "warning"]
    last = (fault for key in LAST for fault in warned if key in (fault.key, fault.file))
    return (*begun, *last) if begun else ()


def refusals(pack: Pack, found: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults that keep a live line (`LIVE=1`) from starting: errors, drafts, unconfirmed hours (R34).

    Drafts are topics, and what of the fixed replies, the alarm rules and the second ear is unsigned (R58).
    """
    waiting = {(thing.file, "reviewed_by" if thing.kind == "topic" else thing.id) for thing in drafts(pack)}
    return tuple(
        fault
        for fault in found
        if fault.level == "error"
        or (fault.file.removeprefix(f"{IN_BASE}/"), fault.key) in waiting
        or (fault.key == "confirmed_by" and not pack.hours.confirmed_by.strip())
    )
