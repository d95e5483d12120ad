"""The words that lead a list in stand before its items alone; what is not sure is told as damage."""

import io
from collections.abc import Sequence

import docx
import pytest

from menus.document.block import Draft
from menus.document.cutting import numbered
from menus.document.kept_text import blocks_in, doubts, written
from menus.document.leads import led_in
from tests.tools.document.papers import pdf_bytes
from tools.document.reading.files import read_document
from tools.document.taking import clean

LEAST, FINE = "Foods to eat less of:", "Foods that are fine:"
TOLD = [f"{LEAST} liver", f"{LEAST} oily fish", f"{FINE} eggs", f"{FINE} low-fat milk"]
WORDS = ((LEAST, 1), ("liver", 2), ("oily fish", 2), (FINE, 1), ("eggs", 2), ("low-fat milk", 2))
NESTED = f"""<ul><li>{LEAST}<ul><li>liver</li><li>oily fish</li></ul></li>
<li>{FINE}<ul><li>eggs</li><li>low-fat milk</li></ul></li></ul>"""
LOOSE = NESTED.replace("<li>", "<li><p>").replace("<ul><li>", "</p><ul><li>").replace("</p><ul>", "<ul>", 1)
BESIDE = f"""<ul><li>{LEAST}</li><ul><li>liver</li><li>oily fish</li></ul>
<li>{FINE}</li><ul><li>eggs</li><li>low-fat milk</li></ul></ul>"""


def read(name: str, held: bytes) -> Draft:
    return clean(read_document(name, held, lambda _done, _of: None))


def facts(draft: Draft) -> list[str]:
    return [one.words for one in numbered(draft.blocks, "top")]


def told(draft: Draft) -> list[str]:
    """What the reader is not sure of: the lines of the kept text that it names, each as it stands there."""
    lines = written(draft.blocks, "top").splitlines()
    return [lines[one.line - 1] for one in doubts(draft.blocks, "top")]


def word_list(items: Sequence[tuple[str, int]]) -> bytes:
    """A DOCX with a list, each item in the level named."""
    paper = docx.Document()
    paper.add_heading("Food", 1)
    for words, depth in items:
        paper.add_paragraph(words, style="List Bullet" if depth == 1 else f"List Bullet {depth}")
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def page_list(items: Sequence[tuple[str, int]], signs: str) -> bytes:
    """A PDF with a list, the items of each level behind a sign of their own."""
    lines = [
        (f"{signs[depth - 1]} {words}", 11.0, False, 700.0 - 30 * at)
        for at, (words, depth) in enumerate(items)
    ]
    return pdf_bytes([[("Food", 18.0, True, 760.0), *lines]])


def text_list(items: Sequence[tuple[str, int]], signs: str = "--") -> bytes:
    lines = [f"{'  ' * (depth - 1)}{signs[depth - 1]} {words}" for words, depth in items]
    return "\n".join(["# Food", "", *lines, ""]).encode()


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("a.html", f"<h2>Food</h2>{NESTED}".encode()),
        ("a.html", f"<h2>Food</h2>{LOOSE}".encode()),
        ("a.html", f"<h2>Food</h2>{BESIDE}".encode()),
        ("a.md", text_list(WORDS)),
        ("a.txt", text_list(WORDS)),
        ("a.docx", word_list(WORDS)),
        ("a.pdf", page_list(WORDS, "•-")),
    ],
)
def test_two_leads_within_one_list_each_have_their_own_items(name: str, held: bytes) -> None:
    draft = read(name, held)
    assert facts(draft)[-4:] == TOLD
    assert not told(draft)


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("a.html", f"<h2>Food</h2><ul>{''.join(f'<li>{words}</li>' for words, _ in WORDS)}</ul>".encode()),
        ("a.md", text_list([(words, 1) for words, _ in WORDS])),
        ("a.txt", text_list([(words, 1) for words, _ in WORDS])),
        ("a.docx", word_list([(words, 1) for words, _ in WORDS])),
        ("a.pdf", page_list([(words, 1) for words, _ in WORDS], "•")),
    ],
)
def test_items_of_one_flat_list_with_leads_in_it_get_none_and_are_told(name: str, held: bytes) -> None:
    draft = read(name, held)
    assert facts(draft)[-6:] == [words for words, _ in WORDS]
    assert {"liver", "eggs", "low-fat milk"} <= {*told(draft)}


NEVER = "<h2>Care</h2><p>Never use:</p>"


