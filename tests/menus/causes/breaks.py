"""Breaks of a small good pack, one each: the file that is broken, and words of the line to be shown."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MENU, HOURS, FACTS, CALLS, DOCUMENT = "menu.toml", "hours.toml", "facts.toml", "calls.toml", "document.toml"
PHRASES, CHECKS, SAFETY, SOUNDS = (
    "en/phrases.toml",
    "en/checks.toml",
    "en/safety.toml",
    "en/pronunciation.toml",
)
MATCHING, TRACING, MESSAGES = "en/matching.toml", "en/tracing.toml", "en/messages.tsv"
BAGS, CARE, WASHING = "en/topics/bags.toml", "en/topics/antibiotics.toml", "en/topics/washing.toml"
Edit = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Break:
    """One break of a pack: its name, the edit, the file whose fault it is, and words of the line shown."""

    name: str
    edit: Edit
    file: str
    shows: str = ""


def swap(file: str, old: str, new: str, name: str, shows: str | None = None) -> Break:
    """Put `new` in place of the first `old`; the line shown has `shows`, else the first line of `new`."""

    def edit(pack: Path) -> None:
        text = (pack / file).read_bytes().decode()
        assert old in text, f"{file} no longer holds {old!r}: mend tests/menus/causes/breaks.py"
        (pack / file).write_bytes(text.replace(old, new, 1).encode())

    lines = [line for line in new.strip().splitlines() if line] or [""]
    return Break(name, edit, file, lines[0] if shows is None else shows)


def add(file: str, text: str, name: str, shows: str | None = None) -> Break:
    """Write text behind all that a file holds."""

    def edit(pack: Path) -> None:
        with (pack / file).open("ab") as sheet:
            sheet.write(text.encode())

    return Break(name, edit, file, text.strip().splitlines()[-1] if shows is None else shows)


def whole(file: str, held: bytes, name: str, shows: str = "") -> Break:
    """Let a file hold these bytes alone."""
    return Break(name, lambda pack: (pack / file).write_bytes(held) and None, file, shows)


def gone(file: str, name: str, at: str = "", shows: str = "") -> Break:
    """Take a file away; its fault is at another file, `at`, where that names it."""
    return Break(name, lambda pack: (pack / file).unlink(), at or file, shows)


def folder(file: str, name: str) -> Break:
    """Put a folder in place of a file."""

    def edit(pack: Path) -> None:
        (pack / file).unlink(missing_ok=True)
        (pack / file).mkdir()

    return Break(name, edit, file)


def link(file: str, name: str) -> Break:
    """Put a link in place of a file."""

    def edit(pack: Path) -> None:
        (pack / file).rename(pack / "elsewhere")
        (pack / file).symlink_to(pack / "elsewhere")

    return Break(name, edit, file)


def latin(file: str) -> Break:
    """Save a file in Windows' own letters, with one that UTF-8 writes otherwise on its second line."""

    def edit(pack: Path) -> None:
        first, _, rest = (pack / file).read_bytes().partition(b"\n")
        (pack / file).write_bytes(first + b"\n# caf\xe9\n" + rest)

    return Break(f"{file} is not UTF-8", edit, file, "caf")


