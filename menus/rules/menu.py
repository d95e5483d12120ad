"""Rules of the menus: their keys, their timing and length, and their targets (R1 to R8, R33)."""

import re
from collections import Counter
from collections.abc import Iterator

from menus.matcher.commands import same
from menus.model import MAIN, SUPPORT, Fault, Language, Level, Menu
from menus.multilingual.offered import offers
from menus.parts import length, parts
from menus.rules.spoken import MOST_WORDS, is_read_out
from menus.rules.texted import ONE_PART, limits
from menus.rules.word_lists import words_listed
from menus.said import MOST_ACTIONS, Look
from menus.seconds import CLIPPED, KEY_GAP, OPTION_GAP, quiet, seconds, spoken_words

FILE = "menu.toml"
UNIVERSAL = "09*#58"
MOST_PRESSES, NAME_WORDS = 2, 4
FIRST_OPTION, EACH_LANGUAGE, LONGEST_MENU, LONGEST_CLOSED = 8.0, 3.0, 22.0, 22.0  # seconds
BECAUSE = "because_"
KEYLESS = f"leave it so if that is meant; else give it a key, or write it as `first` of a menu of {FILE}"
# More than 16 topics: those that have no room in a menu of 4 keys, two keys deep, have none.
ROOM = "or leave it without a key: it is reached by its words"
ADDRESS = re.compile(r"https?:|www\.|\S@\S|\S\.(?:org|com|net|co|uk|info)\b", re.IGNORECASE)


def actions(look: Look) -> Iterator[Fault]:
    """Check that a menu has at most 4 choices, and that each has a key of its own (R3, R5).

    The keys that mean the same everywhere in a call may not be used.
    """
    for menu in look.pack.menus.values():
        where = f"menu.{menu.name}.actions"
        if len(menu.actions) > MOST_ACTIONS:
            says = f"{len(menu.actions)} choices, {len(menu.actions) - MOST_ACTIONS} over"
            mend = f"{MOST_ACTIONS} is the most: move one to another menu, {ROOM} (R3)"
            yield Fault(FILE, where, says, mend)
            continue
        for key, times in Counter(action.key for action in menu.actions).items():
            if key in UNIVERSAL:
                says = f"key {key} has a meaning of its own everywhere, so it is dead here"
                yield Fault(FILE, where, says, "use 1, 2, 3, 4, 6 or 7 (R5)", about=f'"{key}"')
            elif times > 1:
                says = f"key {key} stands {times} times, and only the first is alive"
                yield Fault(FILE, where, says, "give each choice a key of its own", about=f'"{key}"')


def reach(look: Look) -> Iterator[Fault]:
    """Check that keys lead callers to every menu, and to every topic by at most 2 presses (R3).

    A topic that no key leads to is only a warning, because people can text or say its words.
    """
    depth = _depths(look)
    for name in look.pack.menus.keys() - depth.keys():
        mend = "add an action for it, or take it out"
        yield Fault(FILE, f"menu.{name}", "no key leads to it", mend, about=f'"{name}"')
    for name, topic in look.language.topics.items():
        holding = [menu for menu in look.pack.menus.values() if menu.holds(name)]
        menus = [menu for menu in holding if menu.name in depth]
        # what stands first in a menu is heard on the way there
        presses = min((depth[menu.name] + (menu.first != name) for menu in menus), default=0)
        if not holding:  # that no key leads to its menu is told above
            how = "by speech or as a text" if look.pack.speech else "as a text"
            says, mend = f"no key leads to it: it is reached {how} alone", KEYLESS
            yield Fault(look.file(topic), "", says, mend, "warning")
        elif presses > MOST_PRESSES:
            says = f"it takes {presses} keys from the greeting, {presses - MOST_PRESSES} over"
            mend = f"put it into a menu that the main menu names, {ROOM} (R3)"
            yield Fault(look.file(topic), "", says, mend)


