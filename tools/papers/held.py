"""The tables of docs/privacy.md, made from the families of the store's keys and the other lists here."""

from collections.abc import Iterable, Mapping

from tools.papers.family import Family
from tools.papers.folder import ENTRIES
from tools.papers.given import MEANINGS
from tools.papers.people import PEOPLE
from tools.papers.rest import NOBODY, STAFF
from tools.papers.written import WRITTEN

FAMILIES = (*PEOPLE, *WRITTEN, *STAFF, *NOBODY)


def families_of(key: str) -> tuple[Family, ...]:
    """The families to which a key of the store belongs: exactly one, if the lists are complete."""
    return tuple(family for family in FAMILIES if family.has(key))


def tables() -> Mapping[str, str]:
    """The tables of docs/privacy.md in Markdown, by the names of their blocks."""
    about = {"callers": "callers and texters", "staff": "staff", "nobody": "nobody"}
    kept = {name: [one for one in FAMILIES if one.of == of] for name, of in about.items()}
    return {
        **{
            name: table(
                ("key", "what is kept", "in which form", "how long"),
                ((f"`{one.name}`", one.holds, one.form, one.lasts) for one in ones),
            )
            for name, ones in kept.items()
        },
        "folder": table(
            ("in DATA_DIR", "what it holds", "of people", "how long"),
            ((f"`{one.name}`", one.holds, one.people, one.lasts) for one in ENTRIES),
        ),
        "settings": table(
            ("setting", "what it means", "who gets data by it"),
            ((f"`{one.name}`", one.means, one.gets or "nobody") for one in MEANINGS),
        ),
    }


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)
