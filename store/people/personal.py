"""All that the store holds about one number: shown to its owner on request, and erased (R43)."""

from dataclasses import dataclass
from datetime import datetime

from store.store import Store

ERASURE = "erase"


@dataclass(frozen=True, slots=True)
class Held:
    """How many things of each kind the store holds about a number.

    An opt-out and a block stay when the rest is erased.
    """

    callbacks: int
    messages: int
    texts: int
    texts_counted: int
    talk: int
    calls: int
    unknown_words: int
    opted_out: bool
    blocked: bool

    @property
    def erasable(self) -> bool:
        """Whether there is anything that `forget` would erase."""
        kept = self.callbacks, self.messages, self.texts, self.texts_counted, self.talk, self.calls
        return any((*kept, self.unknown_words))


def look_up(store: Store, number: str) -> Held:
    """Look up what is held about a number (E.164). Raises `Unreachable`."""
    keys = store.people.keys
    talk, calls, texted = keys.talk(number), keys.calls(number), keys.texted(number)
    counts = store.link.ask(
        lambda client: [int(client.exists(talk)), int(client.exists(texted)), int(client.exists(calls))]
    )
    return Held(
        callbacks=len(store.callbacks.of(number)),
        messages=len(store.messages.of(number)),
        texts=len(store.jobs.of(keys.person(number))),
        talk=counts[0],
        texts_counted=counts[1],
        calls=counts[2],
        unknown_words=len(store.unknown.of(number)),
        opted_out=store.people.has_opted_out(number),
        blocked=store.blocks.is_blocked(number),
    )


def forget(store: Store, number: str, now: datetime) -> Held:
    """Erase what is held about a number, and have a job erase it at the carrier; gives what there was.

    Raises `Unreachable`; doing it again goes on where it stopped. An opt-out and a block stay. So do, for a
    day at most, the replies to texts: they are named by hashes of message ids, to which no number leads.
    """
    found, keys = look_up(store, number), store.people.keys
    store.callbacks.forget(number, now)
    store.messages.forget(number, now)
    store.jobs.forget(keys.person(number))
    store.unknown.forget(number)
    names = keys.talk(number), keys.calls(number), keys.texted(number)
    store.link.ask(lambda client: client.delete(*names))
    # last, and named by no person: the job must outlive what it erases
    name = f"{ERASURE}:{keys.digest(ERASURE, number)}"
    store.jobs.put(name, ERASURE, "", store.seals.seal(ERASURE, number), now)
    return found
