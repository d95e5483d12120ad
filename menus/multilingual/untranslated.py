"""The rule on what a further language lacks, or still has in the words of the first one."""

from collections.abc import Iterator

from menus.blanks import BLANK
from menus.model import Fault, Language, Topic
from menus.said import Look

MOST = 200  # names in one line
SAID = ("sentences", "topics")  # what is lent; the rest is only looked for in what people or staff write
IN_TOPIC = ("title", "option", "short", "safety", "text", "more")


def untranslated(look: Look) -> Iterator[Fault]:
    """Find what a further language lacks or leaves untranslated, and marks that name other facts (R23).

    A further language is any but the pack's first. A mark ("[A9]") names the facts of a sentence. Each kind
    of gap gives one fault, which lists all cases. It is an error if marks name other facts than in the first
    language. It is a warning if something is lacking, or is the same as in the first language.
    """
    language, first = look.language, look.language.first
    if first is None:
        return
    for kind, names in _missing(language, first).items():
        if names:
            so = f"this is said in {first.code}" if kind in SAID else "nothing is looked for in their place"
            says = f"lacks {len(names)} {kind}, and {so}: {_listed(names)}"
            yield Fault(
                f"{language.code}/",
                "",
                says,
                "translate it",
                "warning",
            )
    if same := tuple(_equal(language, first)):
        says = f"has {len(same)} as {first.code} has it: {_listed(same)}"
        yield Fault(
            f"{language.code}/", "", says, "translate it, or leave what is the same in both", "warning"
        )
    if other := tuple(_marked_otherwise(language, first)):
        says = f"names other facts than {first.code} behind {len(other)}: {_listed(other)}"
        yield Fault(
            f"{language.code}/", "", says, "say what the first language says, and mark it alike (R23)"
        )


def is_of_lent(language: Language, fault: Fault) -> bool:
    """Whether a fault is in words that the first language lent, so that it is reported for the first only."""
    folder, _, rest = fault.file.partition("/")
    if folder != language.code or not language.lent:
        return False
    if rest.startswith("topics/"):
        return f"topics.{rest.removeprefix('topics/').removesuffix('.toml')}" in language.lent
    place = ".".join(fault.key.split(".")[:2])
    return rest == "phrases.toml" and bool(language.lent & {place, fault.key.partition(".")[0]})


def _missing(language: Language, first: Language) -> dict[str, tuple[str, ...]]:
    phrases = tuple(sorted(name for name in language.lent if not name.startswith("topics.")))
    topics = tuple(
        name.removeprefix("topics.") for name in sorted(language.lent) if name.startswith("topics.")
    )
    lists = [
        f"checks.{name}" for name, words in first.checks.items() if words and not language.checks.get(name)
    ]
    lists += [f"additions.{one.id}" for one in language.additions if _unsigned(one.id, language, first)]
    lists += ["banned"] if first.banned and not language.banned else []
    lists += ["messages.tsv"] if first.messages and not language.messages else []
    alarms = tuple(f"safety.{name}" for name in _alarms(first) if not _alarms(language).get(name))
    return {"sentences": phrases, "topics": topics, "kinds of alarms": alarms, "lists of words": tuple(lists)}


def _unsigned(name: str, language: Language, first: Language) -> bool:
    own, lender = ({one.id: one for one in of.additions}[name] for of in (language, first))
    return bool(lender.signs or lender.later) and not (own.signs or own.later)


def _alarms(language: Language) -> dict[str, tuple[str, ...]]:
    """The sayings that raise each kind of alarm, by the name of the kind ("despair")."""
    safety = language.matching.get("safety")
    tables = safety.items() if isinstance(safety, dict) else ()
    return {name: held["alarms"] for name, held in tables if isinstance(held, dict) and held.get("alarms")}


def _equal(language: Language, first: Language) -> Iterator[str]:
    """The names of the sentences and topics that are word for word those of the first language."""
    for table in ("call", "text", "keys", "times", "checked", "named"):
        own, lender = getattr(language, table), getattr(first, table)
        for name, words in lender.items():
            if (
                own.get(name) == words
                and any(map(str.isalpha, BLANK.sub("", words)))
                and not {table, f"{table}.{name}"} & language.lent
            ):
                yield f"{table}.{name}"
    for name, topic in language.topics.items():
        if f"topics.{name}" not in language.lent:
            yield from (f"topics.{name}.{key}" for key in _same(topic, first.topics[name]))


def _same(own: Topic, lender: Topic) -> Iterator[str]:
    yield from (key for key in IN_TOPIC if (words := getattr(own, key)) and words == getattr(lender, key))
    yield from (f"spoken[{n}]" for n, chunk in enumerate(own.spoken, 1) if chunk in lender.spoken)


def _marked_otherwise(language: Language, first: Language) -> Iterator[str]:
    """The places whose marks name other facts than the first language's: "call.closed", "topics.bones".

    A mark is the ids of facts after a sentence, such as "[A9]". A topic counts as one place.
    """
    own, lender = _facts(language), _facts(first)
    for at in sorted(own.keys() | lender.keys()):
        lent = language.lent & {at, at.partition(".")[0]}
        if not lent and own.get(at, set()) != lender.get(at, set()):
            yield at


def _facts(language: Language) -> dict[str, set[str]]:
    """The facts in the marks ("[A9]") of a language, by place: "call.closed", "topics.bones"."""
    found: dict[str, set[str]] = {}
    of_it = (
        (at, marks) for at, marks in language.traced.marks.items() if at[0].startswith(f"{language.code}/")
    )
    for (file, key), marks in of_it:
        _, _, name = file.removesuffix(".toml").rpartition("/topics/")
        at = f"topics.{name}" if "/topics/" in file else ".".join(key.split(".")[:2])
        found.setdefault(at, set()).update(fact for mark in marks for fact in mark.ids)
    return found


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {more} more" if more > 0 else "")