@pytest.mark.parametrize(
    ("page", "said", "doubted"),
    [
        # an item behind a list in the list belongs to the outer lead again
        (
            f"{NEVER}<ul><li>soaps such as:<ul><li>tar</li></ul></li><li>talc</li></ul>",
            ["Never use: soaps such as: tar", "Never use: talc"],
            [],
        ),
        # a lead ends with its list, and another list has none
        (
            f"{NEVER}<ul><li>talc</li></ul><ul><li>Pat it dry</li></ul>",
            ["Never use: talc", "Pat it dry"],
            ["Pat it dry"],
        ),
        # what stands below an item that is no lead is not told to belong to the outer one
        (
            f"{NEVER}<ul><li>ice<ul><li>Wrap it in a towel</li></ul></li><li>talc</li></ul>",
            ["Never use: ice", "Wrap it in a towel", "Never use: talc"],
            ["Wrap it in a towel"],
        ),
        # an item with a colon in the list of its lead may or may not lead the next ones in
        (
            f"{NEVER}<ul><li>talc</li><li>Do use:</li><li>soap</li></ul>",
            ["Never use: talc", "Never use: Do use:", "soap"],
            ["soap"],
        ),
        # what no lead surely leads in is told, all of it
        (f"{NEVER}<p>Rest.</p><ul><li>Walk</li></ul>", *[["Never use:", "Rest.", "Walk"]] * 2),
    ],
)
def test_a_lead_belongs_to_its_own_list_alone(page: str, said: list[str], doubted: list[str]) -> None:
    draft = read("a.html", page.encode())
    assert (facts(draft), told(draft)) == (said, doubted)


ITEMS = "<ul><li>you have chest pain</li><li>you vomit blood</li></ul>"
AFTER = "<p>Go to the hospital if you have a rash.</p>"


def under(draft: Draft) -> list[tuple[str, str]]:
    return [(one.heading, one.words) for one in numbered(draft.blocks, "top")]


URGENT = [
    ("Call 999 if:", "Call 999 if: you have chest pain"),
    ("Call 999 if:", "Call 999 if: you vomit blood"),
    ("Urgent help", "Go to the hospital if you have a rash."),
]


@pytest.mark.parametrize("box", ['<div class="callout callout--red">', "<aside>", '<div class="alert">'])
def test_a_heading_in_a_box_goes_no_further_than_the_box(box: str) -> None:
    end = "</aside>" if box == "<aside>" else "</div>"
    before = f"<h2>Food</h2><p>{'Eat well. ' * 20}</p><h2>Urgent help</h2><p>Know the signs.</p>"
    draft = read("a.html", f"{before}{box}<h3>Call 999 if:</h3>{ITEMS}{end}{AFTER}".encode())
    assert under(draft)[-3:] == URGENT
    assert not told(draft)


def word_call(style: bool) -> bytes:
    """A DOCX whose heading, by style or in bold letters, leads a list in."""
    paper = docx.Document()
    paper.add_heading("Urgent help", 1)
    paper.add_paragraph("Know the signs.")
    if style:
        paper.add_heading("Call 999 if:", 2)
    else:
        paper.add_paragraph().add_run("Call 999 if:").bold = True
    paper.add_paragraph("you have chest pain", style="List Bullet")
    paper.add_paragraph("you vomit blood", style="List Bullet")
    paper.add_paragraph("Go to the hospital if you have a rash.")
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


LINES = ["Know the signs.", "", "{}Call 999 if:", "", "- you have chest pain", "- you vomit blood", ""]
LINES.append("Go to the hospital if you have a rash.")
PLAIN = "\n".join(LINES)
PDF = pdf_bytes(
    [
        [
            ("Urgent help", 20.0, True, 760.0),
            ("Know the signs of danger, and ask us if you are not sure what they are.", 11.0, False, 720.0),
            ("Call 999 if:", 14.0, True, 690.0),
            ("• you have chest pain", 11.0, False, 660.0),
            ("• you vomit blood", 11.0, False, 645.0),
            ("Go to the hospital if you have a rash.", 11.0, False, 600.0),
        ]
    ]
)


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("a.html", f"<h2>Urgent help</h2><p>Know the signs.</p><h3>Call 999 if:</h3>{ITEMS}{AFTER}".encode()),
        ("a.docx", word_call(style=True)),
        ("a.docx", word_call(style=False)),
        ("a.md", f"# Urgent help\n\n{PLAIN.format('## ')}\n".encode()),
        ("a.txt", f"Urgent help\n===========\n\n{PLAIN.format('')}\n".encode()),
        ("a.pdf", PDF),
    ],
)
def test_a_heading_that_leads_a_list_in_stands_before_its_items_and_goes_no_further(
    name: str, held: bytes
) -> None:
    draft = read(name, held)
    assert under(draft)[-3:] == URGENT
    assert told(draft) == ["Go to the hospital if you have a rash."]


def test_a_heading_without_a_colon_may_lead_a_list_in_and_any_other_does_not() -> None:
    called = read("a.html", f"<h1>Help</h1><h2>Call 999 when</h2>{ITEMS}".encode())
    plain = read("a.html", f"<h1>Help</h1><h2>Signs</h2>{ITEMS}{AFTER}".encode())
    assert facts(called)[0] == "Call 999 when: you have chest pain"
    assert under(plain)[::2] == [("Signs", "you have chest pain"), ("Signs", AFTER[3:-4])]
    assert not told(plain)


def test_an_editor_may_put_a_list_in_a_list_in_a_copy_of_the_kept_text() -> None:
    blocks = led_in(
        blocks_in(f"# Food\n- {LEAST}\n  - liver\n  - oily fish\n- {FINE}\n  - eggs\n- bread:\n- rye\n")
    )
    said = [(one.words, bool(one.doubt)) for one in blocks][1:]
    assert said == [(words, False) for words in (*TOLD[:3], "bread:")] + [("rye", True)]
