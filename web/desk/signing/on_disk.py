"""The pack as it is on disk: what clinicians sign, for a live line does not serve what nobody has signed."""

from collections.abc import Callable
from pathlib import Path

from menus.loading.folders import Folders
from menus.loading.pack import PackError, load
from menus.loading.snapshots import name_of
from menus.model import Pack


class OnDisk:
    """Gives the pack in a folder as it is now; what is `served`, while that cannot be read."""

    def __init__(self, folder: Path, served: Callable[[], Pack]) -> None:
        """Begin with nothing read: a process whose desk nobody opens holds no second pack."""
        self._folder, self._served = folder, served
        self._name = ""
        self._pack: Pack | None = None

    def pack(self) -> Pack:
        """The pack on disk. It is read anew only where a byte of its files has changed."""
        try:
            name = name_of(Folders(self._folder))
            if self._pack is None or name != self._name:
                self._pack, self._name = load(self._folder), name
        except (OSError, PackError):
            return self._served()
        return self._pack
