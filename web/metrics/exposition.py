"""The page /metrics, for this machine and for clients with METRICS_TOKEN."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Request, Response, request
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import CollectorRegistry

from store.fitness.vitals import Vitals
from store.link import Unreachable
from web.desk.bounds import filled, shares_of_others
from web.desk.needs import Desk
from web.health import NEVER_KEPT
from web.lately import lately
from web.metrics.families import Figures, Summed, families
from web.tryit.nearby import is_from_here

BEARER = "Bearer "


def blueprint(desk: Desk, look: Callable[[], Vitals], pack: Callable[[], str], token: str) -> Blueprint:
    """The page /metrics; `look` finds the state of store, worker and queue, `pack` the pack's hash.

    A request must show `token` as its bearer token. A request from this machine that came through no proxy
    may also show none. Any other request gets 403. If `token` is "", only this machine may ask.
    """
    metrics = Blueprint("metrics", __name__)
    page = lately(lambda: _page(_figures(desk, look(), pack())))

    @metrics.get("/metrics")
    def show() -> Response:
        if not _may_see(request, token):
            return Response("403 Forbidden\n", 403, content_type="text/plain; charset=utf-8")
        return Response(page(), headers=NEVER_KEPT, content_type=CONTENT_TYPE_PLAIN_0_0_4)

    return metrics


def _may_see(asked: Request, token: str) -> bool:
    given = asked.headers.get("Authorization", "")
    shown = hmac.compare_digest(given.encode("utf-8", "replace"), f"{BEARER}{token}".encode())
    return shown if token and given else is_from_here(asked)


def _figures(desk: Desk, vitals: Vitals, pack: str) -> Figures:
    try:
        summed = _summed(desk, desk.now())
    except Unreachable:
        summed = None
    return Figures(vitals, desk.kept.line.link.away, pack, summed)


def _summed(desk: Desk, now: datetime) -> Summed:
    """Fetch from the store the figures that are sums over all processes. Raises `Unreachable`."""
    line, days = desk.kept.line, filled(desk)
    today = now.astimezone(ZoneInfo(desk.pack().hours.zone)).date()
    return Summed(
        line.counts.day(today),
        line.answered.read(),
        desk.kept.overview.look(now)[0],
        days,
        shares_of_others(desk, days),
    )


@dataclass(frozen=True, slots=True, eq=False)  # the library takes it for a key
class _Now:
    """A collector for the Prometheus client library, holding the figures of one moment."""

    figures: Figures

    def collect(self) -> list[object]:
        return list(families(self.figures))


def _page(figures: Figures) -> bytes:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Now(figures))  # type: ignore[arg-type]
    return generate_latest(registry)
