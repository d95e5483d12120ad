"""WHY, after a topic, tells what it rests on and whether somebody has checked it; nobody is named."""

from dataclasses import replace
from datetime import date

import pytest

from menus.model import Pack
from menus.parts import is_gsm7, parts
from sms.flow import step
from sms.model import Reply, Talk, Texted
from tests.conftest import OPEN


def say(pack: Pack, *bodies: str) -> Reply:
    """The reply to the last of some texts."""
    reply = Reply("", Talk(), "")
    for body in bodies:
        reply = step(pack, reply.talk, Texted(body, texted_today=True), OPEN)
    return reply


def signed(pack: Pack, **of: object) -> Pack:
    """The pack with the topic on bones reviewed."""
    language = pack.languages["en"]
    bones = replace(language.topics["bones"], **of)  # type: ignore[arg-type]
    return replace(pack, languages={"en": replace(language, topics={**language.topics, "bones": bones})})


@pytest.mark.parametrize(
    "bodies", [("steroids", "why"), ("steroids", "more", "WHY?"), ("2", "steroids", "who says")]
)
def test_why_names_the_heading_and_the_document(pack: Pack, bodies: tuple[str, ...]) -> None:
    text = say(pack, *bodies).text
    assert text.startswith(f"DRAFT: {pack.service}. WHY. STEROIDS")
    assert pack.document.name in text
    assert pack.languages["en"].topics["steroids"].heading in text
    assert "No clinician has checked it." in text
    assert "999" in text and "111" in text
    assert is_gsm7(text) and parts(text) <= 2


def test_more_goes_on_behind_why(pack: Pack) -> None:
    assert say(pack, "steroids", "why", "more").kind == "topic.steroids.2"


@pytest.mark.parametrize("bodies", [("why",), ("steroids", "menu", "why")])
def test_why_with_no_topic_before_says_how_to_ask(pack: Pack, bodies: tuple[str, ...]) -> None:
    reply = say(pack, *bodies)
    assert reply.kind == "why_none"
    assert "MENU" in reply.text and "HELPLINE" in reply.text


def test_a_review_is_told_by_its_day_and_role_and_never_by_a_name(pack: Pack) -> None:
    of = {"reviewed_by": "Ann Smith", "reviewed_on": date(2026, 5, 26), "reviewer": "a rheumatology nurse"}
    text = say(signed(pack, **of), "bones", "why").text
    assert "It was checked on 26 May 2026 by a rheumatology nurse." in text
    assert "Ann" not in text and "DRAFT" not in text
    assert "by a clinician." in say(signed(pack, **of | {"reviewer": ""}), "bones", "why").text


def test_the_day_of_a_document_is_told_where_it_is_known(pack: Pack) -> None:
    dated = replace(pack, document=replace(pack.document, date=date(2024, 3, 1)))
    assert "of 1 March 2024" in say(dated, "bones", "why").text
    assert "bears no date" in say(pack, "bones", "why").text


def test_a_long_name_of_any_letters_is_cut_to_fit_a_text(pack: Pack) -> None:
    name = "“Über das Leben – wie es ist”, " * 9
    text = say(replace(pack, document=replace(pack.document, name=name)), "bones", "why").text
    assert is_gsm7(text) and parts(text) <= 2 and "..." in text


@pytest.mark.parametrize("body", ["why do i need blood tests", "why do i need a card", "why vitamin d"])
def test_a_question_that_begins_so_is_answered_with_its_topic(pack: Pack, body: str) -> None:
    assert say(pack, "steroids", body).kind.startswith("topic.")
