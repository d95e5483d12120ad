"""Applies signatures to a pack: a topic without a valid signature is a draft (R22, R58)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from menus.model import Language, Pack, Topic
from menus.signing.person import is_placeholder, mixes_alphabets, says_nobody
from menus.signing.signature import Signature, Standing, why_author, why_void
from menus.signing.things import Thing, things
from menus.signing.version import version

# A line of text (`reviewed_by`) counts only from before there were signatures, and not for ever (ADR 50).
LAST_LINE, LINES_END = date(2026, 12, 31), date(2027, 12, 31)


def lay_signatures(pack: Pack, signatures: Mapping[str, Signature]) -> Pack:
    """The pack with the valid review of each topic, and in `standing` the state of each signature.

    `signatures` has the newest signature of each thing, by the thing's id.
    """
    standing, reviewed = dict[str, Standing](), dict[str, Topic]()
    for thing in things(pack):
        found = _standing(pack, thing, signatures.get(thing.id))
        if thing.kind == "topic":
            topic = pack.languages[thing.language].topics[thing.name]
            found = _by_line(topic, found)
            reviewed[thing.id] = _reviewed(topic, found)
        standing[thing.id] = found
    languages = {code: _with_topics(language, reviewed) for code, language in pack.languages.items()}
    return replace(pack, languages=languages, standing=standing)


def _standing(pack: Pack, thing: Thing, signature: Signature | None) -> Standing:
    now = version(pack, thing)
    why = why_void(thing.id, signature, now, thing.author, thing.months) if signature else ""
    return Standing(now, signature, why)


def _by_line(topic: Topic, found: Standing) -> Standing:
    """The state of an unsigned topic, judged by the reviewer's name that its file may hold.

    It is `found` unchanged if the topic is signed or its file names no reviewer.
    """
    name = topic.reviewed_by.strip()
    if found.signature or not name:
        return found
    if why := why_author(name, topic.author):
        return replace(found, why=why)
    if is_placeholder(name) or mixes_alphabets(name):
        return replace(found, why=f'"{name}" is nobody\'s name')
    if says_nobody(topic.reviewer):
        return replace(found, why=f'"{topic.reviewer}" is nobody\'s profession')
    if topic.reviewed_on and topic.reviewed_on > LAST_LINE:
        return replace(found, why=f"a line of text signs nothing after {LAST_LINE}")
    return replace(found, by_line=True)


def _reviewed(topic: Topic, found: Standing) -> Topic:
    """A topic with its valid review; without any review if none is valid."""
    if found.by_line:
        return replace(topic, review_by=topic.review_by and min(topic.review_by, LINES_END))
    if found.signature is None or found.why:
        return replace(topic, reviewed_by="", reviewer="", reviewed_on=None, review_by=None)
    by = found.signature
    return replace(
        topic, reviewed_by=by.name, reviewer=by.role, reviewed_on=by.signed_on, review_by=by.review_by
    )


def _with_topics(language: Language, reviewed: Mapping[str, Topic]) -> Language:
    of = f"{language.code}/topics"
    topics = {name: reviewed.get(f"{of}/{name}", topic) for name, topic in language.topics.items()}
    return replace(language, topics=topics)
