"""Loads a pack from its own folder and the base; raises a PackError that lists all faults."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from menus.facts.fact import facts_of
from menus.fault.lines import placed
from menus.loading.files import is_named, read_sheet
from menus.loading.folders import BASE, Folders
from menus.loading.keypad import FILE, read_language_keys, read_menu
from menus.loading.language import read_checks, read_matching, read_phrases, read_pronunciation
from menus.loading.opening import bank_holidays, read_hours
from menus.loading.phrase_names import read_phrase_names, sentences_of, todays_sentences
from menus.loading.places import locate
from menus.loading.shape import CALLS, FACTS
from menus.loading.snapshots import current, folders_of
from menus.loading.source.messages import read_messages
from menus.loading.source.not_offered import with_others
from menus.loading.source.origin import read_document
from menus.loading.source.signatures import read_signatures
from menus.loading.source.tracing import read_lists
from menus.loading.topics import read_topics
from menus.loading.weights import read_ear, read_topic_ear, with_word_ear
from menus.model import MAIN, Fault, Language, Menu, Pack
from menus.multilingual.lending import lend
from menus.phrasing.sentence_names import PhraseNames
from menus.signing.signed_pack import lay_signatures
from menus.tracing.traced import Traced

__all__ = ["PackError", "bank_holidays", "load", "load_from", "load_kept"]


NO_LETTER = re.compile(r"[^a-z]")


class PackError(Exception):
    """The error raised if a pack cannot be loaded; `faults` are all the faults that were found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def load(folder: Path, base: Path = BASE) -> Pack:
    """Load the pack in a folder, together with the base. Raises only PackError, whatever the folder holds."""
    return load_from(Folders(folder, base))


def load_from(folders: Folders) -> Pack:
    """Load a pack with the base; `folders.read` then holds every file that was used.

    Raises PackError, which lists all faults, if there are any.
    """
    faults: list[Fault] = []
    data, menus, codes = read_menu(folders, faults)
    language_keys = read_language_keys(data, menus, codes, faults)
    facts = read_sheet(folders, "facts.toml", FACTS, faults)
    document = read_document(folders, facts["document"], faults)
    calls = read_sheet(folders, "calls.toml", CALLS, faults)
    when = read_hours(folders, faults)
    names = read_phrase_names(folders, faults)
    signatures = read_signatures(folders, faults)
    languages = {
        code: _language(folders, code, menus, names, faults, further=code != codes[0])
        for code in codes
        if _is_there(folders, code, faults)
    }
    if faults:
        named = dict.fromkeys(locate(folders.held, fault) for fault in faults)
        raise PackError(tuple(placed(folders.read, fault) for fault in named))
    told = facts_of(facts)
    languages[codes[0]] = with_others(folders, languages[codes[0]], codes)
    pack = Pack(
        service=data["service"],
        speech=data["speech"],
        menus=menus,
        languages={code: with_word_ear(folders, language, told) for code, language in languages.items()},
        hours=when,
        facts=told,
        document=document,
        phrase_names=names,
        calls_about=calls["about"],
        files=folders.held,
        language_keys=language_keys,
    )
    return lend(lay_signatures(lend(pack), signatures))


def load_kept(link: Path | None, folder: Path) -> Pack:
    """Load the kept pack (snapshot) to which `link` points, or else the pack in `folder`.

    A snapshot is a copy of a pack that passed the checks. The pack in `folder` is loaded if `link` is None or
    points to no snapshot, or if the snapshot cannot be loaded. Raises PackError if the pack in `folder`
    cannot be loaded either.
    """
    place = None if link is None else current(link)
    for folders in folders_to_try(place) if place else ():
        with suppress(PackError):
            return load_from(folders)
    return load(folder)


def folders_to_try(place: Path) -> Iterator[Folders]:
    """The folders from which to load the snapshot in `place`, the best first.

    First come the snapshot's files with its own base. They are left out if that base lacks a sentence that
    today's base names, because today's code may say it. Then come its files with today's base.
    """
    kept = folders_of(place)
    if todays_sentences() <= sentences_of(kept.base):
        yield kept
    yield Folders(kept.own)


