"""All records of one number in the store, to show them to its owner or to erase them (R43, R56)."""

from dataclasses import dataclass
from datetime import datetime

from store.keys import DECLINED
from store.store import Store

ERASURE = "erase"


@dataclass(frozen=True, slots=True)
class Held:
    """How many records of each kind the store has about a number.

    `opted_out` and `blocked` say whether there is an opt-out or a block. Both stay when the other records are
    erased. `flags_waiting` are flags for safeguarding, which stay until the safeguarding lead has passed them
    on; then they count as `flags_passed`. `notes` are those of staff on call-backs and messages. `before` are
    lists of earlier requests. `declined` is the note that the person wanted no call-back, `filling` the note
    that they came near a limit, `raised` a limit that staff raised. `texts` wait to be sent. `texts_counted`
    and `calls` are counts of texts and calls. `talk` is the record of a text conversation, `language` the
    language that the person chose. `unknown_words` are words in their texts that no topic knows.
    """

    callbacks: int
    callbacks_for_others: int
    messages: int
    notes: int
    before: int
    declined: int
    flags_waiting: int
    flags_passed: int
    texts: int
    texts_counted: int
    talk: int
    language: int
    calls: int
    raised: int
    filling: int
    unknown_words: int
    opted_out: bool
    blocked: bool

    @property
    def erasable(self) -> bool:
        """Whether the store holds anything about this person that `forget` would erase."""
        kept = self.callbacks, self.callbacks_for_others, self.messages, self.texts, self.texts_counted
        beside = self.notes, self.before, self.declined, self.flags_passed
        return any(
            (
                *kept,
                *beside,
                self.talk,
                self.language,
                self.calls,
                self.raised,
                self.filling,
                self.unknown_words,
            )
        )


def look_up(store: Store, number: str) -> Held:
    """Count the store's records about a number (E.164). Raises `Unreachable`."""
    keys = store.people.keys
    person = keys.person(number)
    texted = keys.texted(number), keys.texted_by_others(number), keys.spent(person)
    of_number = keys.talk(number), keys.language(number), keys.calls(number)
    single = (*of_number, keys.raised(person), keys.filling(person), DECLINED + person)
    calls_of, spoken = store.callbacks.queue, store.messages.queue
    before = [calls_of.before(person), spoken.before(person), calls_of.last(person)]
    counted, asked, talk, language, calls, raised, filling, declined = store.link.ask(
        lambda client: [int(client.exists(*some)) for some in (texted, before, *((name,) for name in single))]
    )
    of_them, messages = store.callbacks.of(number), store.messages.of(number)
    waiting, passed = store.written.flags.of(person)
    return Held(
        callbacks=len(of_them),
        callbacks_for_others=store.callbacks.for_others.count(number),
        messages=len(messages),
        notes=sum(
            beside.noted for beside in (*(one.beside for one in of_them), *(one.beside for one in messages))
        ),
        before=asked,
        declined=declined,
        flags_waiting=waiting,
        flags_passed=passed,
        texts=len(store.jobs.of(person)),
        texts_counted=counted,
        talk=talk,
        language=language,
        calls=calls,
        raised=raised,
        filling=filling,
        unknown_words=len(store.unknown.of(number)),
        opted_out=store.people.has_opted_out(number),
        blocked=store.blocks.is_blocked(number),
    )


def forget(store: Store, number: str, now: datetime) -> Held:
    """Erase the store's records about a `number` (E.164), and add a job that erases those at the carrier.

    Returns the counts of the records found. After `Unreachable` call it again: it goes on where it stopped.
    Three things stay: (a) the opt-out and the block; (b) for a day at most, our replies to texts, under a
    hash that reveals no number; (c) flags for safeguarding, encrypted, until their lead has passed them on.
    """
    found, keys = look_up(store, number), store.people.keys
    store.callbacks.forget(number, now)
    store.messages.forget(number, now)
    store.jobs.forget(keys.person(number))
    store.unknown.forget(number)
    person = keys.person(number)
    texted = keys.texted(number), keys.texted_by_others(number), keys.spent(person)
    store.written.flags.forget(person)
    names = keys.talk(number), keys.language(number), keys.calls(number), *texted
    store.link.ask(lambda client: client.delete(*names))
    store.filling.forget(person)
    store.budgets.lower(person)
    # last, and named by no person: the job must outlive what it erases
    name = f"{ERASURE}:{keys.digest(ERASURE, number)}"
    store.jobs.put(name, ERASURE, "", store.seals.seal(ERASURE, number))
    return found
