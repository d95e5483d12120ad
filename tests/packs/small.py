"""A small good pack, of another field than the shipped one: nothing in it is wrong, or still to do."""

from pathlib import Path

from menus.loading.folders import BASE
from tests.packs.fields import CARE, ENDS, TOPICS, catheters

REVIEWED = 'reviewed_by = "Dr Ann Smith"\nreviewed_on = 2026-05-01\nreview_by = 2027-04-30\n'
HEADING = "Looking after your catheter"


def small(folder: Path) -> Path:
    """Write the pack of `catheters` into a folder, with marks, reviews and confirmed hours; give it."""
    catheters(folder)
    facts = ['document = "A leaflet of the charity Tubes, January 2026"', '[fact.A1]\nheading = "addition"']
    for number, (name, (_, _, says)) in enumerate(TOPICS.items(), 1):
        place = f'sentence = {number}\nhash = "{number:012}"'
        facts.append(f'[fact.C{number}]\nheading = "{HEADING}"\nwords = "{says}"\n{place}')
        said = [f"{one.strip()}. [C{number}]" for one in says.split(".") if one.strip()]
        _swap(
            folder / f"en/topics/{name}.toml",
            {
                f'spoken = ["{says}"]': f'spoken = [\n  "{said[0]}",\n  "{" ".join(said[1:] or said)}",\n]',
                f"{says} {ENDS}": f"{' '.join(said)} Emergency? Call 999. [A9] Urgent? Call 111. [A9]",
                CARE: f"{CARE} [A1]",
                f'title = "{name.capitalize()}."': f'title = "{name.capitalize()}. [-]"',
                'source = ["C1"': f'source = ["C{number}", "A9"',
            },
        )
    (folder / "facts.toml").write_text("\n\n".join(facts) + "\n", encoding="utf-8")
    for topic in (BASE / "en/topics").glob("*.toml"):
        (folder / "en/topics" / topic.name).write_text(topic.read_text(encoding="utf-8"), encoding="utf-8")
    for topic in (folder / "en/topics").glob("*.toml"):
        said = topic.read_text(encoding="utf-8").replace('reviewed_by = ""\n', "")
        topic.write_text(said + REVIEWED, encoding="utf-8")
    confirmed = 'confirmed_by = "Ann Smith"\nconfirmed_on = 2026-05-12'
    # the plain week, with which nothing is measured twice
    _swap(folder / "hours.toml", {'confirmed_by = ""': confirmed, "09:00-17:00": "09:00-20:00"})
    return folder


def _swap(file: Path, words: dict[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in words.items():
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
