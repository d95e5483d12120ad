"""Rules for spoken words: parts, titles, the voice, pronunciation, numbers (R8, R12, R15 to R18)."""

import re
from collections.abc import Iterator
from itertools import chain

from menus.document.medicines import recalled
from menus.model import Fault, Topic
from menus.multilingual.offered import is_english
from menus.said import Look, Said
from menus.seconds import A_WORD, seconds, spoken_words
from menus.sentences import plain_words, sentences

MOST_WORDS, MOST_CHUNKS, TITLE_WORDS = 75, 4, 3
# Seconds from the beginning of a topic's title: by when its first fact starts, and the safety sentence, which
# follows that fact after a second; and how long the fact may last at most.
FACT_BY, SAFETY_BY, CHUNK_GAP, FIRST_FACT = 10.0, 20.0, 1.0, 10.0
SLOWEST, FASTEST = 85, 100  # percent of the voice's own speed
A_SENTENCE, A_CHUNK = 2, 5  # names of medicines
MARKUP = re.compile(r"[<>&*_`#|~^\[\]\\]")
RUN = re.compile(r"\d{3,}")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
NUMBER = re.compile(r"\d(?:,? \d){4,}")  # longer than 999 and 111, which are said once
CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)\b|\b\d{1,2}[.:]\d\d\b", re.IGNORECASE)
OH = re.compile(r"\d,? oh?\b|\boh?,? \d", re.IGNORECASE)


def chunks(look: Look) -> Iterator[Fault]:
    """Check that a topic has at most 4 parts, each of at most 75 spoken words, digits included (R8)."""
    for topic in look.language.topics.values():
        if len(topic.spoken) > MOST_CHUNKS:
            says = f"{len(topic.spoken)} chunks, {len(topic.spoken) - MOST_CHUNKS} over"
            yield Fault(look.file(topic), "spoken", says, "cut, or put two together (R8)")
    for said in look.said:
        count = spoken_words(said.full)
        if said.channel == "call" and said.key.startswith("spoken") and count > MOST_WORDS:
            says = f"{count} words, {count - MOST_WORDS} over"
            yield Fault(said.file, said.key, says, "cut, or begin another chunk (R8)")


def is_read_out(said: Said, topic: str) -> bool:
    """Whether `said` is read out to callers as part of this topic: its safety sentence or its main text."""
    return said.topic == topic and (said.key == "safety" or said.key.startswith("spoken"))


def first_fact(look: Look) -> Iterator[Fault]:
    """Check that a topic's first fact begins within 10 s of its title, and before any safety line (R21).

    If the topic has a safety sentence (`Topic.safety`), callers hear it after the first part. The first part
    must then last at most 10 s, and the safety sentence must begin within 20 s of the title.
    """
    if (starts := _before_fact(look)) > FACT_BY:
        says = f"with a title and `general`, a first fact starts after {starts:.1f} s"
        yield Fault(look.phrases, "call.draft", says, f"shorten it: {FACT_BY:.0f} s at most (R21)")
    most = min(FIRST_FACT, SAFETY_BY - starts - CHUNK_GAP)
    for topic in look.language.topics.values():
        first = sentences(topic.spoken[0])[0].lower()
        for owed in (owed for owed in look.language.additions if topic.name in owed.topics):
            if any(sign.lower() in first for sign in owed.signs):
                says = f"begins with {owed.id}, before any fact of the topic"
                yield Fault(look.file(topic), "spoken[1]", says, "say a short fact first (R21)")
        took = seconds(_parts_read_out(look, topic)[0])
        if topic.safety and took > most:
            says = f"lasts {took:.1f} s before the safety sentence, {took - most:.1f} over"
            yield Fault(look.file(topic), "spoken[1]", says, "move the rest into the next chunk (R21)")


def _parts_read_out(look: Look, topic: Topic) -> tuple[str, ...]:
    """The parts of a topic that are read out first, with blanks filled.

    In a topic with a safety sentence they are the first part and that sentence; otherwise all parts.
    """
    parts = [said.full for said in look.said if is_read_out(said, topic.name) and said.full]
    safety = parts.pop(0) if topic.safety else ""
    return (parts[0], safety) if safety else tuple(parts)