UNREADABLE = (
    *(
        add(file, '\nslip = "no end\n', f"{file}: a text without its end")
        for file in (MENU, HOURS, FACTS, CALLS, PHRASES, CHECKS, SAFETY, SOUNDS, MATCHING, BAGS)
    ),
    swap(BAGS, '"drainage bag"]', '"drainage bag"', "a list without its end", "also ="),
    swap(
        BAGS,
        'spoken = [\n  "A leg bag holds what your catheter drains. [C1]",',
        'spoken = [\n  "A leg bag holds what your catheter drains. [C1]"',
        "a list without a comma",
        "A leg bag holds",
    ),
    swap(BAGS, 'title = "Bags. [-]"', "title = Bags", "a text without quotes"),
    swap(BAGS, 'short = "bags"', 'short = "the "good" bags"', "quotes within quotes"),
    swap(BAGS, 'short = "bags"', 'short "bags"', "a key without its equals sign"),
    swap(
        BAGS,
        'short = "bags"',
        'short = "bags"\nshort = "the bags"',
        "a key that stands twice",
        'short = "the bags"',
    ),
    swap(PHRASES, "[menus.care]", "[menus.care", "a table without its bracket"),
    swap(PHRASES, "[additions.A1]", "[menus.care]", "a table that stands twice"),
    swap(BAGS, "2026-05-01", "2026-02-30", "a date that is none", "reviewed_on"),
    swap(HOURS, "2028-12-31", "31.12.2028", "a date written the other way", "holidays_until"),
    *(latin(file) for file in (MENU, PHRASES, BAGS, MESSAGES)),
    *(folder(file, f"a folder in place of {file}") for file in (HOURS, BAGS, MESSAGES)),
    link(FACTS, "a link in place of a file"),
    whole(MENU, b"", "menu.toml is empty"),
    whole(HOURS, b"", "hours.toml is empty"),
    whole(FACTS, b"", "facts.toml is empty"),
    whole(BAGS, b"", "a topic's file is empty"),
    whole(CHECKS, b"\0" * 9, "a file of noughts", "\ufffd"),
    gone(MENU, "menu.toml is missing"),
    gone(HOURS, "hours.toml is missing"),
    gone(FACTS, "facts.toml is missing"),
)

UNFIT = (
    swap(BAGS, "option =", "opton =", "a key misspelt"),
    swap(HOURS, "monday =", "mondy =", "a day misspelt"),
    swap(PHRASES, "charity =", "charty =", "a name misspelt that the base has"),
    add(BAGS, 'colour = "red"\n', "a key that is unknown"),
    swap(BAGS, 'short = "bags"\n', "", "a key that is missing", ""),
    swap(HOURS, 'answered_by = "switchboard"\n', "", "a number without who picks up", "[[numbers]]"),
    swap(BAGS, "medicine = false", 'medicine = "no"', "a text where true or false stands"),
    swap(BAGS, 'also = ["bag"', 'also = [3, "bag"', "a number in a list of texts"),
    swap(HOURS, 'cost = ""', 'cost = "landline"', "a free number that is said to cost"),
    swap(HOURS, 'bank_holidays = ["closed"]', 'bank_holidays = ["open"]', "a bank holiday of no hours"),
    swap(SAFETY, "[careful]", 'everyday = ["gas_leak"]\n[careful]', "a phrase that hides an alarm"),
    swap(HOURS, "callbacks_a_day = 40", 'callbacks_a_day = "40"', "a text where a number stands"),
    swap(HOURS, "2028-12-31", '"2028-12-31"', "a date in quotes", "holidays_until"),
    swap(BAGS, "Change the bag once", "Change the {bag} once", "a blank that nobody fills", "{bag}"),
    swap(BAGS, "Change the bag once", "Change the {bag once", "a bracket that is no blank", "{bag once"),
    swap(BAGS, 'drains. [C1]",', 'drains. [C1",', "a mark that is open"),
    swap(HOURS, "+448081570123", "0808 157 0123", "a number that cannot be dialled"),
    swap(HOURS, "+448081570123", "+44808", "a number that is too short"),
    swap(HOURS, 'england-and-wales"\n', 'wales"\n', "a nation that is none", "nation ="),
    swap(HOURS, "Europe/London", "Europe/Leeds", "a zone that is none"),
    swap(HOURS, 'answered_by = "switchboard"', 'answered_by = "machine"', "a number that a machine answers"),
    swap(HOURS, 'monday = ["09:00-20:00"]', 'monday = ["9am-5pm"]', "hours that are no clock's"),
    add(
        HOURS,
        "[[closures]]\nstart = 2026-12-24T12:00:00\nend = 2026-12-24T09:00:00\n",
        "a closure that ends before it begins",
        "[[closures]]",
    ),
    add(
        HOURS,
        "[[closures]]\nstart = 2006-12-24T12:00:00\nend = 2206-12-24T09:00:00\n",
        "a closure outside the century",
        "[[closures]]",
    ),
    add(
        HOURS,
        "[[closures]]\nstart = 2026-12-24\nend = 2026-12-25T12:00:00\n",
        "a closure without its time",
        "start = 2026-12-24",
    ),
    swap(MENU, 'topic = "bags"', 'topic = "bag"', "a key that leads to no topic"),
    swap(MENU, 'menu = "care"', 'menu = "cares"', "a key that leads to no menu"),
    swap(MENU, 'name = "care"', 'name = "main"', "a menu that stands twice"),
    swap(MENU, 'name = "care"', 'name = "The Care"', "a menu's name that is none"),
    swap(MENU, 'key = "3", topic = "blocked"', 'key = "3"', "a key that leads nowhere", 'key = "3"'),
    swap(MENU, 'key = "3", topic = "blocked"', 'key = "33", topic = "blocked"', "a key that no phone has"),
    swap(MENU, 'languages = ["en"]', 'languages = ["en", "cy"]', "a language without its folder"),
    swap(MENU, 'service = "Tube Line"', 'service = "{Tube}"', "a blank in the service's name"),
    gone(BAGS, "an entry without its topic's file", MENU, 'topic = "bags"'),
    gone(CARE, "a medicine without its file, which menu and phrases name", MENU, 'topic = "antibiotics"'),
    swap(MENU, 'name = "care"', 'name = "cares"', "a menu under another name", 'menu = "care"'),
    Break(
        "a topic's file that is misnamed",
        lambda pack: (pack / BAGS).rename(pack / "en/topics/Bags2.toml") and None,
        "en/topics/Bags2.toml",
    ),
    swap(PHRASES, "[menus.care]", "[menus.caring]", "the words of a menu under another name"),
    swap(PHRASES, 'topics = ["antibiotics"]', 'topics = ["antibiotic"]', "an addition owed by no topic"),
    swap(
        SAFETY,
        "[careful]",
        '[careful]\nalarms = ["stop .. @medcine"]',
        "a set of words that is none",
        "@medcine",
    ),
    swap(SAFETY, "[careful]", '[careful]\nno_medicine = ["tubes"]', "a list that names no topic", "tubes"),
    add(DOCUMENT, 'name = "A leaflet"\nlicence = "Our own"\nsha256 = "1234"\n', "a hash that is none"),
)

