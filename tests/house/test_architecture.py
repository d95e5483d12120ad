"""docs/architecture.md is true: its picture, its folders, its paths; and the decisions stand in a row."""

import ast
import re

import pytest

from settings import HERE
from tools.house import ROOMS, draw_house, files

PAGE = (HERE / "docs" / "architecture.md").read_text(encoding="utf-8")
DECISIONS = sorted((HERE / "docs" / "decisions").glob("0*.md"))
INDEX = (HERE / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")


def test_the_picture_is_the_one_that_the_imports_draw() -> None:
    shown = re.search(r"```mermaid\n(.*?)\n```", PAGE, re.S)
    assert shown and shown[1] == draw_house(HERE), "flask map --house prints it anew"


def test_every_folder_of_the_house_is_named_with_what_its_own_file_says() -> None:
    for room in ROOMS:
        for file in files(HERE, room):
            if file.stem == "__init__":
                says = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
                assert f"| `{file.parent.relative_to(HERE).as_posix()}/` | {says} |" in PAGE, file


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([a-z_]+/[\w./-]*|\w+\.(?:py|toml))`", PAGE))))
def test_every_path_of_the_page_exists(path: str) -> None:
    assert (HERE / path).exists()


@pytest.mark.parametrize(
    "page", ["docs/architecture.md", "CONTRIBUTING.md", "SECURITY.md", "docs/decisions/README.md"]
)
def test_every_link_leads_somewhere(page: str) -> None:
    file = HERE / page
    for link in re.findall(r"\]\(([^)#]+)\)", file.read_text(encoding="utf-8")):
        assert (file.parent / link).exists(), link


def test_the_decisions_stand_in_a_row_and_in_their_index() -> None:
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for number, file in enumerate(DECISIONS, 1):
        title = file.read_text(encoding="utf-8").splitlines()[0].removeprefix(f"# {number}. ")
        assert f"| {number} | [{title}]({file.name}) |" in INDEX, file
