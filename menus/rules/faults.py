"""The list of all rules for a pack, and the faults that they find."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time

from menus.fault.causes import causes
from menus.loading.places import IN_BASE, locate
from menus.messages.answered import answered, messages
from menus.model import Fault, Pack
from menus.multilingual.untranslated import is_of_lent, untranslated
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
    word_lists,
    wording,
)
from menus.rules.of_helpline import told_cost, told_recording
from menus.rules.on_base import field_phrases, lifelines, unwritten
from menus.rules.on_base.weekly_medicines import weekly_medicines
from menus.rules.weekly.short_form import short_form
from menus.said import Look, look
from menus.signing import unsigned
from menus.signing.things import drafts
from menus.signing.unsigned import signed
from menus.tracing.changed_facts import changed_facts
from menus.tracing.copied import copied
from menus.tracing.rule import traced

Rule = Callable[[Look], Iterator[Fault]]

# The rules that look at the words of a sentence alone: a notice of staff is checked by them, too.
OF_WORDS: tuple[Rule, ...] = (
    menu.promotion,
    spoken.markup,
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
    spoken.pronunciation,
)
# One function a rule. It looks at one language; what it finds in a file of all of them is told once. Of two
# faults about the same words the first is told (`causes`): so what is said of a whole sentence stands last.
RULES: tuple[Rule, ...] = (
    *OF_WORDS,
    menu.actions,
    menu.reach,
    menu.overviews,
    menu.lasts,
    menu.listed,
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
    texted.lengths_with_call,
    texted.opens_with_name,
    texted.service_name,
    keyword.keywords,
    keyword.offered_keyword,
    keyword.collisions,
    keyword.near_commands,
    fixed.numbers,
    told_cost.costs,
    told_cost.cost,
    told_cost.not_free,
    told_cost.refuge,
    told_recording.announced,
    told_recording.not_recorded,
    fixed.general,
    fixed.promises,
    word_lists.lists,
    menu.other_languages,
    untranslated,
    sources.sources,
    sources.ids,
    sources.additions,
    sources.by_hand,
    sources.medicines,
    sources.reviews,
    signed,
    helpline.confirmation,
    helpline.holidays,
    helpline.week,
    helpline.turned_round,
    short_form,
    helpline.numbers,
    helpline.callbacks,
    helpline.calls_about,
    second_ear.ear_present,
    second_ear.topics_of_ear,
    unwritten.unwritten,
    lifelines.lifelines,
    lambda at: iter(lists.faults_matching(at.pack)),
    field_phrases.everyday,
    field_phrases.idioms,
    weekly_medicines,
    messages,
    traced,
    copied,
    changed_facts,
)

# The rules that measure sentences with their blanks filled, so that long hours in words can break them.
MEASURED: tuple[Rule, ...] = (
    menu.lasts,
    menu.first_option,
    menu.closed_message,
    choices.choices,
    spoken.chunks,
    spoken.first_fact,
    wording.long_sentences,
    texted.lengths,
    texted.lengths_with_call,
)
HOURS = helpline.FILE
ROUNDER = "write times on the hour or half hour, or shorten those sentences in your pack"
# The keys of a topic by which messages lead to it: with an error there, its messages are not checked.
OF_NAMES = ("keyword", "also", "medicine")
# What is done when all words stand: each topic and fixed thing signed, then a call to the helpline.
LAST = ("reviewed_by", unsigned.FILE, "confirmed_by")


# The week with which every sentence is as long as it was written for.
PLAIN_WEEK: tuple[tuple[tuple[time, time], ...], ...] = (((time(9), time(20)),),) * 5 + ((), ())


def faults(pack: Pack, today: date) -> tuple[Fault, ...]:
    """Find every fault of a pack on a day: errors first, then warnings, each sorted by file.

    A fault that comes with time alone, such as an expired review, is a warning and never an error. As an
    error it would keep a line from restarting with a pack that had no error when it was started.
    """
    found = _found(pack, today)
    plain = replace(pack, hours=replace(pack.hours, weekly=PLAIN_WEEK, short=""))
    elsewhere = any(fault.level == "error" and fault.file != HOURS for fault in found)
    if pack.hours != plain.hours and elsewhere and (long := _too_long(pack, today)):
        found = _with_cause(found, long - _too_long(plain, today))
    return tuple(sorted(found, key=lambda fault: (fault.level, fault.file)))


def _found(pack: Pack, today: date) -> dict[Fault, None]:
    looks = [look(_measured(pack), language, today) for language in pack.languages.values()]
    named = (fault for one in looks for fault in texted.service_name(replace(one, pack=pack)))
    every = (
        fault for one in looks for rule in RULES for fault in rule(one) if not is_of_lent(one.language, fault)
    )
    found = causes(locate(pack.files, fault) for fault in (*named, *every))
    errors = [fault for fault in found if fault.level == "error"]
    if any(map(_of_lists, errors)):
        return found
    unsure = {fault.file.rpartition("/")[2].partition(".")[0] for fault in errors if fault.key in OF_NAMES}
    return found | dict.fromkeys(fault for one in looks for fault in answered(one, unsure))


def _of_lists(error: Fault) -> bool:
    """Whether an error is in the lists of phrases: then no rule can check which answers messages get."""
    return error.file.endswith(("matching.toml", "safety.toml"))


def _measured(pack: Pack) -> Pack:
    """The pack for rules that measure sentences: a service name that is too long is shortened there.

    The long name has a fault already. The sentences with the name need no further faults.
    """
    if len(pack.service) <= texted.NAME:
        return pack
    words = pack.service.split()
    short = (" ".join(words[:most]) for most in range(len(words), 0, -1))
    return replace(pack, service=next((name for name in short if len(name) <= texted.NAME), "The line"))


def _too_long(pack: Pack, today: date) -> set[tuple[str, str]]:
    """The sentences that are too long, each as (its file, its key)."""
    looks = [look(_measured(pack), language, today) for language in pack.languages.values()]
    every = (locate(pack.files, fault) for one in looks for rule in MEASURED for fault in rule(one))
    return {(fault.file, fault.key) for fault in every if fault.level == "error"}


def _with_cause(found: dict[Fault, None], long: set[tuple[str, str]]) -> dict[Fault, None]:
    """The faults of a pack, with one warning on its hours in place of all errors that its hours cause.

    `long` has the file and key of each sentence that is too long only because of the hours that it names.
    The errors of these sentences are left out. The warning on hours.toml takes their place, unless the key
    `short` of hours.toml has a fault already.
    """
    caused = [one for one in found if one.level == "error" and (one.file, one.key) in long]
    if not caused:
        return found
    told = [one for one in found if one not in caused]
    if any((one.file, one.key) == (HOURS, "short") for one in told):
        return dict.fromkeys(told)
    says = f"in words these times are too long for {len(caused)} sentences, such as {caused[0].key} of "
    fault = Fault(HOURS, "weekly", f"{says}{caused[0].file} ({caused[0].says})", ROUNDER, "warning")
    return dict.fromkeys((fault, *told))


def still_to_do(found: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The steps still to do in a pack that `flask new` began, in order; none for any other pack.

    `found` are all its faults. Reviews, and the call to the helpline, come last.
    """
    begun = sorted((fault for fault in found if fault.step), key=lambda fault: fault.step)
    warned = [fault for fault in found if fault.level == "warning"]
    last = (fault for key in LAST for fault in warned if key in (fault.key, fault.file))
    return (*begun, *last) if begun else ()


def refusals(pack: Pack, found: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults, among all faults `found` in a pack, that keep a live line (`LIVE=1`) from starting.

    They are errors, drafts and unconfirmed hours (R34). Drafts are unsigned topics, and unsigned parts of the
    fixed replies, the alarm rules and the second ear (R58).
    """
    waiting = {(thing.file, "reviewed_by" if thing.kind == "topic" else thing.id) for thing in drafts(pack)}
    return tuple(
        fault
        for fault in found
        if fault.level == "error"
        or (fault.file.removeprefix(f"{IN_BASE}/"), fault.key) in waiting
        or (fault.key == "confirmed_by" and not pack.hours.confirmed_by.strip())
    )