def first_part(look: Look, topic: Topic) -> str:
    """The words of a topic that callers surely hear: the first part that is read out and the safety sentence.

    Without a safety sentence, they are the sentences that begin within 20 s (R21).
    """
    parts, begins, found = _parts_read_out(look, topic), _before_fact(look), []
    if topic.safety:
        return " ".join(parts)
    for part in parts:
        for sentence in sentences(part):
            if begins <= SAFETY_BY:
                found.append(sentence)
            begins += seconds(sentence)
        begins += CHUNK_GAP
    return " ".join(found)


def _before_fact(look: Look) -> float:
    """The seconds that a caller waits for the first fact of a topic, at most.

    They are for a title of the greatest length that the rule `titles` allows, and for two notices: that the
    topic is a draft, and that all topics are general information.
    """
    return TITLE_WORDS * A_WORD + sum(seconds(look.language.call[name]) for name in ("draft", "general"))


def titles(look: Look) -> Iterator[Fault]:
    """Check that words that confirm a choice, such as a menu's title, are at most 3 (R12)."""
    for said in look.said:
        named = said.key == "title" or re.fullmatch(
            r"menus\.\w+\.title|call\.(\w+_title|slow_on|slow_off)", said.key
        )
        if named and (count := spoken_words(said.full)) > TITLE_WORDS:
            says = f"{count} words, {count - TITLE_WORDS} over"
            yield Fault(said.file, said.key, says, "shorten it: it only confirms the key (R12)")


def voice(look: Look) -> Iterator[Fault]:
    """Check that a language names a voice, and a speed of 85 to 100 % of the normal speed (R15)."""
    if not look.language.voice.strip():
        yield Fault(look.phrases, "voice", "is empty", 'name one, like "Polly.Amy-Neural" (R15)')
    if not SLOWEST <= look.language.rate <= FASTEST:
        says = f"{look.language.rate} is not between {SLOWEST} and {FASTEST} percent"
        yield Fault(look.phrases, "rate", says, "write 90; a slower voice tires more than it helps (R15)")


def markup(look: Look) -> Iterator[Fault]:
    """Check that spoken words hold no markup, nor characters that a voice would read by name (R16).

    Check too that each pronunciation in the pack is written in IPA.
    """
    for said in look.said:
        if said.channel == "call" and (signs := sorted(set(MARKUP.findall(said.full)))):
            yield Fault(said.file, said.key, f"holds {' '.join(signs)}", "write it in words (R16)")
    for word, sounds in look.language.pronunciation.items():
        if not sounds.strip() or re.search(r"[<>&\"0-9]", sounds):
            file = f"{look.language.code}/pronunciation.toml"
            yield Fault(file, f"words.{word}", "is no IPA", "write its sounds in IPA (R16)")


def unsounded(look: Look) -> Iterator[tuple[Said, str]]:
    """Each spoken word that is not ordinary English and has no pronunciation in the pack.

    The word is given after the text that has it, and only once for each file.
    """
    known = look.language.pronunciation.keys() | look.language.ordinary
    named: set[tuple[str, str]] = set()
    for said in look.said:
        for word in plain_words(said.full) if said.channel == "call" else ():
            plain = word.removesuffix("'s").replace("'", "")
            if len(plain) > 1 and not known & {word, plain} and (said.file, word) not in named:
                named.add((said.file, word))
                yield said, word


def pronunciation(look: Look) -> Iterator[Fault]:
    """Check that the pack says how each spoken word sounds, unless the word is ordinary English (R17).

    Only English is checked. For other languages there is no list of ordinary words, and their voices know
    them.
    """
    if not is_english(look.language):
        return
    file = f"{look.language.code}/pronunciation.toml"
    mend = f"if it is spelt right, add its sounds to {file}, or the word to `ordinary` there (R17)"
    places: dict[str, dict[tuple[str, str], None]] = {}
    for said, word in unsounded(look):
        places.setdefault(word, {})[_place_of(look, said, word)] = None
    for word, found in places.items():
        others = f", here and in {len(found) - 1} more" if len(found) > 1 else ""
        line = f'{mend}: {word} = "{recalled(word)}"' if recalled(word) else mend
        yield Fault(*next(iter(found)), f'"{word}" has no pronunciation{others}', line)


