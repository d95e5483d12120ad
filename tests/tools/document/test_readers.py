"""Each kind of file gives headings, sentences and rows, and none of the furniture of its pages."""

import time

import pytest

from menus.document.cutting import numbered
from tests.tools.document.papers import MARKDOWN, PAGE, TEXT, docx_bytes, drawn_pdf, foot_page, pdf_bytes
from tools.document.reading.files import read_document
from tools.document.reading.refused import NotReadError
from tools.document.taking import clean


def read(name: str, held: bytes) -> dict[str, list[str]]:
    """The sentences of a document under their headings."""
    found: dict[str, list[str]] = {}
    for one in numbered(clean(read_document(name, held, lambda _done, _of: None)).blocks, "top"):
        found.setdefault(one.heading, []).append(one.words)
    return found


def test_a_page_gives_its_document_alone() -> None:
    draft = clean(read_document("page.html", PAGE.encode(), lambda _done, _of: None))
    assert read("page.html", PAGE.encode()) == {
        "Looking after your catheter": [
            "A catheter is a thin tube that drains the bladder.",
            "It is held in place by a small balloon.",
        ],
        "Washing": [
            "Wash your hands first, e.g. with plain soap.",
            "Dry the skin gently.",
            "Do not use: talc",
            "Do not use: scented soap",
        ],
        "The bags": ["Bag: Leg bag; When: By day.", "Bag: Night bag; When: At night."],
        "Cramps": ["You may be given oxybutyninsolifenacin for cramps.", "It was café talk\ufffd here."],
    }
    told = " ".join(draft.left_out)
    assert all(
        words in told for words in ("cookies", "Donate", "Home >", "Share this", "Bladder training", "©")
    )
    assert (draft.title, draft.date) == ("Looking after your catheter", "2025-03-04")


DRY = "Keep spare ones dry, and take two with you where you go for a day or longer."


@pytest.mark.parametrize("style", ["display:none", "color: red; Display : None", "visibility: hidden"])
def test_what_a_page_does_not_show_is_left_out_and_named(style: str) -> None:
    page = f'<h1>Batteries</h1><p style="{style}">OLD: ring 01632 960111.</p><p>{DRY}</p>'
    draft = read_document("a.html", page.encode(), lambda _done, _of: None)
    assert [block.words for block in draft.blocks] == ["Batteries", DRY]
    assert "01632 960111" in " ".join(draft.left_out)


def test_the_day_on_which_a_file_was_saved_is_not_the_day_of_its_edition() -> None:
    assert read_document("aids.docx", docx_bytes(), lambda _done, _of: None).date == ""


def test_a_page_that_is_one_paragraph_is_read_too() -> None:
    assert read("a.htm", b"<p>Wash your feet. Dry them.</p>") == {"top": ["Wash your feet.", "Dry them."]}


def test_a_docx_gives_headings_lists_and_tables() -> None:
    assert read("aids.docx", docx_bytes()) == {
        "Hearing aids": ["A hearing aid makes sounds louder."],
        "Batteries": [
            "Change the battery when you hear beeps.",
            "Keep spare ones dry.",
            "Keep it away from: hair spray",
            "Keep it away from: strong heat",
        ],
        "When it whistles": [
            "Push the mould in again.",
            "Colour: Brown; Lasts: Six days.",
            "Colour: Orange; Lasts: Ten days.",
        ],
    }


def test_what_a_docx_hides_is_said() -> None:
    draft = read_document("aids.docx", docx_bytes(hidden=True), lambda _done, _of: None)
    assert any("tracked changes" in one for one in draft.warnings)


def test_a_pdf_gives_headings_by_size_and_mends_hyphens() -> None:
    said = (
        "Look at your feet each day. A podia-",
        "trist is a doctor of the feet. Ask a podiatrist.",
        "Keep them",
    )
    pages = [foot_page(n, *said) for n in (1, 2)] + [foot_page(3, "warm, never hot.")]
    found = read("feet.pdf", pdf_bytes(pages))
    assert list(found) == ["Part 1 of care", "Part 2 of care", "Part 3 of care"]
    assert found["Part 1 of care"][:2] == [
        "Look at your feet each day.",
        "A podiatrist is a doctor of the feet.",
    ]
    assert not any("Brook" in words or "Page" in words for told in found.values() for words in told)


def test_markdown_gives_its_headings_items_and_tables() -> None:
    assert read("aids.md", MARKDOWN.encode()) == {
        "Hearing aids": ["A hearing aid makes sounds louder.", "It does not give back all of your hearing."],
        "Cleaning": [
            "Wipe the earmould each night.",
            "Never put it under water.",
            "Part: Tube; How often: Every four months.",
            "Part: Battery; How often: Each week.",
        ],
    }


def test_a_text_gives_headings_by_their_shape() -> None:
    assert read("feet.txt", TEXT.encode("utf-16")) == {
        "CARE OF THE FEET": ["Look at your feet each day.", "Use a mirror for the soles."],
        "Cutting nails": [
            "Cut them straight across.",
            "Ask a podiatrist if they are thick.",
            "Never cut corns yourself.",
        ],
    }


