"""Takes a document into a pack: its sentences, the changes they make, and the resulting files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import click

from menus.document.block import Block, Draft, restated
from menus.document.bullets import has_bullet, unbulleted
from menus.document.cutting import numbered
from menus.document.damage import Damage, damages
from menus.document.debris import without_debris
from menus.document.doubtful import doubtful
from menus.document.edition import compare
from menus.document.facts import Renewed, first_facts, renew
from menus.document.kept_text import blocks_in, doubts, is_copy, written
from menus.document.leads import Nesting, led_in
from menus.facts.fact import Fact
from menus.loading.files import LARGEST
from menus.loading.language import ordinary_words
from tools.document.drafts import Touched, as_draft, touched, with_new_words
from tools.document.kept import ABOUT, DAMAGE, FACTS, IDS, LEFT_OUT, TEXT, Kept, text_of, without_begun
from tools.document.reading.refused import NotReadError
from tools.document.saving import Changes
from tools.document.sheets import document_text, facts_text, given_text

LEAST_OF_IT = 0.2  # of the sentences of an edition go on in the next; else it is another document
Details = Mapping[str, str | date | None]


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a document into a pack would do: the new `facts` by id, and all that staff are told.

    `blocks` are the document's pieces; `text` is the contents of document/text.md, made of them. `renewed`
    says what a new edition does to the facts; it is None for a first document. `touched` are the topics that
    become drafts. `damage` has the damaged lines of the text. `left_out` has the parts that were left out,
    with the reason. `with_words` says whether the pack may keep the document's words. `goes_on` is the share
    of the previous edition's sentences that the new one still has, even if reworded.
    """

    blocks: tuple[Block, ...]
    text: str
    facts: Mapping[str, Fact]
    renewed: Renewed | None
    touched: tuple[Touched, ...]
    damage: tuple[Damage, ...]
    left_out: tuple[str, ...]
    with_words: bool
    goes_on: float

    @property
    def is_another(self) -> bool:
        """Whether this is another document, not a new edition: too few of the previous sentences are in it.

        False for a first document.
        """
        return self.goes_on < LEAST_OF_IT


def clean(draft: Draft) -> Draft:
    """A document without bullets, page numbers and the like. Raises NotReadError if no sentence is left."""
    bare = _without_bullets(draft.blocks)
    kept, left_out = without_debris(restated(block for block in bare if block.words))
    blocks = tuple(led_in(kept))
    if not any(block.kind != "heading" for block in blocks):
        raise NotReadError("holds no sentence that we can find: see that it is the right file")
    return replace(draft, blocks=blocks, left_out=(*draft.left_out, *left_out))


def _without_bullets(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without the bullets in their words.

    A reader of some kinds of file cannot tell which list an item is in. The item's kind of bullet then tells.
    """
    nesting = Nesting()
    for block in blocks:
        around = block.lists
        if block.kind != "item":
            nesting.leave()
        elif not around and has_bullet(block.words):
            around = nesting.lists(0, block.words.split()[0])
        yield replace(block, words=unbulleted(block.words), lists=around)


def mended_copy(name: str, held: bytes, kept: Kept) -> Draft | None:
    """Read a copy, perhaps mended by an editor, of the text that the pack keeps of its document (`kept`).

    Gives None if the file is no such copy. No page numbers or other debris are removed. `name` and `held` are
    the file's name and bytes.
    """
    text = held.decode("utf-8-sig", "replace")
    if not name.lower().endswith((".md", ".txt")) or not is_copy(text, kept.text):
        return None
    blocks = tuple(led_in(blocks_in(text)))
    title = next((block.words for block in blocks if block.level == 1), "")
    return Draft(blocks, title=title, date=str(kept.about.get("date", "")))


def take(pack: Path, kept: Kept, draft: Draft, name: str, only: Sequence[str], with_words: bool) -> Taken:
    """Work out the changes that a document makes to a pack's facts and topics; nothing is written.

    `kept` is what the pack has of its present document. `draft` is the new document as it was read, and
    `name` is its name. `only` applies to a pack's first document: only sentences under these headings become
    facts, or all if it is empty. `with_words` says whether the pack may keep the document's words.
    """
    text = written(draft.blocks, name)
    sentences = list(numbered(draft.blocks, name))
    before = without_begun(pack, kept.facts)
    renewed, goes_on = None, 1.0
    if any(fact.sentence for fact in before.values()):
        told = {one.heading for one in kept.sentences} - {fact.heading for fact in before.values()}
        compared = compare(kept.sentences, sentences)
        wanted = tuple(one for one in compared.new if one.heading not in told)
        renewed = renew(before, replace(compared, new=wanted), kept.given, with_words)
        facts = renewed.facts
        goes_on = len(compared.pairs) / len(kept.sentences)
    else:
        wanted = tuple(one for one in sentences if not only or _is_named(one.heading, only))
        facts = {**before, **first_facts(wanted, kept.given, with_words)}
    return Taken(
        draft.blocks,
        text,
        facts,
        renewed,
        tuple(touched(pack, renewed.touched)) if renewed else (),
        (
            *doubts(draft.blocks, name),
            *doubtful(text.splitlines()),
            *damages(text.splitlines(), ordinary_words()),
        ),
        draft.left_out,
        with_words,
        goes_on,
    )


def _is_named(heading: str, only: Sequence[str]) -> bool:
    return any(heading.lower().startswith(one.strip().lower()) for one in only)


def changes(pack: Path, kept: Kept, taken: Taken, details: Details) -> Changes:
    """The pack's files that change when a document is taken in; `details` go into document.toml.

    Raises ClickException for too many facts.
    """
    facts = facts_text(kept.facts_text, str(details["name"]), taken.facts).encode()
    if len(facts) > LARGEST:
        told = f"nothing was done: {len(taken.facts)} sentences are too many for one pack"
        raise click.ClickException(f"{told}: name the headings that it needs, as --only 'Living with it'")
    found: dict[str, bytes | None] = {
        FACTS: facts,
        ABOUT: document_text(text_of(pack, ABOUT), details).encode(),
        IDS: given_text(kept.given.letters, kept.given.highest).encode(),
        **_beside(taken),
    }
    for topic in taken.touched:
        assert taken.renewed, "only a new edition touches topics"
        text = with_new_words(as_draft(text_of(pack, topic.file)), taken.renewed)
        found[topic.file] = text.encode()
    return found


def _beside(taken: Taken) -> Changes:
    """The files with words of the document: its text, the parts left out, and the damaged lines.

    A file is None, so that it is removed, if it would be empty or if the pack may not keep the words.
    """
    texts = {
        TEXT: taken.text,
        LEFT_OUT: "".join(f"{line}\n" for line in taken.left_out),
        DAMAGE: "".join(f"{TEXT}:{one}\n" for one in taken.damage),
    }
    return {name: text.encode() if text and taken.with_words else None for name, text in texts.items()}


def digest(held: bytes) -> str:
    """The SHA-256 of a file's bytes in hexadecimal digits."""
    return sha256(held).hexdigest()
