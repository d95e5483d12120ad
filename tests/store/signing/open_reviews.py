"""Reviews of each state in a store: a signature, one to countersign, an objection, and a link that waits."""

from datetime import datetime, timedelta

from store.desk.desk import DeskStore
from store.signing.clinicians import Clinician
from store.signing.reviewed import Answer


def lay_reviews(kept: DeskStore, now: datetime) -> None:
    """Keep a signature of "bones", one of "tests" to countersign, and an objection to "steroids".

    A link for "exercise" waits.
    """
    whom = kept.clinicians.enter(
        Clinician("Dr Bo Jones", "a nurse", "NMC 12A3456E", "bo@clinic.example", "zoe", now.date())
    )
    (clinician,) = [one for one in kept.clinicians.all() if one.id == whom]
    until = now.date() + timedelta(days=300)
    for of, end in (("bones", until), ("tests", until), ("steroids", None), ("exercise", None)):
        found = kept.reviews.asked(kept.reviews.ask(f"en/topics/{of}", "v1", clinician, "ann", now), now)
        assert found is not None
        answer = Answer(found.of, "v1", found.name, found.role, found.registration, now.date(), end)
        if of != "exercise":
            kept.reviews.answer(found, answer)
        if of == "bones":
            kept.reviews.countersign(answer, "maria")
