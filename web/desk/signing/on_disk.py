"""The pack on disk, for clinicians to sign: a live line does not serve unsigned texts."""

from collections.abc import Callable
from pathlib import Path

from menus.loading.folders import Folders
from menus.loading.pack import PackError, load
from menus.loading.snapshots import name_of
from menus.model import Pack


class OnDisk:
    """Gives the pack in `folder` as it is on disk now; if it does not load, gives the pack from `served`."""

    def __init__(self, folder: Path, served: Callable[[], Pack]) -> None:
        """Read nothing yet: a process whose desk nobody opens holds no second pack in memory."""
        self._folder, self._served = folder, served
        self._name = ""
        self._pack: Pack | None = None

    def pack(self) -> Pack:
        """The pack on disk; if it does not load, the pack that is served.

        The files are compared with what was read last. Only if a byte has changed is the pack loaded again.
        """
        try:
            name = name_of(Folders(self._folder))
            if self._pack is None or name != self._name:
                self._pack, self._name = load(self._folder), name
        except (OSError, PackError):
            return self._served()
        return self._pack
