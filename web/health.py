"""Health checks: whether the web process answers, and how each part of the line is (ADR 31)."""

from collections.abc import Callable

from flask import Blueprint

from store.fitness.vitals import Vitals
from web.lately import lately

NEVER_KEPT = {"Cache-Control": "no-store"}


def blueprint(look: Callable[[], Vitals], pack: Callable[[], str]) -> Blueprint:
    """The pages /health/live and /health/ready.

    `look` finds how store, worker and queue are; it is called once a second at most. `pack` gives the hash of
    the pack that this process serves.
    """
    health = Blueprint("health", __name__, url_prefix="/health")
    vitals = lately(look)

    @health.get("/live")
    def live() -> tuple[dict[str, bool], dict[str, str]]:
        return {"live": True}, NEVER_KEPT

    @health.get("/ready")
    def ready() -> tuple[dict[str, object], dict[str, str]]:
        # The pack was read before the first request, and calls and keywords are answered without the store:
        # to take the line out of service because a part is away would do harm. So it is told, not judged.
        return {"ready": True, **_words(vitals()), **_of_pack(pack)}, NEVER_KEPT

    return health


def _words(found: Vitals) -> dict[str, object]:
    """Names and numbers of no person alone: anybody may ask."""
    return {
        "store": "up" if found.keeps else "down",
        "condition": found.condition,
        "worker": found.worker,
        "queue": found.waiting,
        "queue_age": found.late,
    }


def _of_pack(pack: Callable[[], str]) -> dict[str, object]:
    """What is said of the pack: where a process serves another than the one on disk, that stands here too."""
    return {"pack_hash": pack()}