SAID = (
    swap(BAGS, 'keyword = "BAGS"', 'keyword = "WASHING"', "a keyword of two topics", 'keyword = "WASHING"'),
    swap(BAGS, 'also = ["bag"', 'also = ["wash"', "a word of two topics"),
    swap(BAGS, 'also = ["bag"', 'also = ["stop"', "a word that is STOP"),
    swap(BAGS, 'keyword = "BAGS"', 'keyword = "MORE"', "a keyword that is a command"),
    swap(BAGS, 'keyword = "BAGS"', 'keyword = "STOPS"', "a keyword one slip from STOP"),
    swap(BAGS, 'title = "Bags. [-]"', 'title = "All about the bags. [-]"', "a title that is too long"),
    swap(
        BAGS,
        '  "Change the bag once a week. [C1]"',
        '  "Change the bag once a week and the next week '
        'and the one behind and the ones that come then and the last ones. [C1]"',
        "a sentence too long to speak",
        "Change the bag once a week and",
    ),
    swap(
        BAGS,
        "Change the bag once a week. [C1] Emergency",
        "Change the bag once a week. [C1] " * 11 + "Emergency",
        "a text over 306",
        "text =",
    ),
    swap(
        BAGS,
        "Change the bag once a week. [C1] Emergency",
        "Change the bag once a week \u2013 or so. [C1] Emergency",
        "a letter that plain texts lack",
        "\u2013",
    ),
    swap(
        BAGS,
        "Change the bag once a week. [C1] Emergency",
        "Change the bag once a week. [C99] Emergency",
        "a fact that does not exist",
        "[C99]",
    ),
    swap(
        BAGS,
        'source = ["C1", "A9"]',
        'source = ["C1", "A9", "C99"]',
        "a fact of the list that does not exist",
    ),
    swap(
        BAGS, "a week. [C1] Emergency", "a week. Emergency", "a sentence without a mark", "a week. Emergency?"
    ),
    swap(
        BAGS,
        "Change the bag once a week. [C1] Emergency",
        "Change the bag twice a week. [C1] Emergency",
        "a number that the fact lacks",
        "twice",
    ),
    swap(BAGS, '"Change the bag once a week. [C1]"', '"Take 10 mg of it. [-]"', "a dose in figures"),
    swap(
        CARE,
        '  "A person with a catheter may be given antibiotics. [C4]",\n]',
        '  "Take two tablets in the morning. [C4]",\n]',
        "a dose in words",
    ),
    swap(
        BAGS,
        '  "Change the bag once a week. [C1]"',
        '  "A bag cures the pain. [C1]"',
        "a cure that is promised",
    ),
    swap(
        BAGS,
        '  "Change the bag once a week. [C1]"',
        '  "You should change the bag once a week. [C1]"',
        "a banned word",
    ),
    swap(
        BAGS,
        '  "Change the bag once a week. [C1]"',
        '  "Change the catheterbagge once a week. [C1]"',
        "a word without sounds",
    ),
    swap(
        BAGS,
        '  "Change the bag once a week. [C1]"',
        '  "Change the bag. [C1] Call 999. [A9]"',
        "a number run together",
    ),
    swap(
        BAGS,
        '  "Change the bag once a week. [C1]"',
        '  "Change the bag once a week [C1]"',
        "a sentence without its end",
    ),
    swap(BAGS, '  "Change the bag once a week. [C1]"', '  "Change the bag once  a week. [C1]"', "two spaces"),
    swap(BAGS, '  "Change the bag once a week. [C1]"', '  ""', "an empty part"),
    swap(BAGS, 'text = "{service}. BAGS', 'text = "BAGS', "a text without the service's name"),
    swap(
        BAGS,
        "Emergency? Call 999. [A9]",
        "Text SPANNER for more. [-] Emergency? Call 999. [A9]",
        "a word to text that nothing answers to",
        "SPANNER",
    ),
    swap(
        BAGS,
        'option = "For catheter bags"',
        'option = "For catheter bags."',
        "an option that ends with a stop",
    ),
    swap(BAGS, "reviewed_on = 2026-05-01\n", "", "a review without its day", ""),
    swap(BAGS, "review_by = 2027-04-30\n", "", "a review without its end", ""),
    swap(
        BAGS,
        "reviewed_on = 2026-05-01",
        "reviewed_on = 2036-05-01",
        "a review that is to come",
        "reviewed_by",
    ),
    swap(BAGS, 'author = "An editor"', 'author = ""', "nobody who wrote it"),
    swap(
        BAGS, 'heading = "Looking after your catheter"', 'heading = "Bags"', "a heading of none of its facts"
    ),
    swap(
        CARE,
        'safety = "Do not stop or change them without talking to your doctor, nurse or pharmacist. [A1]"',
        'safety = ""',
        "a topic on medicines without its safety sentence",
    ),
    swap(CARE, "medicine = true", "medicine = false", "a safety sentence of no medicine"),
    swap(PHRASES, 'topics = ["antibiotics"]', "topics = []", "a medicine that owes no safety line"),
    swap(HOURS, "confirmed_on = 2026-05-12\n", "", "hours confirmed on no day", ""),
    swap(HOURS, 'monday = ["09:00-20:00"]', 'monday = ["09:00-13:00", "12:00-17:00"]', "hours that overlap"),
    swap(HOURS, 'monday = ["09:00-20:00"]', 'monday = ["17:00-09:00"]', "hours that end before they begin"),
    swap(HOURS, "+448081570123", "+447012345678", "a number that costs more"),
    swap(
        HOURS,
        "[weekly]",
        '[[numbers]]\nnumber = "+448081570123"\nanswered_by = "person"\n\n[weekly]',
        "a number that stands twice",
        'number = "+448081570123"',
    ),
    swap(HOURS, "callbacks_a_day = 40", "callbacks_a_day = -1", "call-backs below nought"),
    swap(
        MENU,
        '{ key = "4", topic = "howto" },',
        '{ key = "4", topic = "howto" },\n'
        + "".join(f'  {{ key = "{key}", topic = "bags" }},\n' for key in "678901"),
        "a menu of ten keys",
        "actions",
    ),
    swap(
        MENU,
        'key = "3", topic = "blocked"',
        'key = "2", topic = "blocked"',
        "a key that stands twice in a menu",
    ),
    swap(
        MENU,
        'key = "3", topic = "blocked"',
        'key = "9", topic = "blocked"',
        "a key that means something everywhere",
    ),
    swap(MENU, '{ key = "1", menu = "care" }, ', "", "a menu that no key leads to", 'name = "care"'),
    Break(
        "a topic without its entry",
        swap(MENU, 'key = "3", topic = "blocked"', 'key = "3", topic = "bags"', "").edit,
        "en/topics/blocked.toml",
    ),
    swap(MENU, 'service = "Tube Line"', 'service = "The Tubes Line"', "a service's name that is too long"),
    swap(MENU, 'service = "Tube Line"', 'service = ""', "a service without a name"),
    swap(MENU, 'service = "Tube Line"', 'service = "Zorbl Line"', "a service's name that has no sounds"),
    swap(
        PHRASES,
        'title = "Your catheter."',
        'title = "All about your catheter."',
        "a menu's title that is too long",
    ),
    add(PHRASES, '\n[call]\ngreetign = "Hello."\n', "a fixed sentence that nobody says"),
    add(PHRASES, '\n[call]\ngreeting = "{service}. Hello."\n', "a greeting without its number"),
    add(
        PHRASES,
        '\n[text]\nurgent_body = "{service}: we hope you feel better soon. [-]"\n',
        "an alarm's reply without its numbers",
    ),
    add(SOUNDS, 'drains = "1<2"\n', "sounds that are none"),
    add(CALLS, 'Rest-9 = "The rest"\n', "a label's name that is none"),
    add(MATCHING, '\n[commands]\nMENU = ["stop"]\n', "a command's word that is STOP"),
    add(MATCHING, '\n[commands]\nMENUE = ["list"]\n', "a command that is none"),
    add(MATCHING, '\n[topics.bags]\nasks = ["... / how"]\n', "a phrase that cannot be read"),
    add(MATCHING, '\n[topics.tubes]\nnames = ["tubes"]\n', "words of a topic that is none"),
)

