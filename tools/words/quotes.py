"""`flask quotes`: tries the matcher on thousands of quotes, which should match no topic or alarm."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from menus.matcher.matching import Command, Found, Match, Unsure, Urgent, Worried, label, match
from tools.words.match import language_of

FOLDER = Path("/usr/share/games/fortunes")
# Characters of a quote that could be a text message.
SHORTEST, LONGEST = 8, 160

ENOUGH = 10_000
# Percent of the quotes that may get a topic at once, and an alarm (many quotes are of death and murder); no
# quote may opt out unless it is the word.
MOST_TOPICS, MOST_ALARMS = 0.5, 1.0


@click.command()
@click.option("--folder", default=FOLDER, type=click.Path(path_type=Path), show_default=True)
@click.option("--errors", is_flag=True, help="List the quotes that got a topic, an alarm or a command.")
@click.option("--pack", default="", metavar="PACK", help="A pack's folder (default: the line's own).")
def quotes(folder: Path, errors: bool, pack: str) -> None:
    """Match every quote of Debian's `fortunes` packages (apt-get install fortunes fortunes-off …).

    Exit code: 1 if too many get a topic or an alarm, or one is taken for STOP; 2 if there are not enough
    quotes.
    """
    language = language_of(pack, "")
    texts = enough_quotes(folder)
    answers = [(text, match(language, text)) for text in texts]
    kinds = Counter(kind for _, answer in answers if (kind := kind_of(answer)))
    for name in ("topic", "question", "alarm", "worry", "careful", "command", "STOP"):
        click.echo(f"{name:10} {kinds[name]:6} {100 * kinds[name] / len(texts):6.2f} %")
    click.echo(f"{'quotes':10} {len(texts):6}")
    for text, answer in answers if errors else ():
        if kind_of(answer) not in ("", "question"):
            click.echo(f"{label(answer)}: {' '.join(text.split())}")
    sys.exit(0 if _within_bounds(kinds, len(texts)) else 1)


def enough_quotes(folder: Path) -> list[str]:
    """The quotes in the fortune files below a folder, each once. Raises UsageError if they are too few."""
    texts = sorted(set(quotes_in(folder)))
    if len(texts) < ENOUGH:
        raise click.UsageError(
            f"{len(texts)} quotes in {folder}, {ENOUGH} needed: install more fortunes packages"
        )
    return texts


def _within_bounds(kinds: Counter[str], of: int) -> bool:
    """Whether few quotes match a topic or an alarm, and none is taken for STOP.

    `kinds` counts the quotes by answer ("topic", "alarm", "STOP"); `of` is the number of quotes.
    """
    topics, alarms = 100 * kinds["topic"] / of, 100 * kinds["alarm"] / of
    return topics <= MOST_TOPICS and alarms <= MOST_ALARMS and not kinds["STOP"]


def kind_of(answer: Match) -> str:
    """The matcher's answer to a quote in one word ("topic", "alarm" …); "" if it found nothing."""
    match answer:
        case Found():
            return "topic"
        case Unsure():
            return "question"
        case Urgent():
            return "alarm"
        case Worried():
            return "worry"
        case Command("STOP"):
            return "STOP"
        case Command():
            return "command"
        case _:
            return "careful" if label(answer) == "SAFETY" else ""


def quotes_in(folder: Path) -> Iterator[str]:
    """Every quote in the fortune files below a folder that is as long as a text may be.

    In these files a line with only % ends a quote. A missing folder has no quotes. Raises OSError if a file
    cannot be read.
    """
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".dat", ".u8") or not file.is_file() or file.is_symlink():
            continue
        for quote in file.read_text(encoding="utf-8", errors="replace").split("\n%\n"):
            text = quote.strip()
            if SHORTEST <= len(text) <= LONGEST:
                yield text
