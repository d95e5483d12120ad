"""A signature that its clinician or an admin withdrew is told at once, and counts no more once collected."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner

from store.desk.desk import DeskStore
from tests.packs.broken import Copy
from tests.people.desk import Person
from tests.web.desk.signing.conftest import BO, BONES, Reader
from tests.web.desk.signing.test_objections import ID, SPOKEN
from tools.signing.review import review
from tools.words.check import check

Ask = Callable[[], Reader]


@pytest.mark.parametrize("by_who_signed", [True, False])
def test_a_withdrawn_signature_is_told_and_makes_a_draft_once_it_is_collected(
    by_who_signed: bool,
    ask: Ask,
    person: Callable[..., Person],
    kept: DeskStore,
    made: Copy,
    environ: dict[str, str],
) -> None:
    env = {**environ, "PACK": str(made.folder)}
    ask().answer()
    admin = person("admin").open(BONES).send(f"{BONES}/countersign")
    assert "counts: " in CliRunner().invoke(review, ["--collect"], env=env).output
    assert "Signed by Dr Bo Jones" in admin.open(BONES).page and "Yes, withdraw it" in admin.page
    assert "withdraw it" not in person("edit").open(BONES).page
    if by_who_signed:
        ask().answer("object", **SPOKEN)
        says = "withdrawn by who signed it, 2026-05-19"
    else:
        assert "Withdrawn." in admin.send(f"{BONES}/withdraw").page
        says = f"withdrawn by {admin.name}, 2026-05-19"
    assert says in admin.open(BONES).page and says in admin.open("/desk/signatures").page
    assert says in CliRunner().invoke(review, [], env=env).output
    assert says in CliRunner().invoke(check, [], env=env).output
    assert not made.load().languages["en"].topics["bones"].draft, "not before it is collected"
    told = CliRunner().invoke(review, ["--collect"], env=env).output
    assert "a draft: en/topics/bones: " in told and says in told
    assert made.load().languages["en"].topics["bones"].draft
    assert says not in CliRunner().invoke(check, [], env=env).output.replace("it was " + says, "")
    assert "no signature to withdraw" in admin.open(BONES).send(f"{BONES}/withdraw").page
    assert "0 new" in CliRunner().invoke(review, ["--collect"], env=env).output
    ask().answer()
    for place in kept.reviews.answered()[ID]:
        admin.send(f"{BONES}/countersign", answer=place)
    assert "counts: " in CliRunner().invoke(review, ["--collect"], env=env).output
    assert not made.load().languages["en"].topics["bones"].draft


def test_an_objection_of_somebody_else_is_told_beside_the_signature(
    ask: Ask, person: Callable[..., Person], kept: DeskStore, made: Copy, environ: dict[str, str]
) -> None:
    env = {**environ, "PACK": str(made.folder)}
    ask().answer()
    person("admin").open(BONES).send(f"{BONES}/countersign")
    CliRunner().invoke(review, ["--collect"], env=env)
    signed = kept.reviews.signed()[ID]
    reader = ask()
    ((_, row),) = kept.reviews.kept.all().items()
    kept.reviews.kept.put(ID, {**row, "registration": "GMC 7012345", "name": "Sam Okoro"})
    made.swap("signatures.toml", signed.registration, "GMC 7012345")
    reader.answer("object", **SPOKEN)
    assert not kept.reviews.signed()[ID].withdrawn
    assert f"{BO.name} objects" in person("edit").open("/desk/signatures").page
    assert f"{BO.name} objects" in CliRunner().invoke(review, [], env=env).output
