"""Finds lines that may say nothing on a document's subject: a byline, a caption, somebody's own words."""

import re
from collections.abc import Iterable, Iterator

from menus.document.damage import Damage

MOST_SHOWN = 50  # characters of such a line
MEND = "take it out of the document, or of a copy of its text, unless a topic is to say it"
# What such a line is, and how it is known.
KINDS = (
    (
        "who wrote it",
        re.compile(
            r"(?:medically )?(?:written|reviewed|edited|illustrated|checked|published) (?:and \w+ )?by\b.*|"
            r"(?:authors?|words|by): .*|.*\b\d+ min(?:ute)?s?'? read\b.*",
            re.I,
        ),
    ),
    (
        "a caption",
        re.compile(
            r"(?:image|photo(?:graph)?|picture|illustration|drawing|credit|video|caption)(?: credit)?: .*|"
            r"(?:table|figure|fig\.?|box|diagram|chart) \d+[.:]?(?: \S+){0,6}|.*\bposed by models?\b.*",
            re.I,
        ),
    ),
    (
        "of the page, not of the subject",
        re.compile(r"(?:swipe|tap|click|scroll|hover|press play)\b(?: \S+){1,9}", re.I),
    ),
    (
        "who said it",
        re.compile(r"[–—-]? ?[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2},? (?:aged )?\d{2}(?:, .*|\.)?"),
    ),
)
OPENS, CLOSES = "“\"‘'", "”\"’'"
OWN = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|my|me|we|our)\b")


def doubtful(lines: Iterable[str]) -> Iterator[Damage]:
    """Find lines that perhaps say nothing on the document's subject, and tell what each looks like.

    `lines` are the lines of the kept text, one sentence each. If a quotation is somebody's own story ("I put
    up with it"), all its lines are found, up to its closing mark.
    """
    inside = ""
    for number, line in enumerate(lines, 1):
        plain = line.strip()
        if not plain or plain.startswith("#"):
            inside = ""
            continue
        kind = _kind(plain)
        if plain[0] in OPENS and OWN.search(plain):
            inside = CLOSES[OPENS.index(plain[0])]
        if inside and not kind:
            kind = "somebody's own words"
        if kind:
            says = f'"{plain[:MOST_SHOWN]}" looks like {kind}'
            yield Damage(number, says, MEND, "no statement of the document, by its look")
        if inside and inside in plain[1:]:
            inside = ""


def _kind(line: str) -> str:
    return next((kind for kind, form in KINDS if form.fullmatch(line)), "")
