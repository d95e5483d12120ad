"""What the matcher answers today: `python -m tests.menus.matcher.answers_now` writes it down anew.

answers_now.tsv holds two kinds of rows: those of messages.tsv whose answer their own row does not settle
(several are right, or the matcher errs), and messages with slips of the finger, drawn once. All other rows of
messages.tsv are answered as they say.
"""

from bench.matching import messages_of
from menus.loading.pack import load
from menus.matcher.matching import label, match
from menus.model import Language
from settings import HERE, Settings
from tools.words.match import NEWLINE
from tools.words.rows import rows_of

MESSAGES, ANSWERS = (HERE / "tests" / name for name in ("messages.tsv", "answers_now.tsv"))
HOW = "meant? then `.venv/bin/python -m tests.menus.matcher.answers_now` writes them down"
SLIPPED, SEED = 600, 5


def answered(language: Language, rows: list[tuple[str, frozenset[str]]]) -> dict[str, str]:
    """The labels of those rows whose text is not answered by the one label that is right."""
    labels = {text: label(match(language, text)) for text, _ in rows}
    return {text: labels[text] for text, right in rows if right != {labels[text]}}


def known() -> dict[str, str]:
    """What was written down: text and label."""
    lines = ANSWERS.read_text(encoding="utf-8").split("\n")[1:]
    cells = (line.split("\t") for line in lines if line)
    return {text.replace(NEWLINE, "\n"): said for text, said in cells}


def every_row() -> list[tuple[str, frozenset[str]]]:
    """The texts of both files, with what is right for them: nothing for a slip."""
    rows = {row.text: row.right for row in rows_of(MESSAGES)}
    slipped: frozenset[str] = frozenset()
    return [*rows.items(), *((text, slipped) for text in known() if text not in rows)]


def write() -> None:
    """Write the file anew: the same slips, or others where there is no file."""
    language = load(Settings().pack).languages["en"]
    if not ANSWERS.exists():
        slips = sorted(set(messages_of(language, SEED)))
        _write(dict.fromkeys(slips[:: len(slips) // SLIPPED + 1], ""))
    _write(answered(language, every_row()))


def _write(answers: dict[str, str]) -> None:
    lines = (f"{text.replace(chr(10), NEWLINE)}\t{said}\n" for text, said in sorted(answers.items()))
    ANSWERS.write_text("text\tanswer\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write()
