"""The house keeps its shape: who imports whom, what is pure, how long things are, what is guarded."""

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from settings import HERE

# who may import whom, besides itself
MAY_IMPORT = {
    "counted": set(),
    "environment": set(),
    "menus": set(),
    "ivr": {"counted", "menus", "store"},
    "sms": {"counted", "menus", "store"},
    "store": {"counted"},
    "carrier": {"counted", "store"},
    "settings": {"environment"},
    "web": {"counted", "menus", "ivr", "sms", "store", "settings", "play"},
    "preflight": {"environment", "menus", "ivr", "store", "carrier", "settings", "web"},
    "app": {"menus", "ivr", "sms", "store", "carrier", "settings", "web", "preflight"},
    "play": {"counted", "menus", "ivr", "sms", "store"},
    "tools": {
        "environment",
        "counted",
        "menus",
        "ivr",
        "sms",
        "store",
        "carrier",
        "settings",
        "web",
        "app",
        "play",
        "preflight",
    },
    "serve": {"environment", "menus", "store", "carrier", "settings", "web", "app", "tools"},
    "bench": {"counted", "menus", "store", "carrier", "settings", "app", "tools", "serve"},
    "tests": {
        "counted",
        "environment",
        "menus",
        "ivr",
        "sms",
        "store",
        "carrier",
        "settings",
        "web",
        "app",
        "tools",
        "play",
        "preflight",
        "serve",
        "bench",
    },
}
OURS = sorted(path for name in MAY_IMPORT for path in (HERE / name).rglob("*.py"))
OURS += [HERE / "app.py", HERE / "settings.py"]
LINE = [path for path in OURS if HERE / "tests" not in path.parents]
# what may touch the world in rooms that are otherwise pure
OUTSIDE = {
    "ivr": ("rehearsal", "routes", "twiml", "unwanted", "webhook", "wishes"),
    "sms": ("routes", "exchange", "wishes"),
    "play": (),
}
# what a number is, by its digits alone: there is no store in it
DIGITS = "store.numbers"
MATCHER = {"rapidfuzz"}
# of the standard library, what a pure file has no use for
WORLD = {"asyncio", "io", "logging", "os", "pathlib", "random", "secrets", "shutil", "socket", "subprocess"}
WORLD |= {"sys", "tempfile", "threading", "time", "urllib"}
CLOCK = re.compile(r"(^|\.)(datetime|date)\.(now|today|utcnow)$")
HANDS = {"open", "print", "input", "eval", "exec", "__import__"}
CARRIER = ("ivr/twiml.py", "sms/routes.py", "web/auth.py", "carrier/")
# Benchmarks that play the carrier, and sign as it does.
CARRIER += ("bench/webhooks.py", "bench/signed_webhooks.py")
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "core",
    "common",
    "misc",
    "manager",
    "handler",
    "processor",
    "service",
}
MODULE_LINES, FUNCTION_LINES, FOLDER_FILES = 250, 40, 15
EVERYTHING = {"Exception", "BaseException"}
MOCKING = "monkeypatch"
ANCESTORS = {"Unreachable", "Exception", "Protocol", "NamedTuple", "Enum", "IntEnum", "StrEnum", "TypedDict"}

# how a docstring begins that says what is given; any other is of a deed, and begins with its verb
GIVES = re.compile(r"(A|An|The|What|Whether|How|Each|Every|All|One|Why|Where|From|Its) ")
# called by name, not by import: processes of the line and of the bench
CALLED_BY_NAME = {"bench.webhooks.application", "bench.crash.parts.application"}
CALLED_BY_NAME |= {
    "bench.mutants.chosen.pytest_collection_modifyitems",
    "bench.mutants.recorder.pytest_configure",
}

# every path that answers without the carrier's signature, by a decision
OPEN_TO_ALL = {
    "/health/live",
    "/health/ready",
    "/health/works",
    "/metrics",  # to this machine, or with METRICS_TOKEN
    "/look/<path:filename>",
    "/bootstrap/static/<path:filename>",
}


def named(path: Path) -> str:
    return path.relative_to(HERE).as_posix()


