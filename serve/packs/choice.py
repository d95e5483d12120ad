"""The choice of the pack to serve, made before the line's processes start or renew (ADR 29)."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import click

from environment.line_id import LineRunsError, line_id
from menus.loading import snapshots
from serve.children import Child, NoSign, Process, is_handed_over, say
from serve.running import Parts
from settings import Settings, current_pack

COMMAND = (sys.executable, "-m", "serve.packs.look")
# How that ends where there is no pack to serve; where it fails itself, Python ends it with 1.
NONE_PASSES = 3
LOOK_SECONDS = 0.05
# It takes some three, and a busy machine ten times as long.
LONGEST_SECONDS = 120.0


class Choice:
    """Chooses the pack that the line serves, at the line's start and at each renewal.

    A pack that has passed its checks is copied; the copy is a snapshot. One symbolic link points to the
    snapshot that all processes of the line read. `environ` is the environment for these processes: KEPT_PACK
    in it names the link. Only this class and the process that it starts to check a pack change the link.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._link = current_pack(settings.data_dir)
        self._asked: Process | None = None
        given = {"DATA_DIR": str(settings.data_dir), "PACK": str(settings.pack)}
        self.environ = {**os.environ, **given, "KEPT_PACK": str(self._link)}

    @contextmanager
    def begun(self, stopped: threading.Event) -> Iterator[None]:
        """Choose the pack to serve; until the end of the block, `flask publish` can find this line.

        Raises ClickException if there is no pack to serve, or if `stopped` is set before the choice is made.
        Raises it, too, if another line runs on the data folder. But a second line is allowed there if this
        process was handed a listening socket, as in an upgrade, or if REDIS_URL is set.
        """
        beside = is_handed_over() or bool(self._settings.redis_url)
        with ExitStack() as stack:
            try:
                stack.enter_context(line_id(self._settings.data_dir, say, beside=beside))
            except LineRunsError as error:
                raise click.ClickException(str(error)) from None
            self._settle(stopped)
            yield

    def _settle(self, stopped: threading.Event) -> None:
        if self._is_known():
            return
        snapshots.note(self._link, snapshots.REFUSED, "")  # so that what is read below is of this look
        self._ask()
        until = time.monotonic() + LONGEST_SECONDS
        while not self._is_settled():
            if stopped.wait(LOOK_SECONDS) or time.monotonic() > until:
                self._break_off(stopped.is_set())
        if self._asked is not None and self._asked.ended() == NONE_PASSES:
            raise click.ClickException(self._refusal())

    def _refusal(self) -> str:
        """One line of text on why there is no pack to serve: the first reason, and how many there are."""
        reasons = snapshots.noted(self._link, snapshots.REFUSED).splitlines() or ["the reasons stand above"]
        more = f" (the first of {len(reasons)} reasons, which stand above)" if reasons[1:] else ""
        return f"the line did not start with the pack {self._settings.pack}: {reasons[0]}{more}"

    def _break_off(self, stopped: bool) -> None:
        """Kill the process that checks the pack on disk: the line is to end, or the check takes too long.

        Raises ClickException if the line is to end (`stopped`), or if no pack has ever passed; otherwise the
        last pack that passed stays.
        """
        if self._asked is not None:
            self._asked.kill()
            self._asked = None
        if stopped:
            raise click.ClickException("the line was told to end before it had begun")
        if snapshots.current(self._link) is None:
            raise click.ClickException(f"PACK: cannot be read within {LONGEST_SECONDS:.0f} s")
        say(f"PACK cannot be read within {LONGEST_SECONDS:.0f} s: what passed last stays")

    def renew(self, parts: Parts) -> None:
        """Choose again, while the line runs, which pack to serve; then replace the processes of `parts`.

        If the pack on disk does not pass its checks, or cannot be checked, the last pack that passed stays.
        """
        snapshots.note(self._link, snapshots.RENEWED, "")
        self._asked = None
        if not self._is_known():
            self._ask()
        parts.renew(self._is_settled, self._tell)

    def _is_known(self) -> bool:
        """Serve the pack on disk if it has passed its checks before, and return whether it is served now.

        False if it must be checked first, or if the link to it cannot be written.
        """
        same = snapshots.find_same(self._link, self._settings.pack, self._settings.live)
        if same is None:
            return False
        with suppress(OSError):
            if snapshots.current(self._link) != same:
                snapshots.make_current(self._link, same)
            snapshots.note(self._link, snapshots.REFUSED, "")
            return True
        return False

    def _ask(self) -> None:
        """Start a process that checks whether the pack on disk may be served.

        A separate process runs the code that is on the disk now, and frees its memory when it ends. If the
        process cannot be started, this is reported, and the line goes on with the last pack that passed.
        """
        try:
            self._asked = Process(Child("choice", COMMAND), self.environ, NoSign())
        except OSError as error:
            say(f"the pack on disk cannot be looked at ({error}): what passed last stays")

    def _is_settled(self) -> bool:
        return self._asked is None or self._asked.ended() is not None

    def _tell(self, renewed: bool) -> None:
        """Note the result of a renewal for `flask publish`: the served pack's name, or "not renewed".

        `renewed` is whether all processes were replaced by new ones.
        """
        place = snapshots.current(self._link)
        told = place.name if renewed and place else "not renewed"
        if why := snapshots.note(self._link, snapshots.RENEWED, told):
            say(f"{why}: `flask publish` hears nothing of this renewal")
