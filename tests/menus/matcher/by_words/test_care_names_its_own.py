"""Care with a medicine names the topic of the medicine that was named, and none for other words (R29)."""

from pathlib import Path

import pytest

from menus.loading.pack import load
from menus.matcher.matching import Careful, match
from menus.model import Language
from tests.packs.fields import catheters

# Two more topics on medicines, and two whose words sound like what is done with one.
TOLD = {
    "spasms": ("oxybutynin", "Oxybutynin calms a bladder that has spasms. It makes a dry mouth.", True),
    "warfarin": ("warfarin", "Warfarin thins the blood. An operation is safer after a talk about it.", True),
    "tired": ("worn out", "Many people feel run down, and their energy has run out by noon.", False),
    "smoking": ("stop smoking", "You can stop smoking with help. Stopping is good for the bladder.", False),
    "travel": ("holiday", "On holiday, pack more bags than you need, in your hand luggage.", False),
}


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Language:
    folder = catheters(tmp_path_factory.mktemp("packs") / "tubes")
    for name, (word, says, medicine) in TOLD.items():
        _write(folder, name, word, says, "antibiotics" if medicine else "bags")
    return load(folder).languages["en"]


def _write(folder: Path, name: str, word: str, says: str, like: str) -> None:
    topic = (folder / f"en/topics/{like}.toml").read_text(encoding="utf-8")
    lines = [line for line in topic.splitlines() if not line.startswith(("also", "spoken"))]
    text = "\n".join([f'also = ["{word}"]', f'spoken = ["{says}"]', *lines])
    file = folder / f"en/topics/{name}.toml"
    for old, new in ((like.upper(), name.upper()), (like.capitalize(), name.capitalize()), (like, name)):
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("can i stop my oxybutynin", ("spasms",)),
        ("ive run out of oxybutynin", ("spasms",)),
        ("ive run out of trimethoprim", ("antibiotics",)),
        ("i forgot my warfarin", ("warfarin",)),
        ("do i stop trimethoprim before my operation", ("antibiotics",)),
        ("ive run out of oxybutynin on holiday", ("spasms", "travel")),
        ("i stopped my warfarin and my antibiotics", ("warfarin", "antibiotics")),
        ("i stopped my antibiotics and my warfarin", ("antibiotics", "warfarin")),
    ],
)
def test_the_medicine_that_is_named_has_its_topic_told(
    english: Language, text: str, topics: tuple[str, ...]
) -> None:
    assert match(english, text) == Careful(topics)


@pytest.mark.parametrize("text", ["can i stop my tablets", "ive run out of my tablets", "i missed a dose"])
def test_where_no_medicine_is_named_the_general_topic_is_told(english: Language, text: str) -> None:
    assert match(english, text) == Careful(("helpline",))