COPIED = "Wash your hands before you touch the catheter."


def text_beside(pack: Path) -> None:
    """Put the text of a document beside the pack: a sentence of a topic."""
    (pack / "document").mkdir()
    (pack / "document" / "text.md").write_text(f"# Washing\n\n{COPIED}\n", encoding="utf-8")


HEARD = (
    add(
        FACTS,
        '\n[fact.own-one]\nheading = "Tubes"\nwords = "Tubes bend."\n',
        "a fact's id without a figure",
        "[fact.own-one]",
    ),
    add(
        FACTS,
        '\n[fact.A9]\nheading = "Tubes"\nwords = "Tubes bend."\n',
        "a fact's id that is an addition's",
        "[fact.A9]",
    ),
    Break("a sentence of the document", text_beside, WASHING, COPIED),
    add(MESSAGES, "EMERGENCY\tmy budgie has the blues\n", "an alarm that is missed"),
    add(MESSAGES, "SAFETY ANTIBIOTICS\twhat a lovely day it is\n", "care with a medicine that is missed"),
    add(MESSAGES, "BAGS\thow do i wash my catheter\n", "a message that another topic answers"),
    add(MESSAGES, "HOSES\thow often do i change the bag\n", "a message of a topic that is none"),
    add(MESSAGES, "BAGS how often do i change the bag\n", "a row without its tab"),
    swap(MESSAGES, "BAGS\thow often do i change the bag\n", "", "a topic with four messages", ""),
    swap(MESSAGES, "SAFETY ANTIBIOTICS\tcan i stop my antibiotics\n", "", "a medicine with four alarms", ""),
    add(MESSAGES, "BAGS\t...\n", "a message that is still to be written"),
    gone(MESSAGES, "messages.tsv is missing"),
)

BREAKS = (*UNREADABLE, *UNFIT, *SAID, *HEARD)
