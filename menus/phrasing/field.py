"""The matcher's data that come from a pack's topics themselves: their medicines and words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from menus.model import Language, Topic
from menus.phrasing.normalise import plain_words
from menus.phrasing.phrases import Index
from menus.phrasing.tables import Table, plain, strings, table
from menus.phrasing.vocabulary import WORD, both_numbers, fires_alone, names_of

# From so many topics on a word can be one of all of them, and tell none of them from the others.
SEVERAL, HALF = 3, 2
# Letters that a short name of a medicine leaves out at least: more than an ending has ("taper", "tapering").
LEFT_OUT = 5


def by_themselves(language: Language, safety: Table) -> tuple[str, ...]:
    """The names of the topics whose keyword and synonyms are names of medicines, for the rules on care (R29).

    Every topic on medicines counts, unless the list `no_medicine` of safety.toml (`safety`) names it. That
    list is for topics whose keyword and synonyms name no medicine, or whose medicines the pack lists
    by hand.
    """
    named = strings(table(safety, "careful"), "no_medicine")
    return tuple(name for name, its in language.topics.items() if its.medicine and name not in named)


def clinical_words(language: Language, matching: Table, safety: Table) -> frozenset[str]:
    """Ordinary words with a single meaning in this pack: the list `clinical`, and keywords of medicines.

    `matching` is the table of matching.toml, which has that list; `safety` that of safety.toml.
    """
    keywords = (plain(language.topics[topic].keyword) for topic in by_themselves(language, safety))
    return frozenset(chain(strings(matching, "clinical"), chain.from_iterable(map(_one_and_many, keywords))))


def medicines(language: Language, safety: Table, clinical: frozenset[str]) -> tuple[str, ...]:
    """The names of medicines in the files of topics on medicines, in plain words.

    They are each topic's keyword, singular and plural, and these of its synonyms:

    (a) a synonym with a word that is not ordinary, or that is in `clinical` (one meaning only in this pack);
    (b) a synonym that is among the `medicines` of checks.toml;
    (c) the beginning of a synonym of kind (a) or (b), such as "trim" for trimethoprim.

    `safety` is the table of safety.toml. Topics in its list `no_medicine` are left out.
    """
    listed = frozenset(map(plain, language.checks.get("medicines", ())))
    found: dict[str, None] = {}
    for topic in by_themselves(language, safety):
        its = language.topics[topic]
        found |= dict.fromkeys(_one_and_many(plain(its.keyword)))
        others = tuple(filter(None, map(plain, its.also)))
        sure = [name for name in others if name in listed or fires_alone(language, name, clinical)]
        found |= dict.fromkeys(name for name in others if name in sure or _begins_one(name, sure))
    return tuple(found)


def with_medicines(safety: Table, named: tuple[str, ...]) -> Table:
    """The table of safety.toml with the `named` medicines added after those of its rules on care."""
    careful = table(safety, "careful")
    if not named:
        return safety
    phrases = (*strings(careful, "medicines"), *(name.replace(" ", "_") for name in named))
    return {**safety, "careful": {**careful, "medicines": tuple(dict.fromkeys(phrases))}}


def field_topics(language: Language, matching: Table) -> tuple[Topic, ...]:
    """The topics without a list `hints` in matching.toml: only the words of their own files identify them."""
    topics = table(matching, "topics")
    return tuple(its for name, its in language.topics.items() if not strings(table(topics, name), "hints"))


def field_words(language: Language, matching: Table, stop_words: frozenset[str]) -> tuple[str, ...]:
    """The words that the pack has for its topics, each once; stop words ("the") are left out.

    None of these words is a sign that a message is about another subject. Topics that have a list `hints` in
    `matching`, the table of matching.toml, give no words.
    """
    told = (_words_told(its, stop_words) for its in field_topics(language, matching))
    return tuple(dict.fromkeys(chain.from_iterable(told)))


def own_evidence(
    language: Language, matching: Table, stop_words: frozenset[str], clinical: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """The evidence for topics that have no list `hints` in matching.toml: phrases of the topics' own words.

    Each phrase comes with the name of its topic and its kind of evidence as one text ("bags terms"). The
    kinds are:

    - "terms" for a name of ordinary words;
    - "hints" for a single word of a name or title;
    - "hints" also for a name that at least half of these topics use ("catheter" on a line about catheters).

    A word in `clinical` does not count as ordinary. `matching` is the table of matching.toml.
    """
    topics = field_topics(language, matching)
    shared = _shared(topics, stop_words)
    for its in topics:
        names = [name for name in names_of(language, its.name) if not stop_words.issuperset(name.split())]
        for name in names:
            tier = "hints" if name in shared else "terms"
            if not fires_alone(language, name, clinical):
                yield both_numbers(language, name, clinical), f"{its.name} {tier}"
        single = dict.fromkeys(chain.from_iterable(map(str.split, (*names, plain(its.short)))))
        for word in (word for word in single if _tells(word, stop_words) and word not in shared):
            yield both_numbers(language, word, clinical), f"{its.name} hints"


def _one_and_many(keyword: str) -> tuple[str, ...]:
    one = keyword.removesuffix("s")
    return keyword, one, f"{one}s"


def _begins_one(name: str, others: Sequence[str]) -> bool:
    """Whether a word is the beginning of one of the other words: people shorten the names of medicines."""
    single = (other for other in others if " " not in other and len(other) >= len(name) + LEFT_OUT)
    return len(name) >= WORD and any(other.startswith(name) for other in single)


def _tells(word: str, stop_words: frozenset[str]) -> bool:
    return len(word) >= WORD and word.isalpha() and word not in stop_words


def _words_told(its: Topic, stop_words: frozenset[str]) -> tuple[str, ...]:
    told = chain(its.spoken, (its.text, its.more, its.title, its.keyword), its.also)
    words = chain.from_iterable(map(plain_words, told))
    return tuple(dict.fromkeys(word for word in words if _tells(word, stop_words)))


def _shared(topics: tuple[Topic, ...], stop_words: frozenset[str]) -> frozenset[str]:
    """The words that at least half of the topics use; none if there are too few topics to tell."""
    times = Counter(chain.from_iterable(_words_told(its, stop_words) for its in topics))
    enough = len(topics) >= SEVERAL
    return frozenset(word for word, count in times.items() if enough and count * HALF >= len(topics))


def long_names(language: Language, evidence: Index, clinical: frozenset[str]) -> frozenset[str]:
    """The words that name a topic and rarely mean anything else, such as keywords and medicines.

    Most of them are long. Slips in them are corrected more boldly than in other words. `evidence` is the
    index of the phrases that speak for topics. `clinical` are the pack's words that have one meaning only.
    """
    named = (phrase.example for phrase in evidence.phrases if phrase.owner.endswith("names"))
    keywords = chain.from_iterable(plain_words(its.keyword) for its in language.topics.values())
    rare = {word for word in named if word.isalpha() and word not in language.ordinary}
    return frozenset(rare | clinical | set(keywords))
