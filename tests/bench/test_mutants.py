"""The mutants that `make mutants` draws: one change each, still a program, the same for the same seed."""

import ast
from pathlib import Path

import pytest

from bench.mutants import lua, python
from bench.mutants.copies import Copy
from bench.mutants.cover import Cover, chosen_for
from bench.mutants.draw import CORE, drawn, every
from bench.mutants.mutant import Mutant
from bench.mutants.trial import TYPED, Verdict, equivalents, judged
from settings import HERE


def changed(source: str, script: bool = False) -> list[tuple[str, str]]:
    """The operator and the line that it leaves, for every mutant of a piece of source."""
    kind, held = (lua if script else python), source.encode()
    return [
        (one.operator, one.applied(held).decode().splitlines()[one.line - 1].strip())
        for one in kind.mutants("some", held)
    ]


@pytest.mark.parametrize(
    ("source", "operator", "after"),
    [
        ("x = a < b", "comparison", "x = a <= b"),
        ("x = (a) >= (b)", "comparison", "x = (a) > (b)"),
        ("x = a not in b", "comparison", "x = a in b"),
        ("x = a is not None", "comparison", "x = a is None"),
        ("x = a < b < c", "comparison", "x = a < b <= c"),
        ("x = a and b or c", "and/or", "x = a or b or c"),
        ("x = not a", "not dropped", "x =  a"),
        ("x = a + 1", "arithmetic", "x = a - 1"),
        ("x = a // b", "arithmetic", "x = a * b"),
        ("x = 5", "number + 1", "x = 6"),
        ("x = 5", "number - 1", "x = (4)"),
        ("x = True", "flag flipped", "x = False"),
        ("x = 'é' + 'b'", "string emptied", "x = 'é' + \"\""),
        ("def f():\n return 3", "return None", "return None"),
        ("x.append(1)", "statement removed", "pass"),
        ("x += 1", "statement removed", "pass"),
        ("f(a, b=1, c=2)", "argument dropped", "f(a, c=2)"),
        ("f(a, b)", "argument dropped", "f(a)"),
        ("f(b=1)", "argument dropped", "f()"),
        ("for x in y:\n break", "break/continue", "continue"),
    ],
)
def test_each_operator_changes_one_thing(source: str, operator: str, after: str) -> None:
    assert (operator, after) in changed(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is for."""',
        "def f(x: 'int') -> 'int':\n '''Gives it.'''",
        "from a import b",
        "X: Literal['call', 'text']",
        "raise ValueError",
        "x = zip(a, b, strict=True)",
    ],
)
def test_what_no_run_sees_is_left_alone(source: str) -> None:
    assert {operator for operator, _ in changed(source)} <= {"statement removed"}


@pytest.mark.parametrize(
    ("source", "operator", "after"),
    [
        ("if a == b then", "comparison", "if a ~= b then"),
        ("local x = a and b", "and/or", "local x = a or b"),
        ("local x = y + 2", "number + 1", "local x = y + 3"),
        ("local x = y + 2", "arithmetic", "local x = y - 2"),
        ('redis.call("DEL", f(x))', "statement removed", ""),
        ('redis.call("HDEL", x, "who", "sealed")', "argument dropped", 'redis.call("HDEL", x, "sealed")'),
        ('if a then return "b" end', "return nil", "if a then return nil end"),
        ("if a then return b end", "statement removed", ""),
        ("return words", "return nil", "return nil"),
    ],
)
def test_each_operator_changes_one_thing_of_a_script(source: str, operator: str, after: str) -> None:
    assert (operator, after) in [(op, line.strip()) for op, line in changed(f"{source}\n--", script=True)]


def test_the_header_of_a_script_and_its_comments_are_left_alone() -> None:
    assert changed("-- keys: a\n-- arguments: b\n-- with: put\n-- not 1 < 2\n", script=True) == []


def test_the_core_gives_thousands_and_each_of_a_seed_is_a_program() -> None:
    of_python, of_lua = every(HERE)
    assert len(of_python) > 5_000
    assert len(of_lua) > 200
    assert {one.file.partition("/")[0] for one in of_python} == set(CORE)
    first, again, other = (drawn(HERE, seed, 40) for seed in (4, 4, 5))
    assert first == again != other
    assert sum(one.file.endswith(".lua") for one in first) == 4
    for one in first:
        source = (HERE / one.file).read_bytes()
        assert one.applied(source) != source
        if one.file.endswith(".py"):
            ast.parse(one.applied(source))


def test_every_mutant_that_is_named_as_equivalent_is_still_there() -> None:
    files = {same["file"]: (HERE / same["file"]).read_bytes() for same in equivalents()}
    known = {
        (file, one.code(source), one.operator)
        for file, source in files.items()
        for one in (lua if file.endswith(".lua") else python).mutants(file, source)
    }
    gone = [same for same in equivalents() if (same["file"], same["code"], same["operator"]) not in known]
    assert not gone
    assert all(same["because"] for same in equivalents())


def test_the_tests_of_its_own_line_come_first_and_no_more_than_there_is_time_for(tmp_path: Path) -> None:
    tests = {"tests/test_a.py::slow": 3.0, "tests/test_a.py::quick": 1.0, "tests/test_b.py::other": 1.0}
    cover = Cover()
    cover.add(tests, {"ivr/flow.py:7": 0b011, "ivr/flow.py:9": 0b100})
    mutant = Mutant("ivr/flow.py", 0, 1, "", "comparison", 7, 7, 7)
    assert chosen_for(cover, mutant, tmp_path, 10.0) == [
        "tests/test_a.py::quick",
        "tests/test_a.py::slow",
        "tests/test_b.py::other",
    ]
    assert chosen_for(cover, mutant, tmp_path, 2.0) == ["tests/test_a.py::quick", "tests/test_b.py::other"]
    assert chosen_for(cover, mutant, tmp_path, 0.5) == ["tests/test_a.py::quick"]


def test_for_what_runs_at_the_import_the_tests_of_the_whole_house_are_run_too(tmp_path: Path) -> None:
    (tmp_path / "tests" / "ivr").mkdir(parents=True)
    cover = Cover()
    cover.add({"tests/house/test_hidden.py::all": 0.1, "tests/house/test_long.py::all": 9.0}, {})
    cover.add({"tests/ivr/test_a.py::one": 1.0}, {"ivr/model.py:7": 0b1})
    field = Mutant("ivr/model.py", 0, 1, "", "flag flipped", 7, 7, 7, ("number",))
    assert chosen_for(cover, field, tmp_path, 10.0) == [*cover.tests][2:] + [*cover.tests][:1]
    inside = Mutant("ivr/model.py", 0, 1, "", "flag flipped", 7, 7, 7)
    assert chosen_for(cover, inside, tmp_path, 10.0) == ["tests/ivr/test_a.py::one"]


def test_what_two_files_of_tests_run_is_told_apart() -> None:
    cover = Cover()
    cover.add({"tests/test_a.py::one": 1.0, "tests/test_a.py::two": 2.0}, {"ivr/flow.py:7": 0b11})
    cover.add({"tests/test_b.py::three": 3.0}, {"ivr/flow.py:7": 0b1, "ivr/flow.py:8": 0b1})
    assert len(cover.named(cover.ran["ivr/flow.py:7"])) == 3
    assert cover.named(cover.ran["ivr/flow.py:8"]) == ["tests/test_b.py::three"]


def test_of_a_mutant_that_no_test_notices_the_types_are_asked(tmp_path: Path) -> None:
    copy, file = Copy(tmp_path), "ivr/words.py"
    for folder in ("tmp", "tree/ivr", "tree/tests/ivr"):
        (tmp_path / folder).mkdir(parents=True)
    (copy.tree / "pyproject.toml").write_text("[tool.mypy]\nstrict = true\n")

    def fates(source: str) -> list[Verdict]:
        (copy.tree / file).write_text(source)
        mutants = [one for one in python.mutants(file, source.encode()) if one.operator == "return None"]
        kept = tmp_path / f"{len(source)}.jsonl"
        verdicts = judged(mutants, {file: source.encode()}, Cover(), [copy], kept)
        assert (copy.tree / file).read_text() == source
        return verdicts

    refused, let = fates('def some() -> str:\n    return ""\n\n\ndef more() -> str | None:\n    return ""\n')
    assert (refused.fate, let.fate) == (TYPED, "survived")
    assert refused.why.startswith(f"{file}:2: error: Incompatible return value")
    # what they refuse without the mutant tells nothing of it
    assert [one.fate for one in fates('def some() -> int:\n    return ""\n')] == ["survived"]
