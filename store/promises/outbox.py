"""Texts that callers ask for during a call (R31): stored on disk before a caller hears "on its way"."""

import json
from dataclasses import dataclass
from datetime import datetime

from counted import allowed
from store.keys import FILLING, Keys
from store.link import Link, Script
from store.moments import DAY, seconds
from store.people.budgets import Asker
from store.people.filling import noted
from store.promises.jobs import JOBS, RECORD, Job
from store.promises.promise import Kept, Promise, Refused
from store.sealed import Sealed

KIND = "text"


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be sent: the number (E.164) and its words."""

    to: str
    words: str


@dataclass(frozen=True, slots=True)
class Outbox:
    """The texts that were promised during calls.

    Methods that use the store raise `Unreachable` while it is away: then no text may be promised.
    """

    link: Link
    keys: Keys
    seals: Sealed
    send_script: Script

    def send(
        self, asked_by: str, number: str, words: str, now: datetime, asker: Asker | None = None
    ) -> Promise:
        """Store that `words` are to be texted to `number` (E.164), which is then done at least once.

        `asked_by` names what was asked for (the call's id and the topic). Asking again with it for the same
        number, even after `Unreachable`, sends no second text. Gives Kept, or Refused with "opted_out",
        "blocked" or "too_many" (after as many as `allowed.TEXTS` within a day of the first, R32).

        `asker` is who asks, where the number is another's. Then the answer tells nothing of that number:
        it is Kept even where the text may not go, or Refused("others") where the asker has asked for as
        many as they may (R49). Such texts are counted apart from those that the number asks for itself.
        """
        text_id, person = self.keys.digest(KIND, f"{asked_by}\0{number}"), self.keys.person(number)
        who, bound = (asker, allowed.TEXTS_TO_OTHERS) if asker else (Asker(person, number), allowed.TEXTS)
        token = self.seals.seal(KIND, json.dumps([number, words]))
        said = self.send_script(
            out=self.keys.opt_out(number),
            block=self.keys.block(number),
            day=self.keys.texted_by_others(number) if asker else self.keys.texted(number),
            spent=self.keys.spent(who.key),
            raised=self.keys.raised(who.key),
            jobs=JOBS,
            job_records=RECORD,
            filling=FILLING,
            name=f"{KIND}:{text_id}",
            kind=KIND,
            person=person,
            asker=who.key,
            sealed=token,
            now=seconds(now),
            most=allowed.TEXTS.most,
            bound=who.may_have(bound),
            noted=noted(bound, who.number, now),
            another="yes" if asker else "",
            lasts=DAY,
        ).decode()
        return Kept(text_id) if said == "kept" else Refused(said)

    def text(self, job: Job) -> Text:
        """The text that a job is to send, decrypted. Raises BrokenSeal."""
        to, words = json.loads(self.seals.unseal(KIND, job.sealed))
        return Text(to, words)


def outbox(link: Link, keys: Keys, seals: Sealed) -> Outbox:
    """The part of the store that keeps the texts to send, on the connection `link`."""
    return Outbox(link, keys, seals, link.script("send_text", promises=True))
