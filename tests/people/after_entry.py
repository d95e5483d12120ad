"""What comes between an entry in the audit trail and its deed: somebody else, or an error."""

from collections.abc import Callable
from typing import Any

from store.desk.trail import TRAIL
from store.store import Store


class AfterEntry:
    """While it is open, calls `happens` once: after the first entry, before the store's next step.

    If `happens` raises, that step is not done. `came` tells whether it was called.
    """

    def __init__(self, store: Store, happens: Callable[[], object]) -> None:
        self.link: Any = store.link
        self.happens, self.entered, self.came = happens, False, False

    def __enter__(self) -> "AfterEntry":
        asks = type(self.link).ask
        before = self.link.client.xlen(TRAIL)

        def ask(work: Callable[[Any], Any]) -> Any:
            if self.entered and not self.came:
                self.came = True
                self.happens()
            found = asks(self.link, work)
            self.entered = self.entered or self.link.client.xlen(TRAIL) > before
            return found

        self.link.ask = ask
        return self

    def __exit__(self, *_: object) -> None:
        del self.link.ask
