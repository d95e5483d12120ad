"""`flask bench matching`: the matcher's accuracy despite typing slips, its speed and its memory."""

import gc
import json
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from bench.crash.crash import crash
from bench.desk import desk
from bench.drill import drill
from bench.ear import measure_ear
from bench.falsified import falsified
from bench.faults.faults import faults
from bench.load import load
from bench.webhooks import webhooks
from menus.matcher.matching import Found, Unsure, match
from menus.model import Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.vocabulary import names_of
from tools.words.match import language_of
from tools.words.rows import rows_of

# The keys beside each key of a British keyboard.
NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol", "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb", "h": "gyjn", "j": "hukm",
    "k": "jil", "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m":
    "njk",
}  # fmt: skip

# Letters of the shortest word that is mistyped here: "card" with two slips is nobody's word.
SHORTEST = 5

SLIPS_A_WORD = 12
MISTYPED = 0.5  # of the messages whose time is taken
MESSAGES = Path(__file__).resolve().parent.parent / "tests" / "messages.tsv"
LONG = "um i wanted to ask about methotrexat and my bloods becuase the nurse sed so "


@dataclass(frozen=True, slots=True)
class Borne:
    """The matcher's results for one kind of typing slip (`slip`), in percent of `n` mistyped keywords.

    `right`: the right topic was found, or offered in a question. `wrong`: another topic was found.
    `wrong_question`: the matcher asked a question that does not offer the right topic.
    """

    slip: str
    n: int
    right: float
    wrong: float
    wrong_question: float


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of the matcher: milliseconds for a message, and MB of memory.

    `median_ms` and `ninety_nine_ms` (the 99th percentile) are for `n` messages; `longest_ms` is for one
    message of 1,600 characters.
    """

    n: int
    median_ms: float
    ninety_nine_ms: float
    longest_ms: float
    memory_mb: float


def slip(word: str, chance: random.Random) -> str:
    """The word with one typing slip at random: a letter missing, doubled, swapped, added or mistaken.

    A mistaken or added letter is from a key beside the right one.
    """
    place = chance.randrange(len(word))
    letter = word[place]
    match chance.choice(("out", "double", "swap", "beside", "added")):
        case "out":
            return word[:place] + word[place + 1 :]
        case "double":
            return word[:place] + letter + word[place:]
        case "swap" if place + 1 < len(word):
            return word[:place] + word[place + 1] + letter + word[place + 2 :]
        case "added":
            return word[:place] + letter + chance.choice(NEIGHBOURS.get(letter, letter)) + word[place + 1 :]
        case _:
            return word[:place] + chance.choice(NEIGHBOURS.get(letter, letter)) + word[place + 1 :]


def _slips(count: int) -> Callable[[str, random.Random], str]:
    """A function that makes `count` typing slips in a word; its result always differs from the word."""

    def mistyped(word: str, chance: random.Random) -> str:
        while True:
            wrong = word
            for _ in range(count):
                wrong = slip(wrong, chance)
            if wrong != word and wrong:
                return wrong

    return mistyped


def _spaceless(word: str, _chance: random.Random) -> str:
    return word.replace(" ", "")


SLIPS: dict[str, Callable[[str, random.Random], str]] = {
    "1 edit": _slips(1),
    "2 edits": _slips(2),
    "CAPITALS": lambda word, _: word.upper(),
    "mIxEd": lambda word, chance: "".join(chance.choice((c.lower(), c.upper())) for c in word),
    "no spaces": _spaceless,
    "double spaces": lambda word, _: f"  {word.replace(' ', '  ')} ",
    "smart quotes": lambda word, _: f"\u201c{word}\u201d\u2026",
    "emoji": lambda word, chance: f"{chance.choice('🙏👍😀❤')} {word} {chance.choice('🙏👍😀🤷')}",
}


def wordings(language: Language) -> Iterator[tuple[str, str]]:
    """Each keyword or synonym that names one topic only, with the topic's name; short ones are left out.

    They would be too short to mistype.
    """
    alone = lexicon(language).whole
    for topic in language.topics:
        for name in names_of(language, topic):
            if len(name) >= SHORTEST and alone.get(name.replace(" ", "")) == (topic,):
                yield name, topic


def bear_slips(language: Language, name: str, seed: int) -> Borne:
    """The matcher's results for one kind of typing slip, which `name` names, such as "1 edit".

    Every keyword and synonym is mistyped 12 times. The same seed gives the same figures.
    """
    chance = random.Random(seed)  # noqa: S311 - slips guard nothing, and have to be the same each time
    answers = [
        (topic, match(language, SLIPS[name](word, chance)))
        for word, topic in wordings(language)
        for _ in range(SLIPS_A_WORD)
    ]
    right = wrong = asked = 0
    for topic, answer in answers:
        match answer:
            case Found(found):
                right, wrong = right + (found == topic), wrong + (found != topic)
            case Unsure(offered):
                right, asked = right + (topic in offered), asked + (topic not in offered)
            case _:
                right += getattr(answer, "name", "").lower() == topic
    n = len(answers)
    return Borne(name, n, *(round(100 * part / n, 2) for part in (right, wrong, asked)))


def measure_cost(language: Language, messages: Iterable[str]) -> Cost:
    """The matcher's time for these messages, each matched once, and its memory."""
    gc.collect()
    lexicon.cache_clear()
    before = _resident_mb()
    times = sorted(_milliseconds(language, message) for message in messages)
    longest = _milliseconds(language, (LONG * 40)[:1600])
    last = times[min(len(times) - 1, len(times) * 99 // 100)]
    memory = max(0.0, _resident_mb() - before)
    figures = (round(figure, 3) for figure in (statistics.median(times), last, longest, memory))
    return Cost(len(times), *figures)


def _resident_mb() -> float:
    """The memory that this process has now, in MB; without /proc, the most that it ever had."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return pages * resource.getpagesize() / 1e6


def _milliseconds(language: Language, message: str) -> float:
    """The processor time for matching a message; other programs on this machine do not count."""
    start = time.thread_time()
    match(language, message)
    return (time.thread_time() - start) * 1000


def messages_of(language: Language, seed: int) -> list[str]:
    """Messages as people send them: short sentences with a keyword, half with a slip, chosen by `seed`."""
    chance = random.Random(seed)  # noqa: S311 - as above
    frames = (
        "{}",
        "{} please",
        "what is {}",
        "can you tell me about {} for my muscles",
        "i am worried about {}",
    )
    words = [word for word, _ in wordings(language)]
    plain = [chance.choice(frames).format(word) for word in words for _ in range(3)]
    return [slip(message, chance) if chance.random() < MISTYPED else message for message in plain]


@click.group()
def bench() -> None:
    """Benchmarks of the line."""


for figures in (crash, desk, drill, falsified, faults, load, webhooks):
    bench.add_command(figures)


@bench.command()
@click.option("--json", "as_json", is_flag=True, help="One object, for a program.")
@click.option("--seed", default=1, show_default=True, help="Another seed, other slips.")
@click.option("--pack", default="", metavar="PACK", help="A pack's folder (default: the line's own).")
def matching(as_json: bool, seed: int, pack: str) -> None:
    """Slips of the finger that the matcher copes with; its time for a message, and its memory."""
    language = language_of(pack, "")
    table = [bear_slips(language, name, seed) for name in SLIPS]
    paid = asdict(measure_cost(language, messages_of(language, seed)))
    if heard := measure_ear(language, (row.text for row in rows_of(MESSAGES))):
        paid |= asdict(heard)
    if as_json:
        click.echo(json.dumps({"borne": [asdict(row) for row in table], "cost": paid}))
        return
    click.echo(f"{'slip':14} {'n':>6} {'right %':>8} {'wrong %':>8} {'wrong question %':>17}")
    for row in table:
        click.echo(f"{row.slip:14} {row.n:6} {row.right:8} {row.wrong:8} {row.wrong_question:17}")
    for name, figure in paid.items():
        click.echo(f"{name:14} {figure}")
