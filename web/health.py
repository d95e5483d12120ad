"""Health checks: whether the web process answers, and the state of each part (R52, ADR 31)."""

from collections.abc import Callable, Mapping

from flask import Blueprint

from store.fitness.vitals import Vitals
from web.lately import lately

NEVER_KEPT = {"Cache-Control": "no-store"}


def blueprint(
    look: Callable[[], Vitals],
    pack: Callable[[], str],
    refused: Callable[[], str],
    said: Callable[[], Mapping[str, object]],
) -> Blueprint:
    """The pages /health/live and /health/ready.

    `look` finds the state of store, worker and queue; it is called once a second at most. `pack` gives the
    hash of the pack that this process serves. `refused` gives the reasons why the pack on disk is not served;
    "" if it is served. `said` gives more fields for the JSON of /health/ready: what staff changed of the
    words.
    """
    health = Blueprint("health", __name__, url_prefix="/health")
    vitals = lately(look)

    @health.get("/live")
    def live() -> tuple[dict[str, bool], dict[str, str]]:
        return {"live": True}, NEVER_KEPT

    @health.get("/ready")
    def ready() -> tuple[dict[str, object], dict[str, str]]:
        # Calls and keywords are answered without the store, and by the last good pack: to take the line out
        # of service because of either would do harm. So it is told, not judged.
        of_pack = {"pack": "refused" if refused() else "served", "pack_hash": pack(), **said()}
        return {"ready": True, **_words(vitals()), **of_pack}, NEVER_KEPT

    return health


def _words(found: Vitals) -> dict[str, object]:
    """The state of store, worker and queue for the health page, as a dict to be sent as JSON.

    Anybody may ask for the state, because nothing in it is about a person.
    """
    return {
        "store": "up" if found.keeps else "down",
        "condition": found.condition,
        "worker": found.worker,
        "queue": found.waiting,
        "queue_age": found.late,
        "held": found.held,
    }
