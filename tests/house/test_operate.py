"""The alarms and the dashboard ask for figures that there are; each alarm is explained in docs/operate.md."""

import json
import os
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml
from prometheus_client.metrics_core import Metric

from settings import HERE
from store.counts.answered import CLASSES, KINDS, Took
from store.desk.overview import Waiting
from store.fitness.vitals import Vitals
from store.promises.places import Filled
from tests.conftest import OPEN
from web.desk.bounds import Share
from web.metrics.families import Figures, Summed, families

RULES = HERE / "deploy" / "prometheus-rules.yml"
CASES = HERE / "tests" / "house" / "alarms.yml"
PAGE = (HERE / "docs" / "operate.md").read_text(encoding="utf-8")
GIVEN_BY_PROMETHEUS = {"up"}
EVERYTHING = os.environ.get("EVERYTHING") == "1"


def alarms() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"][0]["rules"]
    return found


def panels() -> list[dict[str, Any]]:
    board = json.loads((HERE / "deploy" / "dashboard.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = board["panels"]
    return found


def figures() -> list[Metric]:
    day = Filled(OPEN.date(), 1, 40)
    took = dict.fromkeys(KINDS, Took((1,) * len(CLASSES), 0, 0))
    shares = (Share("people", 1, 2, day), Share("callers", 1, 2, day))
    summed = Summed({}, took, Waiting(0, 0, 0, None, None), (day,), shares)
    return list(families(Figures(Vitals(True, "well", "alive", 0, 0), False, "0" * 12, summed)))


ASKED = [rule["expr"] for rule in alarms()] + [
    target["expr"] for panel in panels() for target in panel["targets"]
]
SAMPLES = [sample for family in figures() for sample in family.samples]


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_asked_for_is_there(asked: str) -> None:
    names = set(re.findall(r"\b(?:line_\w+|up)\b", re.sub(r'"[^"]*"', '""', asked)))
    assert names and names - GIVEN_BY_PROMETHEUS <= {sample.name for sample in SAMPLES}
    for label, how, told in re.findall(r'(\w+)(=~?)"([^"]*)"', asked):
        if label == "job":
            continue
        known = {sample.labels[label] for sample in SAMPLES if label in sample.labels}
        for wanted in told.replace("\\\\", "\\").split("|"):
            fits = [
                value for value in known if re.fullmatch(wanted if how == "=~" else re.escape(wanted), value)
            ]
            assert fits, (label, wanted)


def test_every_alarm_says_what_to_do_and_no_page_is_left_over() -> None:
    named = re.findall(r"^### (Line\w+)$", PAGE, re.MULTILINE)
    assert sorted(named) == sorted(rule["alert"] for rule in alarms())
    assert all(rule["annotations"]["summary"] and rule["labels"]["severity"] for rule in alarms())


def test_every_figure_has_its_line_in_the_page() -> None:
    told = set(re.findall(r"^\| `(line_\w+)`", PAGE, re.MULTILINE))
    assert told == {family.name + ("_total" if family.type == "counter" else "") for family in figures()}


def test_every_panel_has_a_place_of_its_own() -> None:
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels()]
    assert len(set(places)) == len(places) and len({panel["id"] for panel in panels()}) == len(places)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", PAGE))
def test_every_link_of_the_page_leads_somewhere(link: str) -> None:
    assert (HERE / "docs" / link).exists()


def test_the_alarms_sound_when_they_should() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        assert not EVERYTHING, "install Debian's package prometheus: promtool is in it"
        pytest.skip("no promtool on PATH")
    ended = subprocess.run(
        [promtool, "test", "rules", str(CASES)], capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_every_alarm_is_heard_in_a_case() -> None:
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))["tests"]
    heard = {one["alertname"] for case in cases for one in case["alert_rule_test"] if one.get("exp_alerts")}
    assert heard == {rule["alert"] for rule in alarms()}
