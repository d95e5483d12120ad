"""Who sees what is flagged for safeguarding: the leads, or the admins where there is none (R54)."""

import pytest

from store.desk.desk import DeskStore
from store.desk.leads import leads, name_lead


def named(kept: DeskStore) -> list[str]:
    return [one.name for one in leads(kept.staff)]


def test_the_admins_see_it_until_there_is_a_lead(kept: DeskStore) -> None:
    for name in ("ann", "bea", "cat"):
        kept.staff.add(name, "answer" if name == "cat" else "admin", "x")
    assert named(kept) == ["ann", "bea"]
    name_lead(kept.staff, "cat", True)
    assert named(kept) == ["cat"]
    name_lead(kept.staff, "cat", False)
    assert named(kept) == ["ann", "bea"]


@pytest.mark.parametrize("how", ["shut out", "no password"])
def test_a_lead_who_cannot_sign_in_is_none(kept: DeskStore, how: str) -> None:
    kept.staff.add("ann", "admin", "x")
    kept.staff.add("cat", "answer", "" if how == "no password" else "x")
    name_lead(kept.staff, "cat", True)
    if how == "shut out":
        assert named(kept) == ["cat"]
        kept.staff.disable("cat")
    assert named(kept) == ["ann"]