def _place_of(look: Look, said: Said, word: str) -> tuple[str, str]:
    """The file and key at which to mend `word`, which is spoken as part of the text `said`.

    They are those of the text, if the text has the word as it is written. If a blank brought the word in,
    they are the file and key of the words that fill this blank, such as the service's name.
    """
    if word in plain_words(said.written):
        return said.file, said.key
    given = [("menu.toml", "service", look.pack.service)]
    given += [
        (look.file(topic), key, words)
        for topic in look.language.topics.values()
        for key, words in (("keyword", topic.keyword), ("short", topic.short))
    ]
    given += [(look.phrases, f"named.{name}", words) for name, words in look.language.named.items()]
    return next(
        ((file, key) for file, key, words in given if word in plain_words(words)), (said.file, said.key)
    )


def _without_sounds(code: str, words: tuple[str, ...]) -> Fault:
    """The fault that the medicines `words` have no pronunciation.

    It has a line for each of them, which editors can copy. If the sound is not known, they fill it in there.
    """
    quoted = ", ".join(f'"{word}"' for word in words)
    says = f"{quoted} {'has' if len(words) == 1 else 'have'} no pronunciation"
    lines = "; ".join(f'{word} = "{recalled(word)}"' for word in words)
    mend = (
        f"copy under [words] of {code}/pronunciation.toml, fill in IPA where it is empty (`flask words` may "
    )
    return Fault(f"{code}/checks.toml", "medicines", says, f"{mend}know it), and listen: {lines} (R17)")


def medicines(look: Look) -> Iterator[Fault]:
    """Check that a spoken sentence names at most 2 medicines, and a whole spoken text at most 5 (R17).

    Also find, in one fault, the medicines for which the pack gives no pronunciation.
    """
    names = look.language.checks.get("medicines", ())
    every = dict.fromkeys(chain.from_iterable(map(plain_words, names)))
    if lacking := tuple(word for word in every if word not in look.language.pronunciation):
        yield _without_sounds(look.language.code, lacking)
    for said in look.said:
        spoken = (*sentences(said.full), said.full) if said.channel == "call" else ()
        for words in dict.fromkeys(spoken):
            lower = words.lower()  # most texts name no medicine: to look for one needs no pattern
            near = [name for name in names if name in lower]
            count = sum(len(re.findall(rf"\b{re.escape(name)}\b", lower)) for name in near)
            if count > (A_CHUNK if words == said.full and spoken[2:] else A_SENTENCE):
                what = f'"{words[:40]}…" names {count} medicines'
                yield Fault(said.file, said.key, what, "say them in more sentences, or chunks (R17)")


def _mend_of(run: str) -> str:
    """How to write a run of digits so that a voice says it well: a number to ring, a year, or an amount."""
    year = f'; a year as "{run[:2]} {run[2:]}"' if YEAR.fullmatch(run) else ""
    amount = '; an amount, a level or another figure in words ("three hundred and sixty")'
    return f'write a number to ring digit by digit, "{" ".join(run)}"{year}{amount} (R18)'


def numbers(look: Look) -> Iterator[Fault]:
    """Check that calls say numbers digit by digit, phone numbers twice, and times in words (R18).

    A time in words is "9 in the morning".
    """
    for said in look.said:
        if said.channel != "call":
            continue
        for run in RUN.findall(said.full):
            yield Fault(said.file, said.key, f"{run} is run together", _mend_of(run))
        if is_english(look.language) and OH.search(said.full):
            yield Fault(said.file, said.key, 'says "oh" beside a digit', 'write "zero" (R18)')
        for time in CLOCK.findall(said.full) if is_english(look.language) else ():
            yield Fault(said.file, said.key, f'"{time}" is no spoken time', 'write "9 in the morning" (R18)')
        for number in dict.fromkeys(("{number}", "{line}", "{refuge}", *NUMBER.findall(said.written))):
            if said.written.count(number) == 1:
                yield Fault(said.file, said.key, "says the number once", f"say {number} a second time (R18)")
