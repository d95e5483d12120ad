"""What a line in English does not understand, Welsh hears for alarms and STOP alone (ADR 56)."""

from dataclasses import replace
from pathlib import Path

import pytest

from menus.loading.folders import Folders
from menus.loading.source.not_offered import with_others
from menus.matcher.answers import Command, Nothing, label
from menus.matcher.matching import explain, match
from menus.model import Pack
from menus.multilingual.live import as_live
from sms.flow import step
from sms.model import Talk, Texted
from tests.conftest import OPEN
from tests.packs.bilingual import in_both
from tests.packs.once import shipped

HERE = Path(__file__).parent
ROWS = [row.split("\t") for row in (HERE / "heard_unoffered.tsv").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def pack() -> Pack:
    return shipped()


@pytest.mark.parametrize(("words", "heard"), ROWS)
def test_an_alarm_or_stop_in_welsh_is_heard_by_a_line_in_english_and_nothing_else_is(
    pack: Pack, words: str, heard: str
) -> None:
    assert label(match(pack.languages["en"], words)) == heard


@pytest.mark.parametrize(
    ("words", "kind", "says"),
    [
        ("mae gen i boen yn fy mrest", "urgent", "999"),
        ("nid wyf eisiau byw", "urgent", "116 123"),
        ("peidiwch a thecstio fi", "stop", "no more texts"),
    ],
)
def test_it_is_answered_in_the_lines_own_language(pack: Pack, words: str, kind: str, says: str) -> None:
    reply = step(pack, Talk(), Texted(words), OPEN)
    assert reply.kind == kind and says in reply.text and not reply.language.startswith("cy")


def test_a_stop_in_welsh_after_an_alarm_ends_our_texts(pack: Pack) -> None:
    talk = step(pack, Talk(), Texted("i cant breathe"), OPEN).talk
    assert step(pack, talk, Texted("stopio"), OPEN).opt == step(pack, talk, Texted("stop"), OPEN).opt == "out"


def test_a_welsh_alarm_is_answered_though_they_have_opted_out(pack: Pack) -> None:
    reply = step(pack, Talk(), Texted("dwi ddim yn gallu anadlu", opted_out=True), OPEN)
    assert reply.kind == "urgent" and "999" in reply.text


@pytest.mark.parametrize(
    "words", ["pomoc", "au secours", "ambulance", "ambulancia", "socorro", "ratunku", "hilfe"]
)
def test_a_cry_in_a_language_that_no_list_knows_hears_999(pack: Pack, words: str) -> None:
    assert "999" in step(pack, Talk(), Texted(words), OPEN).text


def test_what_the_own_language_understands_is_its_alone(pack: Pack) -> None:
    english = pack.languages["en"]
    deaf = replace(english, others=())
    for words in ("menu", "bones", "can i stop my steroids", "chest pain", "stop", "my mum lives in Penarth"):
        assert explain(english, words) == explain(deaf, words), words
    assert isinstance(match(deaf, "nid wyf eisiau byw"), Nothing)


def test_an_offered_language_is_heard_as_itself_and_one_that_a_live_line_leaves_out_as_an_other() -> None:
    both = in_both()
    assert not both.languages["en"].others
    live = as_live(both)
    assert list(live.languages) == ["en"]
    assert match(live.languages["en"], "stopiwch") == Command("STOP")


def test_a_language_of_the_base_that_is_faulty_or_missing_refuses_no_pack(pack: Pack, tmp_path: Path) -> None:
    english = pack.languages["en"]
    assert not with_others(Folders(tmp_path, tmp_path), english, ["en"]).others
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "safety.toml").write_text("[body", encoding="utf-8")
    assert not with_others(Folders(tmp_path, tmp_path), english, ["en"]).others
