"""Rules for all words, spoken and texted: plain language, forbidden words (R19, R20, R25, R33)."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from menus.loading.shape import TIMES
from menus.model import SUPPORT, Fault, Topic
from menus.multilingual.offered import is_english
from menus.rules.reading_age import reading_age
from menus.rules.word_lists import entry_of, words_listed
from menus.said import Look, Said
from menus.sentences import plain_words, sentences, words

MOST_WORDS, READING_AGE = 20, 11
NOT_SAID = "take it out, mend its name, or, where the code says it, name it in base/phrase_names.toml"
DOCTOR = "leave it to the person's own doctor"
AT_MEALS = (
    'say what food does, without "take" ("It is gentler on a full stomach."), where a fact says it; or "as '
    'your label says"'
)
MEALS = frozenset({"with food", "before meals", "after meals", "with breakfast"})
NO_DOSE = "if no medicine is meant, write the words around it into `no_doses` of {}/checks.toml"
# The amounts of `doses` that are drunk, too
OF_ALCOHOL = ("# unit",)
# A blank for topics that a number chooses
CHOICE = re.compile(r"\{options\}|\d \{(?:topic|other|topics)\}")
# Phrases of which a pack may have any number
ANY_NUMBER_OF = re.compile(r"(text_)?part_\d+|because_\w+")


def spaces(look: Look) -> Iterator[Fault]:
    """Check that no words are empty, begin or end with a space, or hold two spaces together."""
    for said in look.said:
        words = said.written
        if not words.strip() and said.key not in ("safety", "more"):
            yield Fault(said.file, said.key, "is empty", "write it")
        elif words != words.strip() and said.whole:
            yield Fault(said.file, said.key, "begins or ends with a space", "take the space out")
        elif "  " in words or "\n" in words or "\t" in words:
            yield Fault(said.file, said.key, "holds two spaces or a line break", "write one space")


def blanks(look: Look) -> Iterator[Fault]:
    """Check that no blank is left in any words, so that no curly bracket is spoken or texted (R50)."""
    for said in look.said:
        if set("{}") & set(said.full):
            yield Fault(said.file, said.key, "holds a blank that nobody fills", "mend its name (R50)")


def names(look: Look) -> Iterator[Fault]:
    """Check that the line knows each name in phrases.toml: under a misspelt one, a phrase is never said."""
    said = look.pack.phrase_names
    known = {"call": said.call, "text": said.text, "times": TIMES}
    found = {"call": look.language.call, "text": look.language.text, "times": look.language.times}
    for part, phrases in found.items():
        for name in phrases:
            if name not in known[part] and not ANY_NUMBER_OF.fullmatch(name):
                yield Fault(look.phrases, f"{part}.{name}", "is said nowhere", NOT_SAID)


def long_sentences(look: Look) -> Iterator[Fault]:
    """Check that a sentence has at most 20 words; a phone number counts as one word (R19)."""
    for said in look.said:
        told = said.written if said.menu else said.full  # the choices of a list are no sentence
        for sentence in sentences(told) if said.whole else ():
            if (count := len(words(sentence))) > MOST_WORDS:
                says = f'"{sentence[:40]}…" has {count} words, {count - MOST_WORDS} over'
                yield Fault(said.file, said.key, says, "make two sentences of it (R19)", about=sentence)


def age(look: Look) -> Iterator[Fault]:
    """Warn if an English topic needs a reading age above 11; names and numbers do not count (R19)."""
    if not is_english(look.language):
        return
    left_out = look.language.pronunciation.keys() | set(plain_words(look.pack.service))
    for topic in look.language.topics.values():
        left_out |= set(plain_words(topic.keyword))
    for topic in look.language.topics.values():
        for channel, key in (("call", "spoken"), ("text", "text")):
            told = [said.full for said in _pieces_of(look, topic) if said.channel == channel and said.whole]
            years = reading_age(" ".join(told), left_out)
            if years > READING_AGE:
                says = f"asks for a reading age of {years:.1f}, over {READING_AGE}"
                mend = "use shorter sentences and words (R19)"
                yield Fault(look.file(topic), key, says, mend, "warning")


def banned(look: Look) -> Iterator[Fault]:
    """Check that no words on the pack's own list of banned words are used (R19)."""
    mend = "say it in a kinder or plainer way: `banned` of phrases.toml has the word (R19)"
    yield from _never_said(look, look.language.banned, mend)


