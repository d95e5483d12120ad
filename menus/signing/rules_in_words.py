"""The alarm rules and the ears in words that a clinician can judge: examples, replies, measured figures."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from itertools import chain
from typing import Any

from menus.matcher.answers import Careful, Match, Urgent, Worried
from menus.matcher.ear import Ear
from menus.matcher.learnt.offering import TopicEar
from menus.matcher.matching import match
from menus.model import Language, Pack
from menus.phrasing.examples import GAP, examples, spoken
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrase_lists import alarm_phrases
from menus.phrasing.phrases import Grammar
from menus.signing.pieces import Line, Piece, told
from menus.signing.version import ear_mark
from menus.words import fill_text

GROUPS: Mapping[str, str] = {
    "despair": "Despair and self-harm",
    "body": "Seriously ill or hurt",
    "danger": "In danger from somebody",
    "harm": "Somebody may hurt another",
    "at_once": "Help wanted at once",
}
HARDER: Mapping[str, str] = {"unguarded": ", whatever stands around it", "milder": ", answered as a worry"}
CARE: Mapping[str, str] = {"alarms": "Changing a medicine", "changes": "Words for a change"}
# `flask score --card` of rules and ear together, for the ear with this mark; the README has all of it.
MEASURED_OF = "fd8e9f7be6ffed97"
MEASURED: tuple[tuple[str, str], ...] = (
    ("heard", "Of 94 emergencies in messages that nothing was tuned to, 97.9 in 100 got a reply that helps."),
    ("hard", "Of 912 in messages written to be hard, 82.8 in 100 did: some 17 in 100 got none."),
    ("named", "Answered as an emergency, and not as a worry: 91.5 in 100 of the 94, 69.5 of the 912."),
    ("false", "Of 59 ordinary messages 0.0 in 100 were taken for an emergency, and 3.4 for a worry."),
)
NOT_MEASURED = "These weights are not those that were measured: `flask score --card` measures them."
# Our own, and in none of the sets that measure.
TRIED = (
    "there is a band round me and it is getting tighter",
    "something is very wrong with my husband please",
    "everything has gone grey and i am so tired of fighting",
    "my cat is being sick",
    "the garden is dying without rain",
    "when does the office open on friday",
)


def alarms_in_words(pack: Pack, language: Language, now: datetime) -> Iterator[Piece]:
    """The rules for emergencies and care with medicines, for the review sheet: a piece for each kind.

    A piece has an example message for each rule of its kind, and the reply that such a text gets. `now`
    (aware) is for blanks of the reply that depend on the time.
    """
    grammar = lexicon(language).grammar
    safety: Any = language.matching.get("safety", {})
    sources: dict[str, list[str]] = {}
    for source, owner in alarm_phrases(safety):
        sources.setdefault(owner, []).append(source)
    for owner, phrases in sources.items():
        kind, _, which = owner.partition(" ")
        reply = "worried" if which == "milder" else f"urgent_{kind}"
        answer = fill_text(language.text.get(reply, ""), pack, language, now)
        yield _examples(owner, GROUPS[kind] + HARDER.get(which, ""), phrases, grammar, answer)
    careful = safety.get("careful", {})
    answer = fill_text(language.text.get("careful", ""), pack, language, now)
    for name, label in CARE.items():
        if phrases := [one for one in careful.get(name, ()) if isinstance(one, str)]:
            yield _examples(f"careful {name}", label, phrases, grammar, answer)


def _examples(owner: str, label: str, sources: list[str], grammar: Grammar, answer: str) -> Piece:
    """The piece of a review sheet for one list of rules: a single line with an example for each rule.

    `owner` is the line's key, and `label` the staff's name for the list. `sources` are the rules as the pack
    writes them. `answer` is the reply to messages that they hear. Examples that read as whole messages come
    first.
    """
    said = dict[str, None]()
    for source in sources:
        wordings = chain((spoken(source, grammar),), examples(source, grammar))
        said[next((one for one in wordings if one not in said), source)] = None
    shown = tuple(f"“{one}”" for one in sorted(said, key=lambda one: GAP in one))
    count = f"{len(sources)} alarm{'s' * (len(sources) != 1)}"
    line = Line(owner, f"{label}: {count}", examples=shown)
    return Piece(
        "rule",
        label,
        f"{count}, an example of each; “…” is for other words",
        (line,),
        told(answer),
    )


def ear_in_words(pack: Pack, language: Language) -> Iterator[Piece]:
    """How well the alarm rules and the second ear hear, as pieces of the review sheet.

    The first piece has figures for both together. If these were measured with another second ear than the
    present one, it has a note that says so. In the pack's first language a second piece has 6 messages, and
    says how the line answers each.
    """
    measured = MEASURED if ear_mark(language) == MEASURED_OF else (("none", NOT_MEASURED),)
    lines = tuple(Line(f"measured.{key}", says) for key, says in measured)
    yield Piece("rule", "How well it hears", "rules and ear together", lines)
    if language.code == next(iter(pack.languages)):
        tried = tuple(
            Line(f"tried.{n}", f"“{one}”: {_made(match(language, one))}.") for n, one in enumerate(TRIED)
        )
        yield Piece("rule", "What it makes of messages", f"{len(tried)} examples", tried)


def _made(found: Match) -> str:
    match found:
        case Urgent(kind):
            return f"answered as an emergency ({GROUPS.get(kind, kind).casefold()})"
        case Worried("ear"):
            return "no rule hears it; the second ear does, and the reply names those who help first"
        case Worried():
            return "a worry: the reply names those who help first"
        case Careful():
            return "answered with care about a medicine"
    return "no alarm"


def levels_in_words(language: Language) -> Iterator[Piece]:
    """Pieces on the second ear and the topic ear: the scores from which each acts, and how much it learnt.

    There are none for an ear that is missing.
    """
    yield from _ear(language.ear)
    yield from _topic_ear(language.topic_ear)


def _ear(ear: Ear | None) -> Iterator[Piece]:
    if ear is None:
        return
    told = {
        "speaks": "From this level a message that no rule knows gets the numbers of those who help first",
        "insists": "From this level also one that was found to ask for a topic, unless by its exact word",
        "names": "From this level it is answered as an emergency",
        "doubts": "Below this level a figure of speech alone is no alarm, but a question",
    }
    levels = tuple(Line(name, f"{says}: {getattr(ear, name)}.") for name, says in told.items())
    yield Piece("rule", "Levels", f"{len(levels)} levels", levels)
    voices = {
        "care": ("a medicine that is stopped or changed", ear.care),
        "stop": ("no more texts", ear.stop),
    }
    heard = tuple(
        Line(name, f"The voice for {of} speaks from level {voice.speaks}; {len(voice.weights)} runs weigh.")
        for name, (of, voice) in voices.items()
    )
    weights = Line("weights", f"For trouble {len(ear.weights)} runs of letters weigh, from -127 to 127.")
    yield Piece("rule", "Weights", "three sets", (weights, *heard))


def _topic_ear(ear: TopicEar | None) -> Iterator[Piece]:
    if ear is None:
        return
    weigh = f"{len(ear.runs)} runs of letters weigh for {len(ear.labels)} subjects"
    told = f"It asks back about one topic or two: {weigh}."
    bounds = ", ".join(f"{name} {bound}" for name, bound in asdict(ear.bounds).items())
    yield Piece("rule", "Topic ear", "one set", (Line("topics", told), Line("bounds", f"Bounds: {bounds}.")))
