"""Broken packs: small edits of a copy of the shipped pack, each with the fault that must be reported."""

import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from menus.facts.found import hash_of
from menus.loading.folders import BASE, SHIPPED, home
from menus.loading.pack import load
from menus.model import Pack

FIXED, PHRASES, WORDS = "base/en/phrases.toml", "en/phrases.toml", "en/pronunciation.toml"
BONES = "en/topics/bones.toml"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the shipped pack and of the base beside it, to be broken by a test.

    A file is named as in a fault: `en/phrases.toml` is one of the pack, `base/en/phrases.toml` one of the
    base.
    """

    folder: Path

    @property
    def base(self) -> Path:
        """The folder with the copy of the base."""
        return self.folder.with_name("base")

    def load(self) -> Pack:
        """The copied pack, loaded with its copy of the base. Raises PackError."""
        return load(self.folder, self.base)

    def path(self, file: str) -> Path:
        """The path of a file of the copy."""
        return home(self.folder, file, self.base) / file

    def put(self, file: str, key: str, value: str, table: str = "") -> None:
        """Set a key of a file to `value`, written as TOML; add the key if it is not there."""
        lines = self.path(file).read_text(encoding="utf-8").splitlines()
        if table and f"[{table}]" not in lines:
            lines += [f"[{table}]"]
        start = lines.index(f"[{table}]") + 1 if table else 0
        here = next((n for n in range(start, len(lines)) if lines[n].startswith(f"{key} = ")), None)
        if here is None:
            lines.insert(start, f"{key} = {value}")
        else:
            lines[here : here + length(lines[here:])] = [f"{key} = {value}"]
        self.path(file).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def drop(self, file: str, key: str, table: str = "") -> None:
        """Remove a key from a file."""
        self.put(file, key, "0", table)
        self.swap(file, f"{key} = 0\n", "")

    def swap(self, file: str, old: str, new: str) -> None:
        """Replace the first `old` in a file with `new`; fails if there is none."""
        text = self.path(file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}: mend tests/packs/broken.py"
        self.path(file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def add(self, file: str, text: str) -> None:
        """Add text to the end of a file, which is made if it is not there."""
        path = self.path(file)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + text, encoding="utf-8")

    def value(self, file: str, key: str) -> str:
        """The text that a key at the top of a file holds."""
        found = tomllib.loads(self.path(file).read_text(encoding="utf-8"))[key]
        assert isinstance(found, str)
        return found


def length(lines: list[str]) -> int:
    """How many lines the TOML value takes that begins in the first line."""
    for n in range(1, len(lines)):
        try:
            tomllib.loads("\n".join(lines[:n]))
        except tomllib.TOMLDecodeError:
            continue
        return n
    return len(lines)


def copy(folder: Path) -> Copy:
    """A copy of the shipped pack and of the base, both below `folder`."""
    for one in (BASE, SHIPPED):
        shutil.copytree(one, folder / one.name)
    return Copy(folder / SHIPPED.name)


@dataclass(frozen=True, slots=True)
class Broken:
    """An edit that breaks a pack, and the fault that must then be reported: file, key, words, mend, level."""

    name: str
    edit: Callable[[Copy], None]
    file: str
    key: str
    says: str
    mend: str
    level: str = "error"


def put(file: str, key: str, value: str, table: str = "") -> Callable[[Copy], None]:
    """An edit that sets a key of a file to another value, written as TOML."""
    return lambda pack: pack.put(file, key, value, table)


def swap(file: str, old: str, new: str) -> Callable[[Copy], None]:
    """An edit that replaces the first `old` in a file with `new`."""
    return lambda pack: pack.swap(file, old, new)


def add(file: str, text: str) -> Callable[[Copy], None]:
    """An edit that adds text to the end of a file."""
    return lambda pack: pack.add(file, text)


def both(*edits: Callable[[Copy], None]) -> Callable[[Copy], None]:
    """An edit that makes several edits, in order."""

    def edit(pack: Copy) -> None:
        for one in edits:
            one(pack)

    return edit


def nothing(_pack: Copy) -> None:
    """Edit nothing, because the shipped pack itself has the fault."""


def text_beside(text: str) -> Callable[[Copy], None]:
    """An edit that puts the text of a document beside the pack, as `flask document` keeps it."""

    def edit(pack: Copy) -> None:
        (pack.folder / "document").mkdir()
        pack.add("document/text.md", text)

    return edit


def ending(file: str, key: str, words: str) -> Callable[[Copy], None]:
    """An edit that adds words to the end of a text of a file."""
    return lambda pack: pack.put(file, key, f'"""{pack.value(file, key)}{words}"""')


LONG = " ".join(["word"] * 76)
AUTHOR = 'author = "The editors of this line"'
REVIEWED = AUTHOR + '\nreviewed_by = "Dr Ann Able"'

WEEKLY = """
[fact.Y1]
heading = "What treatments are there"
words = "Rituximab is taken once a week."
"""
THEIRS = "It is given in hospital."


def changed_fact(pack: Copy) -> None:
    """Keep a document beside the pack, and have a fact that says otherwise than its sentence."""
    pack.add("facts.toml", f'{WEEKLY}sentence = 1\nhash = "{hash_of(THEIRS)}"\n')
    pack.path("document.toml").with_name("document").mkdir()
    pack.add("document/text.md", f"# What treatments are there\n\n{THEIRS}\n")


UNSERVABLE = (
    Broken(
        "the service's name is a blank",
        put("menu.toml", "service", '"The {town}"'),
        "menu.toml",
        "service",
        "a curly bracket",
        "take it out",
    ),
    Broken(
        "a menu's name holds a blank that nobody fills",
        put(PHRASES, "title", '"The {day}."', "menus.steroids"),
        PHRASES,
        "menus.steroids.title",
        "{day}",
        "{number}",
    ),
    Broken(
        "a topic's option holds a blank that nobody fills",
        put(BONES, "option", '"For bones, {opening}"'),
        BONES,
        "option",
        "{opening}",
        "{number}",
    ),
    Broken(
        "a spoken phrase holds a blank that only its text has",
        put(FIXED, "withdrawn", '"We are checking {title}. Call 1 1 1, or 9 9 9."', "call"),
        FIXED,
        "call.withdrawn",
        "{title}",
        "{number}",
    ),
    Broken(
        "a nation's helpline cannot be rung",
        put("hours.toml", "scotland", '"0800 027 1234"', "refuge"),
        "hours.toml",
        "refuge.scotland",
        "cannot be rung",
        "+44",
    ),
    Broken(
        "what is heard before a menu is not there",
        swap("menu.toml", 'first = "treatments"', 'first = "treatment"'),
        "menu.toml",
        "menu.treatments.first",
        '"treatment"',
        "add en/topics/treatment.toml",
    ),
    Broken(
        "a file is missing",
        lambda pack: (pack.folder / "hours.toml").unlink(),
        "hours.toml",
        "",
        "is missing",
        "add it",
    ),
    Broken(
        "the names of the fixed sentences are missing",
        lambda pack: pack.path("base/phrase_names.toml").unlink(),
        "phrase_names.toml",
        "",
        "is missing",
        "add it",
    ),
    Broken(
        "a choice is misspelt among the names",
        swap("base/phrase_names.toml", 'again = "9", as_text', 'agian = "9", as_text'),
        "base/phrase_names.toml",
        "choices.end",
        '"agian"',
        "add it to `call`",
    ),
    Broken("a text has no end", swap(BONES, 'title = "', "title = "), BONES, "", "line", "mend that line"),
    Broken("a key is missing", lambda pack: pack.drop(BONES, "text"), BONES, "text", "is missing", "add it"),
    Broken(
        "a key is misspelt", swap(BONES, "heading =", "headnig ="), BONES, "headnig", "no key", "`heading`"
    ),
    Broken("a text is a number", put(BONES, "option", "3"), BONES, "option", "a number", "in quotes"),
    Broken("a list is a text", put(BONES, "spoken", '"Bones."'), BONES, "spoken", "a text", "list of texts"),
    Broken("a number is a text", put(FIXED, "rate", '"90"'), FIXED, "rate", "a text", "without quotes"),
    Broken(
        "a key leads to no topic",
        lambda pack: (pack.folder / BONES).unlink(),
        "menu.toml",
        "menu.steroids.actions",
        '"bones", which is not there',
        "bones.toml",
    ),
    Broken(
        "a key leads to no menu",
        swap("menu.toml", 'menu = "other"', 'menu = "others"'),
        "menu.toml",
        "menu.main.actions",
        '"others", which is not there',
        "add that menu",
    ),
    Broken(
        "a key is no key",
        swap("menu.toml", 'key = "1", menu', 'key = "one", menu'),
        "menu.toml",
        "menu.main.actions",
        '"one" is no key',
        "one digit",
    ),
    Broken(
        "a key leads nowhere",
        swap("menu.toml", 'key = "1", menu = "steroids"', 'key = "1"'),
        "menu.toml",
        "menu.main.actions",
        "leads to nothing",
        "topic",
    ),
    Broken(
        "there is no main menu",
        swap("menu.toml", 'name = "main"', 'name = "first"'),
        "menu.toml",
        "menu",
        '"main"',
        "where every call begins",
    ),
    Broken(
        "a menu has no words",
        swap(PHRASES, "[menus.other]", "[menus.others]"),
        PHRASES,
        "menus.others",
        "is the name of no menu",
        "did you mean `menus.other`",
    ),
    Broken(
        "hours run backwards in words",
        put("hours.toml", "monday", '["9am to 8pm"]', "weekly"),
        "hours.toml",
        "weekly.monday",
        "9am to 8pm",
        "09:00-20:00",
    ),
    Broken(
        "a number has too few digits",
        swap("hours.toml", "+448005200520", "0800520052"),
        "hours.toml",
        "numbers[1].number",
        "cannot be rung",
        "+44",
    ),
    Broken(
        "nobody knows who answers a number",
        swap("hours.toml", 'answered_by = "switchboard"\n', ""),
        "hours.toml",
        "numbers[1].answered_by",
        "is missing",
        "add it",
    ),
    Broken(
        "a machine answers a number",
        swap("hours.toml", '"switchboard"\n', '"robot"\n'),
        "hours.toml",
        "numbers[1].answered_by",
        "robot",
        '"person"',
    ),
    Broken(
        "the nation is unknown",
        put("hours.toml", "nation", '"wales"'),
        "hours.toml",
        "nation",
        "wales",
        "scotland",
    ),
    Broken(
        "the zone is a town",
        put("hours.toml", "zone", '"Leeds"'),
        "hours.toml",
        "zone",
        "Leeds",
        "Europe/London",
    ),
    Broken(
        "a closure ends before it starts",
        add("hours.toml", "\n[[closures]]\nstart = 2026-12-24T12:00:00\nend = 2026-12-24T09:00:00\n"),
        "hours.toml",
        "closures[1]",
        "before it starts",
        "`end`",
    ),
    Broken(
        "a closure names an offset",
        add("hours.toml", "\n[[closures]]\nstart = 2026-12-24T12:00:00Z\nend = 2026-12-24T19:00:00Z\n"),
        "hours.toml",
        "closures[1]",
        "offset",
        "clock on the wall",
    ),
    Broken(
        "a phrase is missing",
        lambda pack: pack.drop(FIXED, "goodbye", "call"),
        PHRASES,
        "call.goodbye",
        "is missing",
        "add it",
    ),
    Broken(
        "a blank is unknown",
        put(FIXED, "goodbye", '"Goodbye, {name}."', "call"),
        FIXED,
        "call.goodbye",
        "{name}",
        "{service}",
    ),
    Broken("a bracket stands alone", ending(BONES, "more", " }"), BONES, "more", "curly bracket", "{number}"),
    Broken(
        "a month is missing",
        swap(FIXED, '"January", ', ""),
        FIXED,
        "times.months",
        "11 names",
        "all 12",
    ),
    Broken(
        "a safety line is owed by no topic",
        swap(PHRASES, 'topics = ["immunoglobulin"]', 'topics = ["recvery"]'),
        PHRASES,
        "additions.A6.topics",
        '"recvery"',
        "name another topic",
    ),
    Broken(
        "a topic has a capital letter",
        add("en/topics/Bones.toml", "title = 'Bones.'"),
        "en/topics/Bones.toml",
        "",
        "no name for a topic",
        "small letters",
    ),
)

# What is said of the helpline that is not so.
UNTRUE = (
    Broken(
        "a free number is said to cost",
        put("hours.toml", "cost", '"landline"'),
        "hours.toml",
        "cost",
        'says "landline", but +448005200520 is free',
        "take it out",
    ),
    Broken(
        "a number that costs is called free",
        swap("hours.toml", "+448005200520", "+441134960123"),
        "en/topics/about.toml",
        "spoken[2]",
        'says "free" of +441134960123, which is not',
        "{ringing}",
    ),
    Broken(
        "whoever is afraid is to ring a number that costs",
        put("hours.toml", "england-and-wales", '"+441134960123"', "refuge"),
        "hours.toml",
        "refuge.england-and-wales",
        "is not free",
        "0800",
    ),
    Broken(
        "calls are said to be recorded that are not",
        put("hours.toml", "recorded", "false"),
        "en/topics/helpline.toml",
        "spoken[1]",
        "recorded = false",
        "{putrecorded}",
    ),
    Broken(
        "a call does not say that this is general information",
        put(FIXED, "general", '"This is information."', "call"),
        FIXED,
        "call.general",
        "general information",
        "use one of",
    ),
    Broken(
        "a phrase of the field hides an alarm",
        put("en/safety.toml", "everyday", '["gas_leak"]'),
        "en/safety.toml",
        "everyday",
        "hides the alarm",
        "make it narrower",
    ),
    Broken(
        "an idiom has a gap that hides an alarm",
        put("en/safety.toml", "idioms", '["whistle .. a tune"]'),
        "en/safety.toml",
        "idioms",
        "has a gap",
        "write each of its words",
    ),
)
SERVABLE = (
    *UNTRUE,
    Broken(
        "a message has no tab",
        add("en/messages.tsv", "BONES weak bones\n"),
        "en/messages.tsv",
        "",
        "has no tab",
        "a tab and the message",
    ),
    Broken(
        "the short form of the week is long",
        put("hours.toml", "nation", '"england-and-wales"\nshort = "on most days of every week, until late"'),
        "hours.toml",
        "short",
        "6 over",
        "shorten it",
    ),
    Broken(
        "the line is still called as a new pack is",
        put("menu.toml", "service", '"Our Line"'),
        "menu.toml",
        "service",
        "still as a new pack has it",
        "name your line",
    ),
    Broken(
        "a command takes STOP",
        put("en/matching.toml", "MENU", '["stop"]', "commands"),
        "en/matching.toml",
        "commands.MENU",
        '"stop" is STOP on every line',
        "take it out",
    ),
    Broken(
        "a command takes an alarm",
        put("en/matching.toml", "MENU", '["i cant breathe"]', "commands"),
        "en/matching.toml",
        "commands.MENU",
        "is an emergency",
        "heard as one",
    ),
    Broken(
        "what a machine writes takes STOP out of a sentence",
        add("en/matching.toml", '\n[machines]\nphrases = ["stop texting me"]\n'),
        "en/matching.toml",
        "machines.phrases",
        '"stop texting me" takes STOP out of "please stop texting me"',
        "make it narrower",
    ),
    Broken(
        "a phrase that is not ours takes STOP out of a sentence",
        swap("en/matching.toml", "[not_ours]\nphrases = [", '[not_ours]\nphrases = [\n  "texting me",'),
        "en/matching.toml",
        "not_ours.phrases",
        "takes STOP out of",
        "make it narrower",
    ),
    Broken(
        "a guard takes NOCALL out of a sentence",
        add("en/matching.toml", '\n[requests.NOCALL]\nguards = ["call"]\n'),
        "en/matching.toml",
        "requests.NOCALL.guards",
        "takes NOCALL out of",
        "make it narrower",
    ),
    Broken(
        "a phrase of the base lacks a word between two slashes",
        swap("base/en/matching.toml", "early/mid/late? morning", "early//late? morning"),
        "base/en/matching.toml",
        "best_time.morning.phrases",
        "stands for no word",
        "write the phrase",
    ),
    Broken(
        "a menu has five choices",
        swap("menu.toml", 'topic = "bones" },', 'topic = "bones" }, { key = "6", topic = "dmards" },'),
        "menu.toml",
        "menu.steroids.actions",
        "5 choices, 1 over",
        "another menu",
    ),
    Broken(
        "a key is dead, since it means a person",
        swap("menu.toml", 'key = "4", topic = "bones"', 'key = "0", topic = "bones"'),
        "menu.toml",
        "menu.steroids.actions",
        "key 0",
        "use 1",
    ),
    Broken(
        "a key stands twice",
        swap("menu.toml", 'key = "4", topic = "bones"', 'key = "3", topic = "bones"'),
        "menu.toml",
        "menu.steroids.actions",
        "key 3 stands 2 times",
        "of its own",
    ),
    Broken(
        "no key leads to a topic",
        swap("menu.toml", '  { key = "4", topic = "bones" },\n', ""),
        BONES,
        "",
        "no key leads to it: it is reached as a text alone",
        "leave it so if that is meant; else give it a key",
        "warning",
    ),
    Broken(
        "no key leads to a topic, and the line listens",
        both(
            put("menu.toml", "speech", "true"),
            swap("menu.toml", '  { key = "4", topic = "bones" },\n', ""),
        ),
        BONES,
        "",
        "reached by speech or as a text alone",
        "`first` of a menu",
        "warning",
    ),
    Broken(
        "the main menu keeps callers waiting",
        swap("menu.toml", 'name = "main"', 'name = "main"\nfirst = "physio"'),
        "menu.toml",
        "menu.main.first",
        "waiting for the first choice",
        "another menu",
    ),
    Broken(
        "what is heard before a menu is long",
        swap("menu.toml", 'first = "treatments"', 'first = "steroids"'),
        "en/topics/steroids.toml",
        "spoken",
        "where it is heard before the choices",
        "cut",
    ),
    Broken(
        "a topic begins with its safety line",
        put(BONES, "spoken", '["Ask your doctor, nurse or pharmacist. Steroids can thin your bones."]'),
        BONES,
        "spoken[1]",
        "begins with A1",
        "a short fact first",
    ),
    Broken(
        "the safety sentence comes late",
        put(BONES, "spoken", '["Steroids can thin your bones. ' + "So they can. " * 8 + '"]'),
        BONES,
        "spoken[1]",
        "before the safety sentence",
        "the next chunk",
    ),
    Broken(
        "the draft notice is long",
        swap(FIXED, 'draft = "This', 'draft = "Please bear in mind that all of this is new. This'),
        FIXED,
        "call.draft",
        "a first fact starts after",
        "10 s at most",
    ),
    Broken(
        "a safety line comes late where there is no safety sentence",
        put(
            "en/topics/physio.toml",
            "spoken",
            '["' + "This is so. " * 12 + 'If you have trouble breathing or swallowing, call 1 1 1."]',
        ),
        "en/topics/physio.toml",
        "spoken",
        "not in its first part",
        "say it first",
    ),
    Broken(
        "a sentence says by hand who has checked it",
        swap("en/topics/about.toml", "{checked}", "It was checked by a nurse."),
        "en/topics/about.toml",
        "spoken[1]",
        '"checked by" is written by hand',
        "{checked}",
    ),
    Broken(
        "a keyword is a blank",
        put(BONES, "keyword", '"BONES{JOINT}"'),
        FIXED,
        "text.ask_one",
        "a blank that nobody fills",
        "mend its name",
    ),
    Broken(
        "did you mean and that a call stands are too long together",
        put(PHRASES, "call_stands", f'"{"A call stands; NOCALL ends it. " * 6}"', "text"),
        FIXED,
        "text.ask_two",
        "with text.call_stands behind it",
        "cut it, or text.call_stands (R24)",
    ),
    Broken(
        "a topic is three keys away",
        both(
            swap("menu.toml", '{ key = "4", menu = "other" }', '{ key = "4", topic = "about" }'),
            swap("menu.toml", '{ key = "4", topic = "bones" }', '{ key = "4", menu = "other" }'),
        ),
        "en/topics/helpline.toml",
        "",
        "3 keys from the greeting, 1 over",
        "main menu",
    ),
    Broken(
        "a menu goes on for ever",
        put(BONES, "option", f'"For {LONG}"'),
        "menu.toml",
        "menu.steroids",
        "over",
        "shorten the `option`",
    ),
    Broken(
        "the greeting goes on for ever",
        swap(
            FIXED,
            'greeting = "{service}.',
            'greeting = "{service}. How glad we are that you ring us.',
        ),
        FIXED,
        "call.greeting",
        "first option starts after",
        "shorten the greeting",
    ),
    Broken(
        "the closed message goes on for ever",
        swap(FIXED, 'closed = "The helpline', 'closed = "We are sorry to have to say that our helpline'),
        FIXED,
        "call.closed",
        "over",
        "shorten it",
    ),
    Broken(
        "the closed message is too long on its longest date",
        both(
            put("hours.toml", "messages", "true"),
            swap(FIXED, "For urgent advice, call", "For urgent medical advice, call"),
        ),
        FIXED,
        "call.closed",
        "22.1 s with its choices on its longest date",
        "R35",
    ),
    Broken(
        "a list calls a topic what the voice cannot say",
        put(BONES, "short", '"osteopenia"'),
        BONES,
        "short",
        '"osteopenia" has no pronunciation',
        "pronunciation.toml",
    ),
    Broken(
        "a greeting promotes",
        swap(FIXED, "In an emergency, hang up", "Your call is important. In an emergency, hang up"),
        FIXED,
        "call.greeting",
        "call is important",
        "only what is needed",
    ),
    Broken(
        "a menu gives a web address",
        put(BONES, "option", '"For bones, or www.example.org"'),
        BONES,
        "option",
        "web address",
        "take it out",
    ),
    Broken(
        "supporting the charity comes first",
        both(
            swap("menu.toml", 'topic = "helpline"', 'topic = "supportus"'),
            swap("menu.toml", '4", topic = "supportus"', '4", topic = "helpline"'),
        ),
        "menu.toml",
        "menu.other.actions",
        "not the last choice",
        "move it to the end",
    ),
    Broken(
        "a chunk is long",
        put(BONES, "spoken", f'["{LONG}."]'),
        BONES,
        "spoken[1]",
        "76 words, 1 over",
        "another chunk",
    ),
    Broken(
        "a title is long",
        put(BONES, "title", '"All about your bones."'),
        BONES,
        "title",
        "4 words, 1 over",
        "shorten it",
    ),
    Broken("the voice is too slow", put(FIXED, "rate", "70"), FIXED, "rate", "70", "write 90"),
    Broken("there is no voice", put(FIXED, "voice", '""'), FIXED, "voice", "is empty", "Polly"),
    Broken("markup is spoken", ending(BONES, "safety", " *Really*."), BONES, "safety", "holds *", "in words"),
    Broken(
        "a word has no pronunciation",
        ending(BONES, "safety", " Ask for zoledronate."),
        BONES,
        "safety",
        '"zoledronate"',
        "pronunciation.toml",
    ),
    Broken(
        "a sentence names three medicines",
        ending(BONES, "safety", " Take care with methotrexate, infliximab and rituximab."),
        BONES,
        "safety",
        "names 3 medicines",
        "more sentences",
    ),
    Broken(
        "a number is run together", ending(BONES, "safety", " Call 999."), BONES, "safety", "999", '"9 9 9"'
    ),
    Broken(
        "nought is said as oh", ending(BONES, "safety", " Call oh 8 oh 8."), BONES, "safety", '"oh"', '"zero"'
    ),
    Broken(
        "a time is not spoken",
        ending(BONES, "safety", " Call by 9am."),
        BONES,
        "safety",
        '"9am"',
        "in the morning",
    ),
    Broken(
        "a number is said once",
        ending(BONES, "safety", " Call {number}."),
        BONES,
        "safety",
        "once",
        "second time",
    ),
    Broken(
        "a text ends with a space", ending(BONES, "more", " "), BONES, "more", "space", "take the space out"
    ),
    Broken("a phrase is empty", put(FIXED, "late", '""', "call"), FIXED, "call.late", "is empty", "write it"),
    Broken(
        "a phrase is said nowhere",
        put(FIXED, "greetign", '"Hello."', "call"),
        FIXED,
        "call.greetign",
        "said nowhere",
        "mend its name",
    ),
    Broken(
        "a sentence is long",
        ending(BONES, "safety", " " + "Ask a nurse, " * 7 + "please."),
        BONES,
        "safety",
        "22 words, 2 over",
        "two sentences",
    ),
    Broken(
        "a topic is hard to read",
        put(BONES, "more", '"{service}. Administration necessitates considerable additional investigation."'),
        BONES,
        "text",
        "reading age",
        "shorter",
        "warning",
    ),
    Broken(
        "a word is banned",
        ending(BONES, "safety", " You should rest."),
        BONES,
        "safety",
        '"should"',
        "kinder",
    ),
    Broken(
        "an amount is given",
        ending(BONES, "safety", " Take 10 mg."),
        BONES,
        "safety",
        '"10 mg"',
        "own doctor",
    ),
    Broken(
        "a dose is timed",
        ending(BONES, "more", " Take it twice a day."),
        BONES,
        "more",
        "twice a day",
        "own doctor",
    ),
    Broken(
        "a topic asks for money",
        ending(BONES, "more", " Please donate."),
        BONES,
        "more",
        '"donate"',
        "SUPPORTUS",
    ),
    Broken(
        "a text tells what someone has",
        ending(BONES, "more", " This is for your condition."),
        BONES,
        "more",
        '"your condition"',
        "in general",
    ),
    Broken(
        "a phone number is said once",
        ending(BONES, "safety", " Call 1 1 6, 1 2 3."),
        BONES,
        "safety",
        "once",
        "1 1 6, 1 2 3 a second time",
    ),
    Broken(
        "a text has a curly quote",
        ending(BONES, "more", " “Rest”."),
        BONES,
        "more",
        "left double quotation mark",
        "plain one",
    ),
    Broken(
        "a text is long",
        ending(BONES, "text", " " + "Rest well. " * 30 + "."),
        BONES,
        "text",
        "over",
        "`more`",
    ),
    Broken(
        "a text falls into three parts",
        put(BONES, "more", '"{service}' + "a" * 134 + "€" + "a" * 152 + '"'),
        BONES,
        "more",
        "3 parts, 1 over",
        "cut a little",
    ),
    Broken(
        "a text does not say who sends it",
        put(BONES, "more", '"Rest well."'),
        BONES,
        "more",
        "service's name",
        "{service}",
    ),
    Broken(
        "the name says what people have",
        put("menu.toml", "service", '"Myositis Info"'),
        "menu.toml",
        "service",
        '"myositis"',
        "names no condition",
    ),
    Broken(
        "the name is long",
        put("menu.toml", "service", '"Our Muscle Line"'),
        "menu.toml",
        "service",
        "3 over",
        "shorter",
    ),
    Broken(
        "a text sends people nowhere",
        ending(BONES, "more", " Text SKELETON."),
        BONES,
        "more",
        "SKELETON",
        "mend it",
    ),
    Broken(
        "a keyword is two words",
        put(BONES, "keyword", '"Strong bones"'),
        BONES,
        "keyword",
        "not one word",
        "BONES",
    ),
    Broken(
        "a keyword has too few synonyms",
        put(BONES, "also", '["calcium"]'),
        BONES,
        "also",
        "2 too few",
        "other words",
    ),
    Broken(
        "a long keyword is told",
        ending(BONES, "more", " Text IMMUNOGLOBULIN."),
        BONES,
        "more",
        "14 letters",
        "a shorter synonym",
    ),
    Broken(
        "two topics claim a word",
        swap(BONES, "also = [", 'also = [ "methotrexate",'),
        BONES,
        "also",
        '"methotrexate" is also',
        "one of the two",
    ),
    Broken(
        "a word is nearly a command",
        swap(BONES, "also = [", 'also = [ "stopp",'),
        BONES,
        "also",
        "STOP",
        "another word",
    ),
    Broken(
        "an urgent text has lost its number",
        swap(FIXED, "Feeling you cannot go on? Samaritans free on 116 123", "Feeling low? The Samaritans"),
        FIXED,
        "text.urgent_body",
        '"116 123"',
        "people rely on it",
    ),
    Broken(
        "a text to someone in despair begins with the ambulance",
        swap(FIXED, "we are sorry you feel like this.", "we are sorry. 999."),
        FIXED,
        "text.urgent_despair",
        '"116 123" first',
        "order",
    ),
    Broken(
        "the helpline does not say that it is free",
        both(
            put("en/topics/helpline.toml", "text", '"{service}. HELPLINE: {number}."'),
            put("en/topics/helpline.toml", "more", '"{service}. HELPLINE: {hours}."'),
        ),
        "en/topics/helpline.toml",
        "text",
        "free",
        "add it",
    ),
    Broken(
        "the recording is not announced",
        swap(FIXED, " {thisrecorded}", ""),
        FIXED,
        "call.transfer",
        "recorded",
        "recorded",
    ),
    Broken(
        "a question has long choices",
        put(
            FIXED,
            "time_any",
            '"For any time that suits you, be it early or late, on any one day of the whole week"',
            "call",
        ),
        FIXED,
        "call.best_time",
        "s with its choices",
        "shorten it, or its choices (R8)",
    ),
    Broken(
        "a number makes a question long",
        put(
            FIXED,
            "read_back",
            '"The number that you keyed just now is {keyed}. Once more, it is {keyed}."',
            "call",
        ),
        FIXED,
        "call.read_back",
        "s with its choices",
        "R8",
    ),
    Broken(
        "an option ends before its key",
        put(FIXED, "other_number", '"For another number."', "call"),
        FIXED,
        "call.other_number",
        "its key comes after it",
        "take the mark out",
    ),
    Broken(
        "a sentence has no end",
        put(FIXED, "text_kept", '"The text is on its way"', "call"),
        FIXED,
        "call.text_kept",
        "like a sentence",
        "full stop",
    ),
    Broken(
        "slow mode is confirmed at length",
        put(FIXED, "slow_on", '"Slow mode is now on."', "call"),
        FIXED,
        "call.slow_on",
        "5 words, 2 over",
        "only confirms",
    ),
    Broken(
        "a promise does not say that it is tried twice",
        swap(FIXED, ", and we try twice. {best} We keep", ". {best} We keep"),
        FIXED,
        "call.callback_kept",
        "tried twice",
        '"twice"',
    ),
    Broken(
        "a promise asks for no trust",
        swap(FIXED, "We never ask for bank details, and leave no message.", ""),
        FIXED,
        "text.callback_kept",
        "bank details",
        "R38",
    ),
    Broken(
        "a promise leaves a message",
        swap(FIXED, ", and leave no message. NOCALL cancels", ". NOCALL cancels"),
        FIXED,
        "text.callback_kept",
        "no message is left",
        "R38",
    ),
    Broken(
        "a promise has no day",
        swap(FIXED, "We will ring you by {due}, {best},", "We will ring you soon, {best},"),
        FIXED,
        "text.callback_kept",
        '"{due}"',
        "people rely on it",
    ),
    Broken(
        "the number that will show is said once",
        swap(FIXED, " Again, {line}.", ""),
        FIXED,
        "call.callback_kept",
        "once",
        "{line} a second time",
    ),
    Broken(
        "a day makes a sentence long",
        swap(
            FIXED,
            "We will ring you by {due}, and we try twice. {best} We",
            "We will ring you at a time of our own by {due}, and we try twice. {best} We",
        ),
        FIXED,
        "call.callback_kept",
        "over",
        "two sentences",
    ),
    Broken(
        "a day makes a text long",
        swap(FIXED, "{service}: saved. We will", "{service}: saved." + " Rest well." * 6 + " We will"),
        FIXED,
        "text.callback_kept",
        "over",
        "cut",
    ),
    Broken(
        "two keywords make a text long",
        swap(
            PHRASES,
            "For more text {topics}.",
            "For what we can tell you, be it now or later, text {topics}.",
        ),
        PHRASES,
        "text.careful",
        "over",
        "cut",
    ),
    Broken(
        "opting out with a call-back takes two parts",
        swap(
            FIXED,
            "maybe none for help. We still ring you back",
            "and maybe no answer to one for help. We still ring you back",
        ),
        FIXED,
        "text.stop_callback",
        "over",
        "cut",
    ),
    Broken(
        "a message is recorded unannounced",
        swap(FIXED, " It is recorded, and only", " Only"),
        FIXED,
        "call.consent",
        "recorded",
        "recorded",
    ),
    Broken(
        "the closed menu is too long",
        put(FIXED, "closed_person", '"For us to call you back"', "call"),
        "menu.toml",
        "menu.main",
        "0.6 over",
        "R8",
    ),
    Broken(
        "a label of what calls are about is too long",
        add("calls.toml", f'rest = "{"x" * 41}"\n'),
        "calls.toml",
        "about.rest",
        "41 characters",
        "40",
    ),
    Broken(
        "a label of what calls are about has a blank",
        add("calls.toml", 'rest = "Ask {number}"\n'),
        "calls.toml",
        "about.rest",
        "a blank",
        "plain words",
    ),
    Broken(
        "a name in the list of what calls are about is none",
        add("calls.toml", 'Rest-9 = "The rest"\n'),
        "calls.toml",
        "about.Rest-9",
        "no name",
        "letters",
    ),
    Broken(
        "there are too many things that calls are about",
        add("calls.toml", "".join(f'rest_{letter} = "Rest"\n' for letter in "abcdefghijk")),
        "calls.toml",
        "about",
        "21 labels",
        "1 to 20",
    ),
    Broken(
        "a rule has no words to find",
        put("base/en/checks.toml", "doses", "[]"),
        "base/en/checks.toml",
        "doses",
        "is empty",
        "list",
    ),
    Broken(
        "a fact is unknown",
        swap(BONES, "source = [", 'source = ["T99", '),
        BONES,
        "source",
        '"T99"',
        "facts.toml",
    ),
    Broken(
        "a heading is another's",
        put(BONES, "heading", '"Helpline"'),
        BONES,
        "heading",
        "none of its facts",
        "write",
    ),
    Broken(
        "a safety line is missing",
        put(BONES, "safety", '"Ask your doctor."'),
        BONES,
        "spoken",
        "do not stop or change",
        "say it first",
    ),
    Broken(
        "a topic on medicines owes nothing",
        swap(PHRASES, '"steroidcard", "bones", ', '"steroidcard", '),
        PHRASES,
        "additions.A1.topics",
        '"bones"',
        "add it",
    ),
    Broken("nobody wrote a topic", put(BONES, "author", '""'), BONES, "author", "is empty", "who wrote it"),
    Broken(
        "a topic is a draft",
        nothing,
        BONES,
        "reviewed_by",
        "draft",
        "clinician",
        "warning",
    ),
    Broken(
        "a review has no date",
        swap(BONES, AUTHOR, REVIEWED),
        BONES,
        "reviewed_on",
        "is missing",
        "add reviewed_on",
    ),
    Broken(
        "a review lasts too long",
        swap(BONES, AUTHOR, REVIEWED + "\nreviewed_on = 2026-01-31\nreview_by = 2027-02-01"),
        BONES,
        "review_by",
        "12 months",
        "2027-01-31",
    ),
    Broken(
        "a review is nearly over",
        swap(BONES, AUTHOR, REVIEWED + "\nreviewed_on = 2026-01-31\nreview_by = 2026-06-10"),
        BONES,
        "review_by",
        "9 days, within 30",
        "read and sign it",
        "warning",
    ),
    Broken(
        "a review is over",
        swap(BONES, AUTHOR, REVIEWED + "\nreviewed_on = 2025-05-31\nreview_by = 2026-05-31"),
        BONES,
        "review_by",
        "no longer told",
        "read and sign it",
        "warning",
    ),
    Broken(
        "nobody has confirmed the hours",
        nothing,
        "hours.toml",
        "confirmed_by",
        "no one has confirmed",
        "ring the helpline",
        "warning",
    ),
    Broken(
        "the hours were confirmed long ago",
        put("hours.toml", "confirmed_by", '"Ann"\nconfirmed_on = 2026-03-02'),
        "hours.toml",
        "confirmed_on",
        "91 days ago",
        "again",
        "warning",
    ),
    Broken(
        "the holidays run out",
        put("hours.toml", "holidays_until", "2026-08-30"),
        "hours.toml",
        "holidays_until",
        "end in 90 days",
        "gov.uk",
        "warning",
    ),
    Broken(
        "two spans of hours overlap",
        put("hours.toml", "monday", '["09:00-13:00", "12:00-20:00"]', "weekly"),
        "hours.toml",
        "weekly.monday",
        "before the one before it ends",
        "one span",
    ),
    Broken(
        "hours run backwards",
        put("hours.toml", "monday", '["20:00-09:00"]', "weekly"),
        "hours.toml",
        "weekly.monday",
        "20:00-09:00 ends before it starts",
        "past_midnight = true",
    ),
    Broken(
        "a fact's id is none that a mark can name",
        add("facts.toml", '\n[fact.own-fact]\nheading = "Bones"\nwords = "Bones mend."\n'),
        "facts.toml",
        "fact.own-fact",
        "no id that a mark can name",
        "and a figure, like Z1",
    ),
    Broken(
        "a topic says sentences of the document",
        text_beside(
            "# Bones\n\nPeople on steroids may be given medicines to guard against a bone condition.\n"
        ),
        BONES,
        "spoken[1]",
        "words in a row are the document's own",
        "in words of your own",
        "warning",
    ),
    Broken(
        "a helpline costs more",
        swap("hours.toml", "+448005200520", "+449011234567"),
        "hours.toml",
        "numbers",
        "costs more",
        "ordinary or free",
    ),
    Broken(
        "a language has no ear",
        lambda pack: pack.path("base/en/ear.toml").unlink(),
        "en/ear.toml",
        "",
        "only heard in words that the rules know",
        "flask ear train",
        "warning",
    ),
    Broken(
        "an ear names a topic that is gone",
        swap("en/topic_ear.toml", '"bones"', '"skeleton"'),
        "en/topic_ear.toml",
        "labels",
        'names the topic "skeleton"',
        "flask ear topics",
        "warning",
    ),
    Broken(
        "a day has fewer than no call-backs",
        put("hours.toml", "callbacks_a_day", "-1"),
        "hours.toml",
        "callbacks_a_day",
        "below nought",
        "rung back",
    ),
    Broken(
        "too much of a weekly medicine is heard by no alarm",
        lambda pack: pack.add("facts.toml", WEEKLY),
        "en/safety.toml",
        "sets.weekly",
        "rituximab is taken once a week [Y1]",
        "add in en/safety.toml",
        "warning",
    ),
    Broken(
        "a fact says no longer what the document says",
        changed_fact,
        "facts.toml",
        "fact.Y1.words",
        "1 of them tell it otherwise: Y1",
        "the document's words",
        "warning",
    ),
)
