"""Health checks: whether the web process answers, and whether the store does."""

from collections.abc import Callable

from flask import Blueprint

NEVER_KEPT = {"Cache-Control": "no-store"}


def blueprint(store_answers: Callable[[], bool]) -> Blueprint:
    """The pages /health/live and /health/ready; `store_answers` says quickly whether the store answers."""
    health = Blueprint("health", __name__, url_prefix="/health")

    @health.get("/live")
    def live() -> tuple[dict[str, bool], dict[str, str]]:
        return {"live": True}, NEVER_KEPT

    @health.get("/ready")
    def ready() -> tuple[dict[str, bool | str], dict[str, str]]:
        # The pack was read before the first request, and calls and keywords are answered without the store:
        # to take the line out of service because the store is away would do harm. So it is told, not judged.
        return {"ready": True, "store": "up" if store_answers() else "down"}, NEVER_KEPT

    return health