@pytest.mark.parametrize(
    ("name", "held", "says"),
    [
        ("a.pdf", b"%PDF-1.4 broken", "broken"),
        ("a.pdf", pdf_bytes([[], []]), "pictures of text"),
        (
            "a.pdf",
            pdf_bytes([[]]).replace(b"/Root 1", b"/Encrypt << /Filter /Own >> /ID [<00> <00>] /Root 1"),
            "password",
        ),
        ("a.docx", b"PK\x03\x04 broken", "broken"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "password"),
        ("a.doc", b"old", "save it as .docx"),
        ("a.jpg", b"\xff\xd8", "recognised"),
        ("a.txt", b"a\0b", "no text"),
        ("a.html", b"<nav><a>Home</a></nav>", "no sentence"),
        ("a.md", b"# Only a heading", "no sentence"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(name: str, held: bytes, says: str) -> None:
    with pytest.raises(NotReadError) as told:
        read(name, held)
    assert says in str(told.value) and "\n" not in str(told.value)


def test_a_pdf_of_many_pages_takes_seconds() -> None:
    line = "Wash the foot and dry it well, then look at the sole of it with care"
    held = pdf_bytes([foot_page(n, *[f"{line} {n} and {k}." for k in range(10)]) for n in range(40)])
    began = time.perf_counter()
    read("feet.pdf", held)
    assert time.perf_counter() - began < 5, "a fifth of 200 pages"


FURNISHED = """<body><div id="site-top"><a href="/">Heron</a><span>Call us 0800 000 000</span></div>
<header><h1>Your feet</h1></header><div class="warning">Call 999 if your foot is black.</div>
<dl><dt>Callus</dt><dd>Hard skin. Do not cut it.</dd></dl>
<details><summary>What if it bleeds?</summary><p>Cover it.</p></details>
<p><b>Socks</b></p><p>Wear cotton. <b>Never</b> go barefoot.</p></body>"""


def test_a_page_without_marks_for_its_parts_is_read_by_what_is_in_them() -> None:
    assert read("feet.html", FURNISHED.encode()) == {
        "Your feet": ["Call 999 if your foot is black.", "Callus: Hard skin.", "Do not cut it."],
        "What if it bleeds?": ["Cover it."],
        "Socks": ["Wear cotton.", "Never go barefoot."],
    }


COLUMNS = (("Wash", 60), ("Dry", 340))


def test_columns_of_a_pdf_are_read_one_after_the_other() -> None:
    rows = [
        (f"{does} it {n} times.", 11.0, False, 700.0 - 14 * n, x) for n in range(4) for does, x in COLUMNS
    ]
    drawn = "".join(
        f"BT /F1 {size} Tf {x} {height} Td ({words}) Tj ET\n" for words, size, _, height, x in rows
    )
    (found,) = read("feet.pdf", drawn_pdf(drawn)).values()
    assert [words.split()[0] for words in found] == ["Wash"] * 4 + ["Dry"] * 4


NUMBERED = """FOOT CARE
A leaflet of the Heron Trust

1. Looking

Look at your feet each evening. Use a mirror if you
Cannot bend.

2. Nails
Cut nails straight across. Steps:
1. Soak them
2. Dry them

Shoes
Wear shoes that are wide enough.
"""


def test_headings_of_a_text_may_have_numbers_and_items_are_none() -> None:
    found = read("feet.txt", NUMBERED.encode())
    assert found == {
        "FOOT CARE": ["A leaflet of the Heron Trust"],
        "Looking": ["Look at your feet each evening.", "Use a mirror if you Cannot bend."],
        "Nails": ["Cut nails straight across.", "Steps: Soak them", "Steps: Dry them"],
        "Shoes": ["Wear shoes that are wide enough."],
    }


CLICKED = """<body><h1>Feet</h1><p>Wash your hands<br>with soap.<br>Dry them.</p>
<table><caption>Soap by age</caption><tr><th rowspan=2>Name</th><th colspan=2>Dose</th></tr>
<tr><th>Adult</th><th>Child</th></tr><tr><td rowspan=2>Soap<br>Plain</td><td>Two</td><td>One</td></tr>
<tr><td colspan=2>None at night</td></tr></table>
<table><tr><th>Monday</th><td>9 to 5</td></tr><tr><th>Friday</th><td colspan="²">9 to 4</td></tr></table>
<table><tr><td>Red foot</td><td>ring 111</td></tr><tr><td>Black foot</td><td>ring 999</td></tr></table>
<h3><button aria-controls="hurts">Does it hurt?</button></h3><div id="hurts" hidden><p>A little.</p></div>
<button data-bs-target="#costs">Cost</button><div id="costs" style="display:none"><p>It is free.</p></div>
<button aria-controls="menu">Menu</button><nav id="menu" hidden><a href="/">Home</a></nav>
<p hidden>OLD TEXT.</p><img src="a.png" alt="A foot in a bowl"><img src="b.png" alt="">
<iframe src="https://example.org/1" title="How to wash"></iframe></body>"""


def test_a_page_gives_cells_that_span_and_what_is_shown_when_it_is_clicked() -> None:
    draft = clean(read_document("a.html", CLICKED.encode(), lambda _done, _of: None))
    assert read("a.html", CLICKED.encode()) == {
        "Feet": [
            "Wash your hands with soap.",
            "Dry them.",
            "Soap by age",
            "Name: Soap; Plain; Dose, Adult: Two; Dose, Child: One.",
            "Name: Soap; Plain; Dose, Adult: None at night; Dose, Child: None at night.",
            "Monday: 9 to 5.",
            "Friday: 9 to 4.",
            "Red foot: ring 111.",
            "Black foot: ring 999.",
        ],
        "Does it hurt?": ["A little."],
        "Cost": ["It is free."],
    }
    told = " ".join(draft.left_out)
    assert all(words in told for words in ("OLD TEXT", "picture: A foot in a bowl", "frame: How to wash"))
    assert draft.warnings[0].startswith("2 pieces are shown only when they are clicked")
