"""The version of a thing: a hash over its exact words, their pronunciations, and their facts."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from menus.blanks import COST, RECORDED
from menus.filling.cost import with_cost
from menus.matcher.ear import Ear, Voice, Weights
from menus.matcher.learnt.offering import TopicEar
from menus.matcher.learnt.sorted_runs import ZERO, SortedRuns
from menus.model import Language, Pack, Topic
from menus.signing.things import CALLED, TEXTED, Thing

WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")  # as a pronunciation is looked up for a word that is spoken
SET = re.compile(r"@(\w+)")
# A change of what a version holds takes a new number, and makes all that was signed drafts.
FORM = 1
TEXTS_OF_TOPIC = ("title", "option", "short", "safety", "text", "more", "keyword", "heading", "author")


def version(pack: Pack, thing: Thing) -> str:
    """The hash (64 hex digits) of the present state of `thing`; one changed letter changes the hash."""
    language = pack.languages[thing.language]
    match thing.kind:
        case "topic":
            held = _topic(pack, language, language.topics[thing.name])
        case "fixed-replies":
            held = _replies(pack, language)
        case "alarm-rules":
            held = alarms_of(language)
        case "second-ear":
            held = {**_ear(language.ear), "topics": _topic_ear(language.topic_ear)}
    written = json.dumps([FORM, thing.id, held], sort_keys=True, ensure_ascii=False, default=list)
    return hashlib.sha256(written.encode()).hexdigest()


def sounds_of(pack: Pack, thing: Thing) -> tuple[tuple[str, str], ...]:
    """Each word of a thing that is not said as it is spelt, and its pronunciation (IPA).

    None are given for alarm rules and ears.
    """
    language = pack.languages[thing.language]
    match thing.kind:
        case "topic":
            return tuple(_sounds(language, _spoken(language.topics[thing.name])))
        case "fixed-replies":
            return tuple(_sounds(language, (language.call.get(name, "") for name in CALLED)))
    return ()


def _spoken(topic: Topic) -> tuple[str, ...]:
    return (topic.title, topic.option, *topic.heard)


def _topic(pack: Pack, language: Language, topic: Topic) -> dict[str, Any]:
    file = f"{language.code}/topics/{topic.name}.toml"
    spoken = _spoken(topic)
    said = [*spoken, topic.short, topic.text, topic.more]
    return {
        **{key: getattr(topic, key) for key in TEXTS_OF_TOPIC},
        "spoken": topic.spoken,
        "medicine": topic.medicine,
        "source": topic.source,
        "sounds": _sounds(language, spoken),
        "blanks": _blanks(pack, language, said),
        **_rests(pack, {key: marks for (at, key), marks in language.traced.marks.items() if at == file}),
        "named": {fact: _fact(pack, fact) for fact in topic.source},
    }


def _replies(pack: Pack, language: Language) -> dict[str, Any]:
    spoken = {f"call.{name}": language.call.get(name, "") for name in CALLED}
    texted = {f"text.{name}": language.text.get(name, "") for name in TEXTED}
    file = f"{language.code}/phrases.toml"
    marks = {key: found for key in (*spoken, *texted) if (found := language.traced.marks.get((file, key)))}
    return {
        **spoken,
        **texted,
        "refuge": pack.hours.refuge,
        "sounds": _sounds(language, spoken.values()),
        "blanks": _blanks(pack, language, (*spoken.values(), *texted.values())),
        **_rests(pack, marks),
    }


def alarms_of(language: Language) -> dict[str, Any]:
    """The alarm rules of a language under "rules", and the sets of words that they name under "sets".

    The rules are the table of safety.toml; a set may be defined there or in matching.toml.
    """
    safety: Any = language.matching.get("safety", {})
    matching: Any = language.matching.get("matching", {})
    sets = {**matching.get("sets", {}), **safety.get("sets", {})}
    used = set(SET.findall(json.dumps(safety, ensure_ascii=False, default=list)))
    return {"rules": safety, "sets": {name: words for name, words in sets.items() if name in used}}


def _ear(ear: Ear | None) -> dict[str, Any]:
    if ear is None:
        return {}
    levels = {key: getattr(ear, key) for key in ("speaks", "insists", "names", "doubts")}
    voices = {"care": _voice(ear.care), "stop": _voice(ear.stop)}
    return {**levels, **voices, "weights": _runs(ear.weights)}


def ear_mark(language: Language) -> str:
    """A short hash (16 hex digits) of a language's second ear: its levels and all its weights.

    Without a second ear it is always the same hash.
    """
    held = json.dumps(_ear(language.ear), sort_keys=True, default=list)
    return hashlib.sha256(held.encode()).hexdigest()[:16]


def _voice(voice: Voice) -> list[Any]:
    return [voice.speaks, _runs(voice.weights)]


def _topic_ear(ear: TopicEar | None) -> list[Any]:
    return [ear.labels, ear.starts, asdict(ear.bounds), _runs(ear.runs)] if ear else []


def _runs(weights: Weights) -> str:
    """A hash over runs of letters and their weights, the same whether a table or a mapping holds them."""
    marks = sorted(weights)
    held = (
        weights.weights if isinstance(weights, SortedRuns) else bytes(weights[mark] + ZERO for mark in marks)
    )
    return hashlib.sha256(",".join(map(str, marks)).encode() + b" " + held).hexdigest()


def _sounds(language: Language, spoken: Iterable[str]) -> list[tuple[str, str]]:
    """Each spoken word for which the pack has a pronunciation, with the pronunciation."""
    words = {word.lower() for phrase in spoken for word in WORD.findall(phrase)}
    return sorted((word, language.pronunciation[word]) for word in words if word in language.pronunciation)


def _blanks(pack: Pack, language: Language, said: Iterable[str]) -> dict[str, str]:
    """The values of the blanks in the texts `said` that the pack fills with words of its own.

    Hours and numbers are left out: staff change them without a new review.
    """
    own = {
        "service": pack.service,
        **{name: language.named.get(name, "") for name in ("charity", "document", "answerer")},
        **{name: with_cost(f"{{{name}}}", language, pack.hours) for name in COST},
        **{name: language.recorded[name] if pack.hours.recorded else "" for name in RECORDED},
    }
    whole = " ".join(said)
    return {name: words for name, words in own.items() if f"{{{name}}}" in whole}


def _rests(pack: Pack, marks: Mapping[str, Any]) -> dict[str, Any]:
    """The marks ("[A9]") of some texts, by the texts' keys, and each fact that a mark names."""
    named = {fact for found in marks.values() for mark in found for fact in mark.ids}
    return {
        "marks": {key: [(mark.at, mark.ids) for mark in found] for key, found in marks.items()},
        "facts": {fact: _fact(pack, fact) for fact in named},
    }


def _fact(pack: Pack, name: str) -> list[Any]:
    fact = pack.facts.get(name)
    return [fact.heading, fact.words, fact.sentence, fact.hash] if fact else []
