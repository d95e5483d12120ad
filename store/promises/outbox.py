"""Texts that callers ask for during a call (R31): stored on disk before a caller hears "on its way"."""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from counted import allowed
from store.client import Client, in_one_trip
from store.keys import FILLING, Keys
from store.link import Link, Script
from store.moments import DAY
from store.people.budgets import Asker
from store.people.filling import noted
from store.promises.jobs import JOBS, RECORD, Job, Jobs
from store.promises.promise import Kept, Promise, Refused
from store.sealed import Sealed

KIND = "text"
# All callers who show no number, where they are counted together.
WITHHELD = "withheld"
RESEND = "resend"
# A phone that was off, or a network that had trouble, is given this long.
RESEND_SECONDS = 10 * 60
PROMISED = re.compile(rf"{KIND}:[0-9a-f]{{64}}", re.ASCII)
MESSAGE = re.compile(r"(?:SM|MM)[0-9a-f]{32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be sent: the number (E.164) and its words."""

    to: str = field(repr=False)
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outbox:
    """The texts that were promised during calls.

    Methods that use the store raise `Unreachable` while it is away: then no text may be promised.
    """

    link: Link
    keys: Keys
    seals: Sealed
    jobs: Jobs
    send_script: Script

    def send(
        self, asked_by: str, number: str, words: str, now: datetime, asker: Asker | None = None
    ) -> Promise:
        """Store that `words` are to be texted to `number` (E.164); the text is then sent at least once.

        `asked_by` names the request (phone call and topic). If it comes again, no second text is made, even
        after `Unreachable`. Gives Kept, or Refused: "opted_out", "blocked" or "too_many" (R32).

        If the number is another person's, `asker` is who asks. Then the answer tells nothing about that
        person: it is Kept even if that person gets no text. It is Refused("others") at the asker's own limit,
        and Refused("together") at the common limit of all askers who show no number (R49).
        """
        text_id, person = self.keys.digest(KIND, f"{asked_by}\0{number}"), self.keys.person(number)
        who, bound = (asker, allowed.TEXTS_TO_OTHERS) if asker else (Asker(person, number), allowed.TEXTS)
        together = allowed.TEXTS_OF_WITHHELD if who.withheld else None
        token = self.seals.seal(KIND, json.dumps([number, words]))
        said = self.send_script(
            out=self.keys.opt_out(number),
            block=self.keys.block(number),
            day=self.keys.texted_by_others(number) if asker else self.keys.texted(number),
            spent=self.keys.spent(who.key),
            raised=self.keys.raised(who.key),
            together=self.keys.spent(WITHHELD),
            jobs=JOBS,
            job_records=RECORD,
            filling=FILLING,
            name=f"{KIND}:{text_id}",
            kind=KIND,
            person=person,
            asker=WITHHELD if who.withheld else who.key,
            sealed=token,
            most=allowed.TEXTS.most,
            bound=who.may_have(bound),
            all=together.most if together else 0,
            noted=noted(together or bound, who.number, now),
            another="yes" if asker else "",
            lasts=DAY,
            clock=self.link.clock(),
        ).decode()
        return Kept(text_id) if said == "kept" else Refused(said)

    def text(self, job: Job) -> Text:
        """The text that a job is to send, decrypted. Raises BrokenSeal if no NUMBER_KEY decrypts it."""
        to, words = json.loads(self.seals.unseal(KIND, job.sealed))
        return Text(to, words)

    def unwanted(self, number: str) -> str:
        """Why no text may go to this number (E.164) now: "opted_out", "blocked", or "" if one may (R28, R39).

        Asked when a text is sent too, because it may have waited for hours. Raises `Unreachable`.
        """
        stops = {"opted_out": self.keys.opt_out(number), "blocked": self.keys.block(number)}

        def look(store: Client) -> list[Any]:
            pipeline = in_one_trip(store)
            for name in stops.values():
                pipeline.exists(name)
            found: list[Any] = pipeline.execute()
            return found

        return next((why for why, there in zip(stops, self.link.ask(look), strict=True) if there), "")

    def undelivered(self, promised: str, message: str, number: str) -> None:
        """Store that a promised text is to be sent once more, because the carrier could not deliver it.

        `promised` is the name of the job that sent the text. `message` is the text's id at the carrier, which
        still has the words: here they were erased when the text went out (R40). `number` (E.164) is where the
        text goes. A second call for the same text does nothing, and so does one with a malformed `promised`
        or `message`. Raises `Unreachable`.
        """
        if not (PROMISED.fullmatch(promised) and MESSAGE.fullmatch(message)):
            return
        name, sealed = promised.replace(KIND, RESEND, 1), self.seals.seal(RESEND, message)
        self.jobs.put(name, RESEND, self.keys.person(number), sealed, lane=JOBS, delay=RESEND_SECONDS)

    def undelivered_text(self, job: Job) -> str:
        """The carrier's id of the text that a job is to send once more.

        Raises BrokenSeal if no NUMBER_KEY decrypts it.
        """
        return self.seals.unseal(RESEND, job.sealed)


def outbox(link: Link, keys: Keys, seals: Sealed, jobs: Jobs) -> Outbox:
    """The part of the store that keeps the texts to send, on the connection `link`."""
    return Outbox(link, keys, seals, jobs, link.script("send_text", promises=True))
