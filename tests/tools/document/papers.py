"""Documents of invented fields, made by the tests: a page full of debris, a DOCX, PDFs of bytes."""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.oxml import OxmlElement

PAGE = """<!doctype html><html lang="en"><head><title>Looking after your catheter | Brook Trust</title>
<meta name="date" content="2025-03-04"><script>var cookies = 1;</script></head><body class="has-sidebar">
<div id="cookie-banner"><p>We use cookies to make this site work.</p><button>Accept all cookies</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/d">Donate</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/c">Conditions</a> &gt; Catheters</div>
<div class="page-content"><h1>Looking after your catheter</h1>
<p>A catheter is a thin tube that drains the bladder. It is held in place by a small balloon.</p>
<div class="share"><span>Share this page</span> <a>Facebook</a> <a>Twitter</a></div>
<h2>Washing</h2><p>Wash your hands first, e.g. with plain soap.<br>Dry the skin <a href="/g">gently</a>.</p>
<p>Do not use:</p><ul><li>talc</li><li>scented soap</li></ul>
<h2>The bags</h2><table><tr><th>Bag</th><th>When</th></tr><tr><td>Leg bag</td><td>By day</td></tr>
<tr><td>Night bag</td><td>At night</td></tr></table>
<h3>Cramps</h3><p>You may be given oxybutynin<span>solifenacin</span> for cramps.</p>
<p>It was caf\u00c3\u00a9 talk\ufffd here.</p>
<h2>Related pages</h2><ul><li><a href="/b">Bladder training</a></li><li><a href="/p">Pads</a></li></ul></div>
<footer><p>&copy; 2025 Brook Trust. Registered charity 000000.</p><p>Page 3</p></footer></body></html>"""

MARKDOWN = """# Hearing aids

A hearing aid makes sounds louder. It does *not* give back all of your hearing.

## Cleaning

1. Wipe the [earmould](http://example.org) each night.
2. Never put it under water.

| Part | How often |
|---|---|
| Tube | Every four months |
| Battery | Each week |
"""

TEXT = """CARE OF THE FEET

Look at your feet each day. Use a mirror
for the soles.

Cutting nails
-------------
Cut them straight across. Ask a podiatrist if they are thick.

- Never cut corns yourself.
"""


def docx_bytes(hidden: bool = False) -> bytes:
    """A DOCX with a title, headings by style and by bold letters, a list, a table, a page head."""
    paper = docx.Document()
    paper.add_heading("Hearing aids", 0)
    paper.add_paragraph("A hearing aid makes sounds louder.")
    paper.add_heading("Batteries", 1)
    paper.add_paragraph("Change the battery when you hear beeps. Keep spare ones dry.")
    paper.add_paragraph("Keep it away from:")
    for item in ("hair spray", "strong heat"):
        paper.add_paragraph(item, style="List Bullet")
    paper.add_paragraph().add_run("When it whistles").bold = True
    paper.add_paragraph("Push the mould in again.")
    table = paper.add_table(rows=3, cols=2)
    for row, cells in zip(
        table.rows, (("Colour", "Lasts"), ("Brown", "Six days"), ("Orange", "Ten days")), strict=True
    ):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    paper.sections[0].header.paragraphs[0].text = "Brook Trust, page 1"
    if hidden:
        paper.paragraphs[1]._p.append(OxmlElement("w:ins"))
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


# A line of a PDF: its words, the size of its letters, whether they are bold, how far it is from the foot.
Line = tuple[str, float, bool, float]


def pdf_bytes(pages: Sequence[Sequence[Line]]) -> bytes:
    """A PDF of these lines, in Helvetica."""
    return drawn_pdf(
        *(
            "".join(
                f"BT /F{2 if bold else 1} {size} Tf 60 {height} Td ({words}) Tj ET\n"
                for words, size, bold, height in lines
            )
            for lines in pages
        )
    )


def drawn_pdf(*pages: str) -> bytes:
    """A PDF whose pages are drawn by these commands."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    fonts = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /MediaBox [0 0 595 842]"
    for n, drawn in enumerate(pages):
        objects.append(f"<< /Type /Page /Parent 2 0 R {fonts} /Contents {6 + 2 * n} 0 R >>")
        objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}endstream")
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return body + end.encode()


def foot_page(number: int, *said: str) -> list[Line]:
    """A page of a PDF: a running head, a heading, lines of text, its number."""
    lines: list[Line] = [
        ("Brook Trust - Care of the feet", 8, False, 815),
        (f"Part {number} of care", 16, True, 770),
    ]
    lines += [(words, 11, False, 740 - 14 * n) for n, words in enumerate(said)]
    return [*lines, (f"Page {number} of 9", 8, False, 30)]


def facts_of_pack(folder: Any) -> dict[str, Any]:
    """The facts of a pack as written, by their ids."""
    import tomllib

    found: dict[str, Any] = tomllib.loads((folder / "facts.toml").read_text(encoding="utf-8"))["fact"]
    return found
