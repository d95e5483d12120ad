"""What a DOCX shows is read in its order; what is left out is named with where it stood."""

import io
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from menus.document.cutting import numbered
from tools.document.reading.docx import read_docx
from tools.document.reading.files import read_document
from tools.document.taking import clean

W = nsdecls("w")
DRAWN = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inside: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{inside}</w:p>"


BOX = "".join(
    f"<mc:{part}><{tag}><w:txbxContent>{paragraph(run('Danger'), 'Heading2')}"
    f"{paragraph(run('Ring 999 if you cannot breathe.'))}</w:txbxContent></{tag}></mc:{part}>"
    for part, tag in (("Choice", "w:drawing"), ("Fallback", "w:pict"))
)
PARTS = (
    paragraph(run("Washing"), "Heading1"),
    paragraph(
        run("Change it ")
        + '<w:ins w:id="1">' + run("every three") + "</w:ins>"
        + '<w:del w:id="2"><w:r><w:delText>every six</w:delText></w:r></w:del>'
        + run(" days.") + run(" Secret.", "<w:vanish/>")
        + "<w:hyperlink>" + run(" Read the card.") + "</w:hyperlink>"
        + f"<w:r><mc:AlternateContent>{BOX}</mc:AlternateContent></w:r>"
        + '<w:r><w:drawing><wp:docPr id="7" name="a" descr="A bag on a stand"/></w:drawing></w:r>'
    ),
    f"<w:sdt><w:sdtContent>{paragraph(run('Dry it well.'))}</w:sdtContent></w:sdt>",
)  # fmt: skip
TABLE = """<w:tbl><w:tr><w:tc><w:p>{name}</w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>
<w:p>{dose}</w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:p>{adult}</w:p></w:tc><w:tc><w:p>{child}</w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p>{soap}</w:p><w:p>{plain}</w:p></w:tc>
<w:tc><w:p>{two}</w:p></w:tc><w:tc><w:p>{one}</w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>
<w:tc><w:p>{none}</w:p><w:tbl><w:tr><w:tc><w:p>{inner}</w:p></w:tc></w:tr></w:tbl></w:tc>
<w:tc><w:p>{one}</w:p></w:tc></w:tr>
<w:tr><w:trPr><w:del w:id="9"/></w:trPr><w:tc><w:p>{old}</w:p></w:tc></w:tr></w:tbl>"""
WORDS = ("Name", "Dose", "Adult", "Child", "Soap", "Plain", "Two", "One", "None", "Old")
CELLS = {words.lower(): run(words) for words in WORDS}


def parted(*extra: str) -> tuple[dict[str, list[str]], Any]:
    """The sentences of a DOCX of these parts under their headings, and the draft."""
    paper = docx.Document()
    end = paper.element.body[-1]
    for part in (*PARTS, *extra):
        end.addprevious(parse_xml(part.replace(">", f" {W} {DRAWN}>", 1)))
    paper.add_comment(paper.paragraphs[1].runs, "Is this so?", "Ann")
    paper.sections[0].footer.paragraphs[0].text = "Brook Trust"
    held = io.BytesIO()
    paper.save(held)
    draft = clean(read_document("a.docx", held.getvalue(), lambda _done, _of: None))
    found: dict[str, list[str]] = {}
    for one in numbered(draft.blocks, "top"):
        found.setdefault(one.heading, []).append(one.words)
    return found, draft


def test_what_is_shown_is_read_in_order_and_the_rest_is_named_where_it_stood() -> None:
    found, draft = parted()
    assert found == {
        "Washing": ["Change it every three days.", "Read the card.", "Dry it well."],
        "Danger": ["Ring 999 if you cannot breathe."],
    }
    where = 'under "Washing", at "Change it every three days. Read …": '
    assert set(draft.left_out) == {
        f"{where}a deletion: every six",
        f"{where}hidden text: Secret.",
        f"{where}a picture: A bag on a stand",
        f"{where}a comment: Is this so?",
        "head or foot of the pages: Brook Trust",
    }
    assert any("1 put in, taken; 1 taken out, left out" in one for one in draft.warnings)
    assert any("1 text boxes" in one for one in draft.warnings)


def test_cells_over_several_columns_and_rows_stand_in_each() -> None:
    table = TABLE.format(**CELLS, inner=run("Ask the nurse."))
    found, draft = parted(table, paragraph(run("After it.")))
    assert found["Washing"][3:] == [
        "Name: Soap; Plain; Dose, Adult: Two; Dose, Child: One.",
        "Name: Soap; Plain; Dose, Adult: None; Dose, Child: One.",
        "Ask the nurse.",
        "After it.",
    ]
    assert any("in cells of tables" in one for one in draft.warnings)


def level(depth: int, counted: str, text: str) -> str:
    its = f'<w:start w:val="1"/><w:numFmt w:val="{counted}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{its}</w:lvl>'


def of_kind(its: int, kind: int, inside: str = "") -> str:
    return f'<w:num w:numId="{its}"><w:abstractNumId w:val="{kind}"/>{inside}</w:num>'


ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="8">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "(%2)")
    + f'</w:abstractNum><w:abstractNum w:abstractNumId="9">{level(0, "bullet", "*")}</w:abstractNum>'
    + of_kind(81, 8)
    + of_kind(82, 8, ANEW)
    + of_kind(91, 9)
    + "</w:numbering>"
)


def in_list(words: str, its: int, depth: int = 0) -> str:
    look = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{its}"/></w:numPr></w:pPr>'
    return f"<w:p>{look}{run(words)}</w:p>"


def test_the_numbers_that_word_writes_by_itself_stand_in_the_text() -> None:
    paper = docx.Document()
    paper.part.numbering_part._element = parse_xml(NUMBERING)
    for inside in (
        *(
            in_list("Wash your hands. Dry them.", 81),
            in_list("With soap.", 81, 1),
            in_list("Not hot.", 81, 1),
        ),
        *(paragraph(run("Wait.")), in_list("Push it in.", 81), in_list("Gently.", 81, 1)),
        *(in_list("A dot.", 91), in_list("Begin anew.", 82), in_list("Go on.", 82), in_list("None.", 0)),
    ):
        paper.element.body.append(parse_xml(inside.replace("<w:p>", f"<w:p {W}>", 1)))
    held = io.BytesIO()
    paper.save(held)
    sentences = [one.words for one in numbered(read_docx(held.getvalue()).blocks, "")]
    assert sentences == [
        *("1) Wash your hands.", "Dry them.", "a) With soap.", "b) Not hot.", "Wait.", "2) Push it in."),
        *("a) Gently.", "A dot.", "1) Begin anew.", "2) Go on.", "None."),
    ]
