"""The line that a fault shows: of its key, or of its table, or of the wrong words; a long one is cut."""

import pytest

from menus.fault.fault import Fault
from menus.fault.lines import at_line, cut, placed

TOML = """\
# head = 1
service = "a" # not = this
listed = [
  "one", # [in, here]
  "two",
  ["three", "four"],
  { b = 1,
    c = 2 },
]
"a b".'c' = "x"

[[menu]]
name = "main" # the first
actions = [{ key = "1", topic = "x" }, { key = "2" }]

[[menu]]
name = "other"
[menu.deep]
x = '''
[no.table]
y'''
z = 1

[plain]
w = 2
"""


def shown(key: str, says: str = "is wrong", about: str = "", held: str = TOML) -> tuple[int, str]:
    fault = placed({"f": held.encode()}, Fault("f", key, says, "mend it", about=about))
    return fault.line, fault.shown


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("service", 2),
        ("listed", 3),
        ("listed[1]", 4),
        ("listed[2]", 5),
        ("listed[3]", 6),
        ("listed[4]", 7),
        ("listed[5]", 3),
        ("listed.b", 3),
        ("a b.c", 10),
        ("menu", 12),
        ("menu[1]", 12),
        ("menu[1].actions", 14),
        ("menu[1].actions[2]", 14),
        ("menu.main", 12),
        ("menu.main.actions", 14),
        ("menu.other", 16),
        ("menu.other.lacks", 16),
        ("menu.other.deep.x", 19),
        ("menu[2].deep.z", 22),
        ("menu.nobody", 12),
        ("plain.w", 25),
        ("plain.lacks", 24),
        ("head", 0),
        ("no.table", 0),
        ("", 0),
    ],
)
def test_a_key_is_found_at_its_line_and_what_lacks_at_its_tables(key: str, line: int) -> None:
    lines = TOML.split("\n")
    assert shown(key) == ((line, lines[line - 1].strip()) if line else (0, ""))


@pytest.mark.parametrize(
    ("key", "says", "about", "line"),
    [
        ("listed", 'says "two"', "", 5),
        ("listed", 'says "TWO"', "", 5),
        ("listed", 'says "three", "fo…"', "", 6),
        ("listed", 'says "two…"', "", 5),
        ("listed", 'says "c = 2 }"', "", 8),
        ("listed", 'says "one" and "two"', "two", 5),
        ("listed", 'says "service"', "", 3),
        ("menu.other.deep.x", 'says "y"', "", 21),
        ("", "is wrong", "w = 2", 25),
        ("", "is wrong", "service", 2),
        ("", "is wrong", "head", 1),
        ("", "is wrong", "nowhere", 1),
        ("listed[1]", 'says "two"', "", 4),
        ("", 'says "service"', "", 0),
    ],
)
def test_the_words_that_are_wrong_are_found_among_the_lines_of_their_key(
    key: str, says: str, about: str, line: int
) -> None:
    assert shown(key, says, about)[0] == line


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("abcdefghijklmnop", 2),
        ("abcdefghijkl and others", 2),
        ("abcdefghijk and others", 1),
    ],
)
def test_a_sentence_of_which_a_part_is_written_is_found_by_its_beginning(written: str, line: int) -> None:
    held = f'k = [\n"{written}",\n]\n'
    assert shown("k", about="abcdefghijklmnop", held=held)[0] == line


@pytest.mark.parametrize(
    ("held", "key", "line"),
    [
        ("k=[\n1,\n2,\n]", "k[2]", 3),
        ("k = { a = 1,\nb = 2 }\n", "k[2]", 1),
        ("k = 1\nw = 2", "w", 2),
        ("k = 1\r\nw = 2\r\n", "w", 2),
        ("\ufeffk = 1\nw = 2", "k", 1),
        ("k = 1\nw = [\n1\n]", "w", 2),
        ("k = 1\n# the end", "k", 1),
        ('[[m]]\nname = "a"\n[[m]]\nlike = "a"\n', "m.a", 1),
    ],
)
def test_a_key_is_found_however_the_file_is_laid_out(held: str, key: str, line: int) -> None:
    assert shown(key, held=held)[0] == line


def test_a_moment_in_a_list_is_one_of_its_elements() -> None:
    held = "days = [\n1979-05-27 07:32:00,\n1979-05-28,\n]\n"
    assert [shown(f"days[{n}]", held=held)[0] for n in (1, 2, 3)] == [2, 3, 1]


def test_a_long_sentence_is_found_by_its_first_half() -> None:
    for half, line in (("a" * 20, 2), ("a" * 19 + "b", 1)):
        assert shown("k", about="a" * 40, held=f'k = [\n"{half} c",\n]\n')[0] == line


@pytest.mark.parametrize(
    ("line", "words", "part"),
    [
        ("a" * 120, "", "a" * 120),
        (" \t" + "a" * 120 + " ", "", "a" * 120),
        ("a" * 121, "", "a" * 120 + "…"),
        ("a" * 40 + "W" + "b" * 80, "W", "a" * 40 + "W" + "b" * 79 + "…"),
        ("a" * 41 + "W" + "b" * 79, "W", "…" + "a" * 40 + "W" + "b" * 79),
        ("a" * 41 + "W" + "b" * 80, "W", "…" + "a" * 40 + "W" + "b" * 79 + "…"),
        ("a" * 121, "W", "a" * 120 + "…"),
        ("a" * 50 + "W" + "b" * 69, "W", "a" * 50 + "W" + "b" * 69),
        ("a\x07b\tc", "", "a\ufffdb\tc"),
    ],
)
def test_of_a_long_line_120_letters_are_shown_with_40_before_the_words(
    line: str, words: str, part: str
) -> None:
    assert cut(line, words) == part


@pytest.mark.parametrize(("line", "at"), [(-1, 1), (0, 1), (1, 1), (2, 2), (3, 3), (9, 3)])
def test_a_line_beyond_a_file_is_its_last(line: int, at: int) -> None:
    fault = at_line(Fault("f", "", "is wrong", "mend it"), b"one\r\ntwo\nthree", line)
    assert (fault.line, fault.shown) == (at, ("one", "two", "three")[at - 1])


def test_a_fault_that_has_its_line_or_whose_file_is_not_there_stays_as_it_is() -> None:
    has = Fault("f", "service", "is wrong", "mend it", line=7, shown="x")
    gone = Fault("g", "service", "is wrong", "mend it")
    assert placed({"f": TOML.encode()}, has) == has and placed({"f": TOML.encode()}, gone) == gone