def doses(look: Look) -> Iterator[Fault]:
    """Check that no words tell how much of a medicine to take, or when (R20).

    (a) A time, such as "once a week", counts in a topic on medicines. In another topic it counts only beside
        words of taking a medicine.
    (b) A sentence with a phrase of the pack's list `no_doses`, such as one on changing a bag, is not checked.
    (c) A sentence without words of taking a medicine may have units beside a word of the list `alcohol`. It
        may have times beside a word of the list `everyday`, such as a walk.
    """
    checks = look.language.checks
    numbers, no_dose = checks.get("numbers", ()), f"{NO_DOSE.format(look.language.code)} (R20)"
    for said in look.said:
        topic = look.language.topics.get(said.topic)
        pieces = sentences(said.full)
        for before, piece in pairwise(("", *pieces)):
            for found in words_listed(
                piece, _doses(checks, before, piece, bool(topic and topic.medicine)), numbers
            ):
                if not _is_choice(said, found):
                    mend = AT_MEALS if found in MEALS else DOCTOR
                    yield Fault(said.file, said.key, f'says "{found}"', f"{mend}; {no_dose}")


def _doses(
    checks: Mapping[str, Sequence[str]], before: str, piece: str, on_medicine: bool
) -> tuple[str, ...]:
    """The words of the lists `doses` and `timings` that would tell of a dose in the sentence `piece`.

    `before` is the sentence before it. `checks` are the lists of checks.toml. `on_medicine` is true in a
    topic about a medicine.
    """
    if words_listed(piece, checks.get("no_doses", ())):
        return ()
    taken = (*checks.get("taken", ()), *checks.get("medicines", ()))
    taking = bool(words_listed(piece, taken))
    amounts, times = tuple(checks.get("doses", ())), tuple(checks.get("timings", ()))
    if not taking and words_listed(piece, checks.get("alcohol", ())):
        amounts = tuple(words for words in amounts if words not in OF_ALCOHOL)
    of_one = on_medicine or taking or bool(words_listed(f"{before} {piece}", taken))
    if not of_one or (not taking and words_listed(piece, checks.get("everyday", ()))):
        return amounts
    return (*amounts, *times)


def _is_choice(said: Said, found: str) -> bool:
    """Whether the words `found` are only a choice's number and the word behind it ("1 bones").

    This is so if the text `said`, as it is written, has a blank for choices and does not have these words.
    """
    number, _, word = found.partition(" ")
    return (
        bool(word)
        and number.isdigit()
        and bool(CHOICE.search(said.written))
        and found not in said.written.lower()
    )


def fundraising(look: Look) -> Iterator[Fault]:
    """Check that no words ask for support of the charity, except in the topic SUPPORT (R33)."""
    own = {name for name, topic in look.language.topics.items() if topic.keyword == SUPPORT}
    mend = f"leave it to {SUPPORT}; who answers the helpline is `named.answerer` (R33)"
    yield from _never_said(look, _fundraising(look), mend, spared=own)


def _fundraising(look: Look) -> tuple[str, ...]:
    """The words by which support for the charity is asked for.

    The pack may call the people who answer the helpline by one of these words ("volunteers"). Then that word
    is left out, and phrases that recruit such people (the list `recruiting`) are added.
    """
    listed, checks = look.language.checks.get("fundraising", ()), look.language.checks
    answerer = look.language.named.get("answerer", "").lower()
    kept = tuple(words for words in listed if words not in answerer)
    return kept if kept == listed else (*kept, *checks.get("recruiting", ()))


def private(look: Look) -> Iterator[Fault]:
    """Check that no text tells others who see the phone that its owner is ill (R25)."""
    texted = tuple(said for said in look.said if said.channel == "text")
    listed = look.language.checks.get("private", ())
    yield from _never_said(replace(look, said=texted), listed, "say it of people in general (R25)")


def _never_said(look: Look, listed: Sequence[str], mend: str, spared: Container[str] = ()) -> Iterator[Fault]:
    numbers = look.language.checks.get("numbers", ())
    for said in look.said:
        if said.topic not in spared:
            for words in words_listed(said.full, listed, numbers):
                listed_as = entry_of(words, listed, numbers)
                by = "" if listed_as == words else f', by the word "{listed_as}" of its list'
                yield Fault(said.file, said.key, f'says "{words}"{by}', mend)


def _pieces_of(look: Look, topic: Topic) -> tuple[Said, ...]:
    return tuple(said for said in look.said if said.topic == topic.name)
