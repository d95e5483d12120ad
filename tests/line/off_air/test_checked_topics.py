"""A topic that is off the air: that it is being checked, its safety, and who can help (R22, R57)."""

import pytest

from ivr.flow import step
from ivr.model import Listen, Place, Silence
from ivr.spot import Spot
from menus.air.changes import Air
from menus.air.laying import lay_over
from menus.air.saying import safety_of
from menus.model import Pack
from tests.conftest import OPEN


def heard(pack: Pack, name: str) -> str:
    off = lay_over(pack, Air(topics=frozenset({name})))
    turn = step(off, Place("en", Spot("topic", (name,))), Silence(), OPEN)
    assert isinstance(turn.then, Listen)
    return str(turn.then.prompt)


@pytest.mark.parametrize("name", ["exercise", "recovery", "physio"])
def test_its_safety_is_said_though_it_has_no_sentence_of_its_own_for_it(pack: Pack, name: str) -> None:
    language = pack.languages["en"]
    told = safety_of(language, language.topics[name])
    assert told.startswith("If you have trouble breathing or swallowing, call 1 1 1.")
    assert told in heard(pack, name)


@pytest.mark.parametrize("name", ["about", "howto", "supportus"])
def test_no_doctor_is_named_for_what_is_not_on_health(pack: Pack, name: str) -> None:
    assert "pharmacist" not in heard(pack, name)
    assert "pharmacist" in heard(pack, "exercise")


@pytest.mark.parametrize("name", ["about", "bones", "children", "exercise"])
def test_the_helpline_is_named_with_its_hours(pack: Pack, name: str) -> None:
    told = heard(pack, name)
    assert "zero 8 zero zero" in told and "9 in the morning to 8" in told and "9 9 9" in told
