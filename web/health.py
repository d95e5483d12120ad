"""Health checks: whether the web process answers, and whether the store does."""

from collections.abc import Callable

from flask import Blueprint

NEVER_KEPT = {"Cache-Control": "no-store"}


def blueprint(store_answers: Callable[[], bool], refused: Callable[[], str]) -> Blueprint:
    """The pages /health/live and /health/ready; `store_answers` says quickly whether the store answers.

    `refused` says why the pack on disk is not served; "" if it is.
    """
    health = Blueprint("health", __name__, url_prefix="/health")

    @health.get("/live")
    def live() -> tuple[dict[str, bool], dict[str, str]]:
        return {"live": True}, NEVER_KEPT

    @health.get("/ready")
    def ready() -> tuple[dict[str, bool | str], dict[str, str]]:
        # Calls and keywords are answered without the store, and by the last good pack: to take the line out
        # of service because of either would do harm. So it is told, not judged.
        told = {"store": "up" if store_answers() else "down", "pack": "refused" if refused() else "served"}
        return {"ready": True, **told}, NEVER_KEPT

    return health
