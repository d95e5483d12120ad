"""Draws a review sheet as a PDF: each sentence with a box, its facts beside it, a place to sign.

It needs `make document`: fpdf2, and the font Source Sans Pro, which has the phonetic letters.
"""

from contextlib import AbstractContextManager
from importlib.resources import files

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, TableBordersLayout
from fpdf.table import Table

from menus.signing.as_text import NOTATION
from menus.signing.pieces import Line, Piece
from menus.signing.sheet import Sheet

FONT = "sans"
PALE, GREY = (170, 170, 170), (90, 90, 90)
MARGIN, ROW = 16, 5  # mm
DRAFT_AGAIN = (
    "One letter changed, here or there, makes it a draft again. The line's own number and hours are filled "
    "in, and may change."
)
# The font has no box to tick.
BOX = "[  ]"
SIGNED = (
    ("Name", "What you are, in words (a specialist nurse)"),
    ("Register, and your entry in it", "Date"),
    ("To be reviewed again by", "Signature"),
)


def draw_sheet(sheet: Sheet, service: str) -> bytes:
    """A review sheet as a PDF of A4 pages, with the version in each footer; `service` is the line's name."""
    paper = _paper(sheet, service)
    _head(paper, sheet, service)
    for piece in sheet.pieces:
        _piece(paper, sheet, piece)
    if sheet.notation:
        paper.multi_cell(0, ROW, NOTATION, align="L", new_x="LMARGIN", new_y="NEXT")
    if sheet.sounds:
        _sounds(paper, sheet)
    _place_to_sign(paper, sheet)
    return bytes(paper.output())


def _paper(sheet: Sheet, service: str) -> FPDF:
    paper = FPDF(format="A4")
    fonts = files("font_source_sans_pro") / "files"
    paper.add_font(FONT, "", str(fonts / "SourceSansPro-Regular.ttf"))
    paper.add_font(FONT, "B", str(fonts / "SourceSansPro-Bold.ttf"))
    paper.set_margin(MARGIN)
    paper.set_auto_page_break(True, margin=MARGIN + 4)
    paper.set_title(f"{service}: {sheet.thing.titled}")
    paper.set_lang("en-GB")

    def foot() -> None:
        paper.set_y(-MARGIN)
        paper.set_font(FONT, "", 8)
        paper.set_text_color(*GREY)
        told = f"{sheet.thing.id} · version {sheet.version[:16]} · page {paper.page_no()} of {{nb}}"
        paper.cell(0, 4, told, align="C")

    paper.footer = foot  # type: ignore[method-assign]  # a class of its own would do no more
    paper.set_draw_color(*PALE)
    paper.add_page()
    return paper


def _head(paper: FPDF, sheet: Sheet, service: str) -> None:
    paper.set_font(FONT, "B", 18)
    paper.multi_cell(0, 8, sheet.thing.titled, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.set_font(FONT, "", 10)
    told = f"To be signed for {service}." + f" {sheet.lasts}." * bool(sheet.lasts)
    rests = f"\nThe document: {sheet.document}." * bool(sheet.document)
    paper.multi_cell(
        0, ROW, f"{told}\nVersion {sheet.version}{rests}", align="L", new_x="LMARGIN", new_y="NEXT"
    )
    right = (
        "On the right is what each sentence rests on, each once. "
        if any(line.facts for line in sheet.lines)
        else ""
    )
    says = f"Tick what is right as it stands. Write beside what is not. {right}{DRAFT_AGAIN}"
    paper.multi_cell(0, ROW, says, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.ln(2)


def _piece(paper: FPDF, sheet: Sheet, piece: Piece) -> None:
    rests = any(line.facts for line in piece.lines)
    if paper.will_page_break(12 + _height(paper, sheet, piece)):
        paper.add_page()
    paper.set_font(FONT, "B", 11)
    told = {"spoken": "Spoken: ", "texted": "Texted: ", "rule": ""}[piece.channel]
    title = f"{told}{piece.label} ({piece.measure})"
    paper.multi_cell(0, 6, title, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.set_font(FONT, "", 10)
    if piece.note:
        paper.multi_cell(0, ROW, piece.note, align="L", new_x="LMARGIN", new_y="NEXT")
    with _table(paper, (6, 86, 86) if rests else (6, 172)) as table:
        for line in piece.lines:
            row = table.row()
            row.cell(BOX)
            row.cell(line.words)
            if rests:
                row.cell(_facts(sheet, line))
    for line in piece.lines:
        if line.examples:
            paper.multi_cell(0, ROW, "; ".join(line.examples), align="L", new_x="LMARGIN", new_y="NEXT")


def _height(paper: FPDF, sheet: Sheet, piece: Piece) -> float:
    """The height in mm of what has to stand on the same page as a heading: its note, and its first row."""
    paper.set_font(FONT, "", 10)
    first = piece.lines[0]
    cells = ((82, first.words), (82, _facts(sheet, first))) if first.facts else ((166, first.words),)
    row = max(_lasts(paper, wide, words) for wide, words in cells) + 2
    return row + (_lasts(paper, 0, piece.note) if piece.note else 0)


def _lasts(paper: FPDF, wide: float, words: str) -> int:
    return ROW * len(paper.multi_cell(wide, ROW, words, dry_run=True, output=MethodReturnValue.LINES))  # type: ignore[arg-type]  # of fpdf's many answers, the lines


def _facts(sheet: Sheet, line: Line) -> str:
    whole = [f"{fact.id}: {fact.words or '(no words)'} ({fact.stands})" for fact in sheet.shows(line)]
    before = ", ".join(fact.id for fact in sheet.refers(line))
    return "\n".join([*whole, *[f"{before}, as above"] * bool(before)])


def _table(paper: FPDF, widths: tuple[int, ...]) -> AbstractContextManager[Table]:
    """A table that is drawn at the end of the block, with lines between its rows, and no header row.

    `widths` are those of its columns, in mm.
    """
    return paper.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        col_widths=widths,
        first_row_as_headings=False,
        line_height=ROW,
        padding=1,
        text_align="LEFT",
        v_align="TOP",
    )


def _sounds(paper: FPDF, sheet: Sheet) -> None:
    paper.set_font(FONT, "B", 11)
    paper.cell(0, 8, "How words sound", new_x="LMARGIN", new_y="NEXT")
    paper.set_font(FONT, "", 10)
    with _table(paper, (6, 86, 86)) as table:
        for sound in sheet.sounds:
            row = table.row()
            for words in (BOX, sound.word, sound.told):
                row.cell(words)


def _place_to_sign(paper: FPDF, sheet: Sheet) -> None:
    if paper.will_page_break(60):
        paper.add_page()
    paper.ln(4)
    paper.set_font(FONT, "B", 11)
    longest = f"A review of this lasts {sheet.thing.months} months at most."
    paper.cell(0, 8, f"I have read all of it. {longest}", new_x="LMARGIN", new_y="NEXT")
    paper.set_draw_color(*GREY)
    for pair in SIGNED:
        paper.set_font(FONT, "", 9)
        paper.ln(9)
        y, wide = paper.get_y(), (paper.epw - 8) / 2
        for at, words in enumerate(pair):
            x = MARGIN + at * (wide + 8)
            paper.line(x, y, x + wide, y)
            paper.set_xy(x, y + 0.5)
            paper.cell(wide, 4, words)
        paper.set_y(y + 4)
