"""The rule on what a new pack still lacks: the parts unchanged since `flask new` (ADR 47)."""

from collections.abc import Iterator

from menus.facts.fact import ADDITION
from menus.filling.names import of_the_field
from menus.loading.folders import as_begun
from menus.model import Fault, Table
from menus.said import Look
from menus.tracing.marks import take_off

# File, key, and what to do about it, in the order in which an editor does it. {} is the language.
STEPS = (
    ("menu.toml", "service", "name your line: at most 12 characters, and no illness in the name"),
    ("{}/phrases.toml", "named.charity", "write whose line it is, as it stands in a sentence"),
    ("{}/phrases.toml", "named.document", "write what the topics are made from, as it stands in a sentence"),
    ("facts.toml", "document", "write which document it is, of which day, and where it comes from"),
    ("facts.toml", "facts.F1", "list the facts of your document, each with its heading"),
    (
        "{}/topics/basics.toml",
        "spoken",
        "begin topics of your own, and then: `flask topic remove basics` (or write this one)",
    ),
    ("{}/topics/basics.toml", "text", "write the topic's text"),
    ("hours.toml", "numbers", "write the number of your helpline, from +44 on"),
)
FEWEST = 1  # topics of the field
BEGUN = "topics/basics.toml"  # the topic of a new pack
FACTS_STEP, TOPIC_STEP = 5, 6  # of the steps above


def unwritten(look: Look) -> Iterator[Fault]:
    """Find everything unchanged since `flask new` wrote it, or missing: each is a step still to do."""
    for step, (named, key, mend) in enumerate(STEPS, 1):
        file = named.format(look.language.code)
        _, own = look.pack.files.get(file, ({}, {}))
        begun = _value(as_begun(file), key)
        if begun is not None and _is_still(_value(own, key), begun):
            yield Fault(file, key, "is still as a new pack has it", mend, step=step)
    yield from _begun_facts(look)
    yield from _begun_topics(look)
    if len(of_the_field(look.language)) < FEWEST:
        file, says = f"{look.language.code}/topics", "holds no topic but those about the line itself"
        yield Fault(file, "", says, "write at least one of your own", step=len(STEPS) + 1)


def _begun_facts(look: Look) -> Iterator[Fault]:
    """Find each example fact of `flask new` still in facts.toml, and name the topics that rely on it."""
    _, own = look.pack.files.get("facts.toml", ({}, {}))
    begun = _value(as_begun("facts.toml"), "facts")
    for name, heading in begun.items() if isinstance(begun, dict) else ():
        if heading != ADDITION and _value(own, f"fact.{name}.heading") == heading:
            rests = [look.file(topic) for topic in look.language.topics.values() if name in topic.source]
            mend = f"rest {' and '.join(rests)} on another, or take the topic out" if rests else "take it out"
            yield Fault("facts.toml", f"fact.{name}", "is no fact of your document", mend, step=FACTS_STEP)


def _begun_topics(look: Look) -> Iterator[Fault]:
    """Find each topic whose only text is the note that it is still to be written."""
    begun = _value(as_begun(f"{look.language.code}/{BEGUN}"), "spoken")
    unwritten = tuple(take_off(words)[0] for words in begun) if isinstance(begun, list) else ()
    for topic in look.language.topics.values():
        if unwritten and topic.spoken == unwritten and not look.file(topic).endswith(BEGUN):
            yield Fault(
                look.file(topic), "spoken", "is still to be written", "write the topic", step=TOPIC_STEP
            )


def _value(table: Table, key: str) -> object:
    """The value at a dotted key of a table; None if it is not there."""
    found: object = table
    for name in key.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _is_still(value: object, begun: object) -> bool:
    """Whether a value is as in a new pack; of a list of phone numbers, only the first is compared."""
    match value, begun:
        case [{"number": number}, *_], [{"number": given}, *_]:
            return bool(number == given)
    return value == begun
