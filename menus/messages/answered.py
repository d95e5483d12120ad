"""The rules of messages.tsv: enough messages, each rightly answered, no alarm missed (R29, R30)."""

from collections.abc import Container, Iterator, Mapping
from collections.abc import Set as AbstractSet

from menus.fault.lines import cut
from menus.filling.names import of_the_field
from menus.matcher.answers import label
from menus.matcher.commands import COMMANDS
from menus.matcher.matching import match
from menus.messages.written import Written, written
from menus.model import Fault, Language, Level
from menus.rules.lists import unreadable
from menus.said import Look

TROUBLE = frozenset({"EMERGENCY", "ATONCE", "WORRIED"})  # their replies give the numbers to ring
CARE = "SAFETY"  # so does the reply of care with a medicine
ALARMS = TROUBLE | {CARE}
TWO_ALARMS = "behind an alarm name one topic, or none; two alarms stand before it: EMERGENCY|SAFETY TOPIC"
OTHERS = frozenset(COMMANDS) | ALARMS | {"NONE"}
FEWEST = 5  # messages of a topic; and alarms of one on medicines
STEP = 50  # behind the steps of `menus.rules.on_base.unwritten`
ROW = "write the answer, a tab and the message: {}\thow often do I change it"


def messages(look: Look) -> Iterator[Fault]:
    """Check that each row of messages.tsv can be read, and that each topic has enough messages.

    A topic on medicines must have enough messages that are alarms, too.
    """
    language = look.language
    rows = tuple(written(language.messages))
    if not rows and language.first:
        return  # `untranslated` tells it
    if not rows:
        says = "is missing, so that nobody knows how people's own words are answered"
        mend = "write a row for each thing that people ask: docs/pack.md tells how"
        yield Fault(_file(language), "", says, mend, "warning", STEP)
        return
    names = _names(language)
    yield from filter(None, (_slip(language, row, names) for row in rows))
    yield from _too_few(language, rows, names)


def answered(look: Look, without: Container[str] = ()) -> Iterator[Fault]:
    """Check that each message of messages.tsv gets the answer stated in its row.

    A missed alarm is an error, any other wrong answer a warning. Messages that are meant for a topic in
    `without`, or answered with one, are left out: the names of topics whose keywords still have errors.
    """
    language = look.language
    names = _names(language)
    left_out = {name for name in names.values() if name.lower() in without}
    for row in () if next(unreadable(language), None) else written(language.messages):
        if not row.to_write and not _slip(language, row, names):
            yield from _answered(language, row, names, left_out)


def _file(language: Language) -> str:
    return f"{language.code}/messages.tsv"


def _names(language: Language) -> Mapping[str, str]:
    """The matcher's label of each topic (its name in capitals), under its keyword and under its name."""
    topics = language.topics.values()
    return {each.upper(): one.name.upper() for one in topics for each in (one.name, one.keyword)}


def _fault(language: Language, row: Written, says: str, mend: str, level: Level = "error") -> Fault:
    return Fault(_file(language), "", says, mend, level, line=row.line, shown=cut(row.whole, ""))


def _slip(language: Language, row: Written, names: Mapping[str, str]) -> Fault | None:
    """The fault of a row that cannot be read or that names an unknown answer; None if there is none."""
    keyword = next((topic.keyword for topic in of_the_field(language)), "MENU")
    if not row.right:
        return _fault(language, row, "has no tab between answer and message", ROW.format(keyword))
    for name in (*sorted(row.right - OTHERS), *((row.of,) if row.of else ())):
        if name not in names:
            mend = f"write a keyword like {keyword}, a command, NONE, or one of {', '.join(sorted(ALARMS))}"
            mend = TWO_ALARMS if "|" in name else mend
            return _fault(language, row, f'"{name}" is no topic and no other answer', mend)
    return None


def _answered(
    language: Language, row: Written, names: Mapping[str, str], left_out: AbstractSet[str]
) -> Iterator[Fault]:
    """Report a message whose answer differs from the answers stated in its row.

    Nothing is reported of a message that has to do with a topic in `left_out` (names in capitals).
    """
    right = {names.get(name, name) for name in row.right}
    answer = match(language.whole or language, row.text)
    got = label(answer)
    offers = set(got.lstrip("?").split("|"))
    if left_out & (right | offers | {names.get(row.of, "")}):
        return
    # whoever asks for care is well served by the numbers of an emergency; not the other way round
    heard = offers & (ALARMS if CARE in right else TROUBLE)
    told = label(answer, lambda topic: language.topics[topic].keyword)
    said, wanted = f'"{row.text}" gets {told}', " or ".join(sorted(row.right))
    if right <= ALARMS and (not heard or got.startswith("?")):
        mend = f"add its words to {language.code}/safety.toml; `flask match --why` shows what was heard"
        yield _fault(language, row, f"{said}, and an alarm is missed: it is to get {wanted}", mend)
    elif not offers & right:
        mend = f"add its words to `also` of the topic, or to {language.code}/matching.toml; or mend the row"
        yield _fault(language, row, f"{said}, not {wanted}", mend, "warning")


def _too_few(language: Language, rows: tuple[Written, ...], names: Mapping[str, str]) -> Iterator[Fault]:
    """Report, topic by topic, too few messages and, for a topic on medicines, too few alarms."""
    for step, topic in enumerate(of_the_field(language), STEP):
        asked = [row for row in rows if topic.name.upper() in {names.get(name) for name in row.right}]
        alarms = [row for row in rows if names.get(row.of) == topic.name.upper() and row.right <= ALARMS]
        example = f"{CARE} {topic.keyword}\tcan I stop it"
        for what, some, like in (
            ("messages", asked, f"{topic.keyword}\thow often do I change it"),
            ("alarms", alarms if topic.medicine else None, example),
        ):
            done = [row for row in some or () if not row.to_write]
            open_rows = [row for row in some or () if row.to_write]
            if open_rows or (some is not None and len(done) < FEWEST):
                yield _to_write(
                    language, f"{len(done)} of {FEWEST} {what} of {topic.keyword}", like, open_rows, step
                )


def _to_write(language: Language, has: str, like: str, rows: list[Written], step: int) -> Fault:
    """The fault that a pack needs more messages, as a step in the making of a pack.

    `has` says what the pack has so far ("2 of 5 messages of BONES"). `like` is an example of a row. `rows`
    are rows that somebody still has to write. With such rows the fault is an error, at the first of them.
    Without any it is a warning.
    """
    level: Level = "error" if rows else "warning"
    line, shown = (rows[0].line, rows[0].whole.strip()) if rows else (0, "")
    mend = f"write more as people would text them, a tab between: {like}"
    return Fault(_file(language), "", f"has {has}", mend, level, step, line=line, shown=shown)