def overviews(look: Look) -> Iterator[Fault]:
    """Check that a topic read out before a menu's choices has at most 75 words in all (R1, R8).

    The main menu must not have such a topic.
    """
    for menu in (menu for menu in look.pack.menus.values() if menu.first):
        if menu.name == MAIN:
            says = "keeps every caller waiting for the first choice"
            yield Fault(FILE, f"menu.{MAIN}.first", says, "move it to another menu (R1)")
            continue
        topic = look.language.topics[menu.first]
        count = sum(spoken_words(said.full) for said in look.said if is_read_out(said, topic.name))
        if count > MOST_WORDS:
            says = f"{count} words in all, {count - MOST_WORDS} over, where it is heard before the choices"
            yield Fault(look.file(topic), "spoken", says, f"cut, or take it out of {FILE} (R8)")


def lasts(look: Look) -> Iterator[Fault]:
    """Check that each menu takes at most 22 s to read out, whether the helpline is open or closed (R8).

    The greeting does not count. For each other language that it offers, the main menu may take 3 s more.
    """
    call, others = look.language.call, offers(look.pack, look.language)
    for menu in _of_few(look):
        options = tuple((_option(look, action.kind, action.target), action.key) for action in menu.actions)
        if menu.name == MAIN:
            heard = (*options, (call["again"], "9"))
            further = sum(_offer_seconds(one, key) for key, one in others)
            closed = seconds(call["closed_first"])
            took = max(
                option_seconds(look, ((call["person"], "0"), *heard)),
                closed + option_seconds(look, ((call["closed_person"], "0"), *heard)),
            )
            took, longest = took + further, LONGEST_MENU + EACH_LANGUAGE * len(others)
        else:
            title = look.language.menus[menu.name].title
            person = max(call["for_person"], call["callback"], key=seconds)
            last = ((call["back"], "*"), (person, "0"))
            took = seconds(title) + quiet(CLIPPED) + option_seconds(look, (*options, *last))
            longest = LONGEST_MENU
        if took > longest:
            says = f"lasts {took:.1f} s, {took - longest:.1f} over"
            yield Fault(FILE, f"menu.{menu.name}", says, "shorten the `option` of its choices (R8)")


def _offer_seconds(offered: Language, key: str) -> float:
    """The seconds in which a call offers the language `offered` by its `key`, with the pauses (R4)."""
    return seconds(f"{offered.offered} {offered.keys[key]}") + quiet(KEY_GAP, OPTION_GAP)


def listed(look: Look) -> Iterator[Fault]:
    """Check that each menu, as listed in a text, has at most 160 characters and 1 part (R24)."""
    few = {menu.name for menu in _of_few(look)}
    for said in (said for said in look.said if said.menu in few):
        longest, most = limits(look.language, said.full, ONE_PART, 1)
        over = max(length(said.full) - longest, parts(said.full) - most)
        if over > 0:
            says = f"{length(said.full)} characters as a text, {over} over"
            mend = f"shorten the `short` of its choices, or {said.key} of {look.phrases} (R24)"
            yield Fault(FILE, f"menu.{said.menu}", says, mend)


def _of_few(look: Look) -> Iterator[Menu]:
    """The menus of at most 4 choices; a longer menu has a fault by the rule `actions` instead."""
    yield from (menu for menu in look.pack.menus.values() if len(menu.actions) <= MOST_ACTIONS)


def first_option(look: Look) -> Iterator[Fault]:
    """Check that the main menu's first choice starts within 8 s of the call's beginning (R1).

    Each language after the first may add 3 s. The service's name may have at most 4 words.
    """
    name = look.pack.service.split()
    if len(name) > NAME_WORDS:
        yield Fault(
            FILE, "service", f"{len(name)} words, {len(name) - NAME_WORDS} over", "shorten the name (R1)"
        )
    greeting = next(said.full for said in look.said if said.key == "call.greeting")
    starts = seconds(greeting) + quiet(CLIPPED, OPTION_GAP)
    starts += sum(_offer_seconds(one, key) for key, one in offers(look.pack, look.language))
    limit = FIRST_OPTION + EACH_LANGUAGE * (len(look.pack.languages) - 1)
    if starts > limit:
        says = f"the first option starts after {starts:.1f} s, {starts - limit:.1f} over"
        yield Fault(look.phrases, "call.greeting", says, "shorten the greeting (R1)")