def room(path: Path) -> str:
    return path.relative_to(HERE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Every module a file imports, wherever in it; `from a import b` counts as a and as a.b."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{named(path)}:{node.lineno}: a relative import hides the room"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def roots(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


def is_pure(path: Path) -> bool:
    name, stem = room(path), path.stem
    if name == "menus":
        return path.parent.name != "loading"
    if name == "preflight":
        return path.parent.name == "judging"
    return name == "counted" or (name in OUTSIDE and stem not in OUTSIDE[name])


PURE = [path for path in LINE if is_pure(path)]


def nodes(paths: list[Path], *kinds: type[ast.AST]) -> Iterator[tuple[str, Any]]:
    """Every node of these kinds, with "file:line" to find it by."""
    for path in paths:
        for node in ast.walk(tree(path)):
            if isinstance(node, kinds):
                yield f"{named(path)}:{getattr(node, 'lineno', 1)}", node


def test_the_house_was_found() -> None:
    assert {room(path) for path in OURS} == MAY_IMPORT.keys()
    assert {"menus/hours.py", "ivr/flow.py", "sms/flow.py"} <= {named(path) for path in PURE}


def test_imports_go_one_way() -> None:
    wrong = {
        named(path): roots(path) & MAY_IMPORT.keys() - MAY_IMPORT[room(path)] - {room(path)} for path in OURS
    }
    assert not {path: rooms for path, rooms in wrong.items() if rooms}


def test_a_pure_room_imports_the_standard_library_and_the_ground_floor_alone() -> None:
    allowed = (sys.stdlib_module_names - WORLD) | {"counted", "menus"}
    extra = {
        "counted": set(),
        "environment": set(),
        "menus": MATCHER,
        "ivr": {"ivr"},
        "sms": {"sms"},
        "play": {"play", "ivr", "sms"},
        "preflight": {"preflight"},
    }
    wrong = {}
    for path in PURE:
        names = {name for name in imported(path) if not name.startswith(DIGITS)}
        wrong[named(path)] = {name.partition(".")[0] for name in names} - allowed - extra[room(path)]
    assert not {path: names for path, names in wrong.items() if names}


def test_the_player_stands_on_what_is_pure_of_calls_and_texts() -> None:
    outside = {f"{name}.{stem}" for name, stems in OUTSIDE.items() for stem in stems}
    assert not {named(path): found for path in PURE if (found := imported(path) & outside)}


def test_a_pure_room_reads_no_clock_and_touches_nothing() -> None:
    called = [(where, ast.unparse(node.func)) for where, node in nodes(PURE, ast.Call)]
    assert not [(where, name) for where, name in called if name in HANDS or CLOCK.search(name)]


def test_the_carrier_is_known_to_few() -> None:
    assert not [
        named(path) for path in LINE if "twilio" in roots(path) and not named(path).startswith(CARRIER)
    ]


def test_the_carriers_rest_client_stays_with_what_calls_the_carrier() -> None:
    outside = [path for path in LINE if room(path) != "carrier"]
    assert not [
        named(path) for path in outside if any(name.startswith("twilio.rest") for name in imported(path))
    ]


def test_a_file_says_in_one_line_what_it_is_for() -> None:
    first = {named(path): (ast.get_docstring(tree(path)) or "").partition("\n")[0] for path in OURS}
    assert not [path for path, line in first.items() if not line.endswith(".")]


def test_names_say_something() -> None:
    assert not [named(path) for path in OURS if set(path.stem.lower().split("_")) & VAGUE]


def test_modules_stay_short() -> None:
    length = {named(path): path.read_text(encoding="utf-8").count("\n") for path in LINE}
    assert not {path: lines for path, lines in length.items() if lines > MODULE_LINES}


def test_folders_stay_small() -> None:
    files = Counter(path.parent for path in OURS if path.stem != "__init__")
    assert not {named(folder): count for folder, count in files.items() if count > FOLDER_FILES}


def subject(path: Path) -> str:
    """What a file is about: a test's name without its first word."""
    return path.stem.removeprefix("test_")


def test_no_family_is_told_apart_by_a_prefix() -> None:
    """Three files of one beginning are a folder that nobody has made."""
    first = Counter((path.parent, subject(path).split("_")[0]) for path in OURS if "_" in subject(path))
    assert not [f"{named(folder)}/{start}_" for (folder, start), count in first.items() if count > 2]


def test_a_name_stands_once_in_a_room() -> None:
    """A room of the tests is a folder in tests/; pytest itself names the file of its fixtures."""
    rooms = Counter(
        (*path.relative_to(HERE).parts[: 2 if room(path) == "tests" else 1], path.name)
        for path in OURS
        if path.stem not in ("__init__", "conftest")
    )
    assert not [found for found, count in rooms.items() if count > 1]


def test_a_folder_says_what_lives_in_it() -> None:
    assert not [
        named(path.parent)
        for path in OURS
        if not (path.parent / "__init__.py").exists() and path.parent != HERE
    ]


def test_functions_stay_short() -> None:
    length = {
        f"{where} {node.name}": node.end_lineno - node.lineno + 1
        for where, node in nodes(LINE, ast.FunctionDef, ast.AsyncFunctionDef)
    }
    assert not {name: lines for name, lines in length.items() if lines > FUNCTION_LINES}


def test_what_others_use_says_what_it_gives() -> None:
    offered = [
        (f"{named(path)}: {node.name}", node)
        for path in LINE
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert not [name for name, node in offered if not ast.get_docstring(node)]


def test_a_docstring_commands_what_is_done_or_names_what_is_given() -> None:
    """ruff asks a command of every function (D401); here one that gives something may begin with a noun."""
    ruff = [Path(sys.executable).with_name("ruff"), "check", "--select", "D401", "--output-format", "json"]
    found = json.loads(subprocess.run([*ruff, *LINE, "--exit-zero"], capture_output=True).stdout)
    said = [(one["filename"], one["location"]["row"], one["message"].partition(': "')[2]) for one in found]
    assert said, "ruff reads the docstrings"
    assert not [one for one in said if not GIVES.match(one[2])]


def test_what_gives_nothing_commands() -> None:
    assert not [
        f"{where} {node.name}"
        for where, node in nodes(LINE, ast.FunctionDef)
        if isinstance(node.returns, ast.Constant)
        and node.returns.value is None
        and GIVES.match(ast.get_docstring(node) or "")
    ]


def used_elsewhere() -> set[str]:
    """Every name that a file imports, or reaches through a module that it imports: "room.file.name"."""
    used: set[str] = set()
    for path in OURS:
        modules: dict[str, str] = {}
        for _, node in nodes([path], ast.Import, ast.ImportFrom):
            start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            modules |= {alias.asname or alias.name: start + alias.name for alias in node.names}
        used |= set(modules.values())
        reached = [(ast.unparse(node.value), node.attr) for _, node in nodes([path], ast.Attribute)]
        used |= {f"{modules.get(module, module)}.{name}" for module, name in reached}
    return used


def routed(path: Path) -> set[str]:
    """The pages of the desk that a file has: the desk finds them by its ROUTES."""
    return {
        name.id
        for _, given in nodes([path], ast.Assign)
        if any(isinstance(one, ast.Name) and one.id == "ROUTES" for one in given.targets)
        for name in ast.walk(given.value)
        if isinstance(name, ast.Name)
    }


def test_what_one_file_alone_uses_begins_with_an_underscore() -> None:
    used = used_elsewhere() | CALLED_BY_NAME
    alone = [
        f"{named(path)}: {node.name}"
        for path in LINE
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.name not in routed(path)
        if not any(
            "command" in ast.unparse(one) or "group" in ast.unparse(one) for one in node.decorator_list
        )
        if f"{named(path).removesuffix('.py').replace('/', '.')}.{node.name}" not in used
    ]
    assert not alone


def test_nothing_is_inherited_but_an_error_or_a_shape() -> None:
    bases = [
        (f"{where} {node.name}", ast.unparse(base).rpartition(".")[2])
        for where, node in nodes(LINE, ast.ClassDef)
        for base in node.bases
    ]
    assert not [found for found in bases if found[1] not in ANCESTORS and not found[1].endswith("Error")]


def test_no_except_catches_everything() -> None:
    def blind(node: ast.ExceptHandler) -> bool:
        last = node.body[-1]
        passed_on = isinstance(last, ast.Raise) and last.exc is None
        return not passed_on and (node.type is None or ast.unparse(node.type) in EVERYTHING)

    assert not [where for where, node in nodes(OURS, ast.ExceptHandler) if blind(node)]


def test_an_application_is_made_in_one_place() -> None:
    calls = nodes(OURS, ast.Call)
    made = {where.partition(":")[0] for where, node in calls if ast.unparse(node.func) == "Flask"}
    assert made == {"app.py", "bench/webhooks.py"}  # the second is the bare one that ours is timed against


def test_tests_use_fakes_and_not_mocks() -> None:
    tests = [path for path in OURS if path not in LINE]
    assert not [named(path) for path in tests if {"mock", "unittest"} & roots(path)]
    assert not [where for where, node in nodes(tests, ast.arg) if node.arg == MOCKING]


def addresses(rule: Rule) -> str:
    """A path that the rule matches."""
    return rule.rule.replace("<path:path>", "en/menu.main/0/00")


def test_every_route_is_guarded_or_open_by_a_decision(line: Flask) -> None:
    client = line.test_client()
    for rule in line.url_map.iter_rules():
        webhook = rule.rule.split("/")[1] in ("voice", "sms")
        desk = rule.endpoint.startswith("desk.")  # tests/web/desk/test_guard.py asks each of these
        phone = rule.endpoint.startswith("tryit.")
        assert webhook or desk or phone or rule.rule in OPEN_TO_ALL, f"{rule.rule}: decide who may ask for it"
        for method in (rule.methods or set()) - {"OPTIONS"} if phone else ():
            assert client.open(addresses(rule), method=method).status_code == 404, f"{method} {rule.rule}"
        for method in (rule.methods or set()) if webhook else ():
            assert client.open(addresses(rule), method=method).status_code == 403, f"{method} {rule.rule}"


def test_every_webhook_lies_below_voice_or_sms(line: Flask) -> None:
    for rule in line.url_map.iter_rules():
        if rule.endpoint.split(".")[0] in ("voice", "sms"):
            assert rule.rule.split("/")[1] == rule.endpoint.split(".")[0]