def _is_there(folders: Folders, code: str, faults: list[Fault]) -> bool:
    """Whether the pack has a folder for a language; adds a fault if there is none."""
    there = (folders.own / code).exists()
    if not there:
        says, mend = (
            f'"{code}" has no folder {code}',
            "add the folder with its topics, or take the language out",
        )
        faults.append(Fault(FILE, "languages", says, mend))
    return there


def _language(
    folders: Folders,
    code: str,
    menus: Mapping[str, Menu],
    names: PhraseNames,
    faults: list[Fault],
    *,
    further: bool,
) -> Language:
    """Read the language `code`. What is wrong is added to `faults`.

    A `further` language may lack what the first language can lend it. `menus` are the menus by name; `names`
    are the sentences that a first language must have.
    """
    language = Language(
        code=code,
        topics=read_topics(folders, code, faults, further=further),
        checks=read_checks(folders, code, faults, further=further),
        matching=read_matching(folders, code, faults, further=further),
        ear=read_ear(folders, code, faults),
        messages=read_messages(folders, code, faults),
        topic_ear=read_topic_ear(folders, code, faults),
        **read_phrases(folders, code, names, faults, further=further),
        **read_pronunciation(folders, code, faults, further=further),
        traced=Traced(folders.marks, read_lists(folders, code, faults)),
    )
    if not further:
        _links(language, menus, faults)
    return language


def _links(language: Language, menus: Mapping[str, Menu], faults: list[Fault]) -> None:
    """Add a fault for each menu or topic that a file of the language names and that does not exist."""
    file = f"{language.code}/phrases.toml"
    if not any(fault.file == FILE for fault in faults):
        _named_alike(file, {name for name in menus if name != MAIN}, set(language.menus), faults)
    begun = {
        NO_LETTER.sub("", fault.file.rpartition("/")[2].removesuffix(".toml").lower()) for fault in faults
    }
    places: dict[str, list[tuple[str, str]]] = {}
    for where, key, name in (*_led_to(menus), *_named(language)):
        if name not in language.topics and name not in begun:
            places.setdefault(name, []).append((where, key))
    for name, ((where, key), *more) in places.items():
        also = f" (so does {', '.join(dict.fromkeys(f'{file}: {at}' for file, at in more))})" if more else ""
        says = f'names the topic "{name}", which is not there{also}'
        mend = f"add {language.code}/topics/{name}.toml, or name another topic"
        faults.append(Fault(where, key, says, mend))


def _named_alike(file: str, needed: set[str], there: set[str], faults: list[Fault]) -> None:
    """Add a fault for each menu without words, and for words of no menu.

    `needed` are the names of the menus, `there` the names for which `file` has words. A misspelt name gives
    only one fault.
    """
    missing, others = sorted(needed - there), sorted(there - needed - {MAIN})
    for name in others:
        meant = missing.pop() if len(missing) == 1 and len(others) == 1 else ""
        mend = f"did you mean `menus.{meant}`?" if meant else f"take it out, or add it to {FILE}"
        faults.append(Fault(file, f"menus.{name}", "is the name of no menu", mend))
    for name in (name for name in missing if not is_named(faults, file, f"menus.{name}")):
        faults.append(Fault(file, f"menus.{name}", "is missing", "add its title, option and short"))


def _led_to(menus: Mapping[str, Menu]) -> list[tuple[str, str, str]]:
    """Each topic that a menu names: the file, the key, and the topic's name.

    A check uses this list to find topics that do not exist.
    """
    keyed = [
        (FILE, f"menu.{menu.name}.actions", action.target)
        for menu in menus.values()
        for action in menu.actions
        if action.kind == "topic" and action.target
    ]
    return keyed + [(FILE, f"menu.{menu.name}.first", menu.first) for menu in menus.values() if menu.first]


def _named(language: Language) -> list[tuple[str, str, str]]:
    """Each topic that phrases.toml or matching.toml names: the file, the key, and the topic's name."""
    phrases, data = f"{language.code}/phrases.toml", f"{language.code}/matching.toml"
    listed = cast(Mapping[str, Any], language.matching["matching"]).get("topics", ())
    owed = [
        (phrases, f"additions.{one.id}.topics", name) for one in language.additions for name in one.topics
    ]
    return [*owed, *((data, f"topics.{name}", name) for name in listed)]