def closed_message(look: Look) -> Iterator[Fault]:
    """Check that what a caller hears while the helpline is closed lasts at most 22 s (R35).

    The message and its choices with their keys count, and so does the reason if one is said.
    """
    call = look.language.call
    message = next(said.full for said in look.said if said.key == "call.closed")
    left = ((call["leave_message"], "2"),) if look.pack.hours.messages else ()
    names = ("callback", "closed_person", "callback_or_another")
    first = max(((call[name], "0") for name in names), key=lambda choice: seconds(choice[0]))
    last = (call["closed_information"], "*")
    reasons = () if left else [words for name, words in call.items() if name.startswith(BECAUSE)]
    took = (
        max(map(seconds, reasons), default=0.0)
        + seconds(message)
        + quiet(OPTION_GAP)
        + option_seconds(look, (first, *left, last))
    )
    if took > LONGEST_CLOSED:
        says = f"lasts {took:.1f} s with its choices on its longest date, {took - LONGEST_CLOSED:.1f} over"
        yield Fault(look.phrases, "call.closed", says, "shorten it, or its choices (R35)")


def promotion(look: Look) -> Iterator[Fault]:
    """Check that menus, and all fixed sentences of calls, promote nothing and hold no web address (R2)."""
    shown = ("call.", "menus.", "text.menu", "text.list")
    for said in look.said:
        if said.key.startswith(shown) or said.key in ("option", "short", "title"):
            if ADDRESS.search(said.full):
                yield Fault(said.file, said.key, "holds a web address", "take it out (R2)")
            for word in words_listed(said.full, look.language.checks.get("promotion", ())):
                yield Fault(said.file, said.key, f'promotes: "{word}"', "say only what is needed (R2)")


def support_last(look: Look) -> Iterator[Fault]:
    """Check that the topic on supporting the charity is the last choice of its menu (R33)."""
    for menu in look.pack.menus.values():
        for action in menu.actions[:-1]:
            topic = look.language.topics.get(action.target) if action.kind == "topic" else None
            if topic and topic.keyword == SUPPORT:
                says = f"{SUPPORT} is not the last choice"
                yield Fault(FILE, f"menu.{menu.name}.actions", says, "move it to the end (R33)")


def other_languages(look: Look) -> Iterator[Fault]:
    """Check that in a pack of several languages each can be offered on calls and chosen by text.

    A language must have words that offer it on calls, and words that people text to choose it. It is an error
    if the first language lacks them, and a warning if a further one does. A word that chooses a language must
    not be a keyword or synonym of a topic in any language: the topic would never be sent.
    """
    language, several = look.language, len(look.pack.languages) > 1
    if several and not (language.offered.strip() and language.chosen_by):
        mend = 'write `call`, such as "For English", and `words`, such as ["english"]'
        level: Level = "warning" if language.first else "error"  # of the first nobody would find back
        says = "is not whole, so nobody can choose this language"
        yield Fault(look.phrases, "offered", says, mend, level)
    topics = [(one.code, topic) for one in look.pack.languages.values() for topic in one.topics.values()]
    taken = {
        same(word): (code, topic.name) for code, topic in topics for word in (topic.keyword, *topic.also)
    }
    for word in (word for word in language.chosen_by if several and same(word) in taken):
        code, name = taken[same(word)]
        says = f'"{word}" is a word of {code}/topics/{name}.toml'
        yield Fault(look.phrases, "offered.words", says, "leave it to one of the two")


def _depths(look: Look) -> dict[str, int]:
    """The number of keys from the greeting to each menu; unreachable menus are left out."""
    depth, queue = {MAIN: 0}, [MAIN]
    for name in queue:  # grows while it is walked
        for action in look.pack.menus[name].actions:
            if action.kind == "menu" and action.target not in depth:
                depth[action.target] = depth[name] + 1
                queue.append(action.target)
    return depth


def _option(look: Look, kind: str, target: str) -> str:
    return (look.language.menus if kind == "menu" else look.language.topics)[target].option


def option_seconds(look: Look, options: tuple[tuple[str, str], ...]) -> float:
    """The seconds that choices last when read out in a call, with their keys and the pauses (R4).

    Each of `options` is the words of a choice and its key ("9").
    """
    words = sum(seconds(what) + seconds(look.language.keys[key]) for what, key in options)
    return words + quiet(KEY_GAP * len(options), OPTION_GAP * (len(options) - 1))
