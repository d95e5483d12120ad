"""The other files that name a topic: matching, safety, additions."""

from collections.abc import Iterator
from typing import Any

from menus.loading.weights import OF_TOPICS
from menus.matcher.learnt.offering import OTHER
from tools.document.kept import text_of
from tools.document.topics.edits import Edits, put

LISTS = ("topics", "default", "beside", "no_medicine")
SIGNS = ["do not stop or change", "doctor, nurse or pharmacist"]


def owe_always(edits: Edits, code: str, topic: str) -> None:
    """Enter a topic in phrases.toml as one that must say A1: not to stop or change a medicine without advice.

    A1 is an addition, a safety line that the document lacks. `code` is the language's, `topic` is its name.
    """
    its = edits.table(f"{code}/phrases.toml", "additions", "A1")
    its.setdefault("signs", SIGNS)
    topics = edits.listed(f"{code}/phrases.toml", "additions", "A1", "topics")
    put(topics, len(topics), topic)


def rename_in_lists(edits: Edits, code: str, old: str, new: str) -> None:
    """Give a topic its new name in matching.toml, safety.toml, phrases.toml and topic_ear.toml.

    `code` is that of the language whose files are changed; a file that does not name the topic is left alone.
    """
    matching = edits.sheet(f"{code}/matching.toml").get("topics", {})
    if old in matching:
        _rename_key(matching, old, new)
    for topics in (*_lists(edits, code), _labels(edits, code)):
        for at, name in enumerate(topics):
            if name == old:
                topics[at] = new


def take_from_lists(edits: Edits, code: str, topic: str) -> None:
    """Remove a topic from matching.toml, safety.toml and phrases.toml, and from the topic ear's labels.

    The ear then takes messages about it for messages about another subject. `code` is that of the language
    whose files are changed; a file that does not name the topic stays as it is.
    """
    edits.sheet(f"{code}/matching.toml").get("topics", {}).pop(topic, None)
    for topics in _lists(edits, code):
        while topic in topics:
            topics.remove(topic)
    labels = _labels(edits, code)
    for at in (at for at, name in enumerate(labels) if name == topic):
        labels[at] = OTHER


def take_menu_words(edits: Edits, code: str, menu: str) -> None:
    """Remove from phrases.toml the words of a menu that no longer exists, if any; `code` is the language."""
    edits.sheet(f"{code}/phrases.toml").get("menus", {}).pop(menu, None)


def _lists(edits: Edits, code: str) -> Iterator[Any]:
    """Each list of a language that names topics, in phrases.toml and safety.toml, to be changed in place."""
    for addition in edits.sheet(f"{code}/phrases.toml").get("additions", {}).values():
        yield addition.get("topics", [])
    careful = edits.sheet(f"{code}/safety.toml").get("careful", {})
    yield from (careful[name] for name in LISTS if name in careful)


def _labels(edits: Edits, code: str) -> Any:
    """The list of the topics' names in the file of the topic ear, to be changed in place.

    It is empty if the pack has no topic ear.
    """
    file = f"{code}/{OF_TOPICS}"
    return edits.sheet(file).get("labels", []) if text_of(edits.pack, file) else []


def _rename_key(table: Any, old: str, new: str) -> None:
    """Rename the table `old` within a table to `new`; its place and its content stay."""
    from tomlkit.items import SingleKey

    for at, (key, item) in enumerate(table.value.body):
        if key is not None and key.key == old:
            table.value.body[at] = (SingleKey(new), item)
            item.name, item.display_name = new, None
