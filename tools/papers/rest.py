"""The families of keys about staff, and about nobody."""

from store.counts import counts, unknown
from store.desk import closures, invitations, rehearsals, sessions, trail
from store.moments import DAY, HOUR
from store.promises import bell, rings
from store.signing import reminders
from store.signing.reviews import LASTS
from tools.papers.family import Family
from tools.papers.spans import FOR_GOOD, span
from web.desk.locks import attempts
from web.desk.unsent import forms

SEALED = "sealed (NUMBER_KEY)"
CLEAR, NONE = "the account's name in the clear", "holds nothing of a person"
UNTIL_SHUT = "as long as the account: one can be shut out, there is no command that erases it"

STAFF = (
    Family("staff", "staff", "the names of the accounts", "in the clear", UNTIL_SHUT),
    Family(
        "staff:of:{name}",
        "staff",
        "an account: role, whether safeguarding lead, password, second factor, own phone, newest link",
        "password hashed (Argon2id); second factor and phone sealed (NUMBER_KEY); link hashed (SHA-256)",
        UNTIL_SHUT,
    ),
    Family("staff:codes:{name}", "staff", "backup codes", "hashed (SHA-256)", "until used or made anew"),
    Family(
        "staff:session:{hash}",
        "staff",
        "who is signed in",
        "the cookie's secret hashed (SHA-256), the account's name in the clear",
        f"until signing out, {span(sessions.LONGEST_SECONDS)} at most",
    ),
    Family(
        "staff:once:{hash}",
        "staff",
        "that a form sent after a session had ended may be sent once",
        "hashed (SHA-256)",
        f"until it is sent, {span(forms.LASTS_SECONDS)} at most",
    ),
    Family(
        "staff:link:{hash}",
        "staff",
        "a link for one use, and for which account",
        "the link's secret hashed (SHA-256), the account's name in the clear",
        f"until used, {span(invitations.INVITED_SECONDS)} at most (the first one {span(HOUR)})",
    ),
    Family("staff:first", "staff", "the newest link for the first account", "hashed (SHA-256)", FOR_GOOD),
    Family(
        "ring:{id}:{name}",
        "staff",
        "that a member of staff asked to be rung just now",
        CLEAR,
        span(rings.TWICE_SECONDS),
    ),
    Family(
        "review:clinicians",
        "staff",
        "clinicians who may be asked to sign: name, role, entry in a register, e-mail, who entered them",
        SEALED,
        "until an admin removes them",
    ),
    Family(
        "review:links",
        "staff",
        "of each link to a clinician: its secret's hash, what it is for, for whom, who sent it",
        SEALED,
        f"{LASTS.days} days of use, then until the next one for the same words; not put back from a backup",
    ),
    Family(
        "review:answers",
        "staff",
        "what a clinician answered: name, role, entry in a register, days, comments, the sentences they "
        "read, which they ticked, who asked and who entered them, and what became of the answer",
        SEALED,
        "for good: it is the history of what was signed or objected to",
    ),
    Family(
        "review:drafts",
        "staff",
        "what a clinician has ticked and written behind a link and not sent yet, with the same parts",
        SEALED,
        "until they answer, or an admin removes them",
    ),
    Family(
        "review:readings",
        "staff",
        "the last answer of each clinician about each thing, for their next reading, with the same parts",
        SEALED,
        "until their next answer about it, or an admin removes them",
    ),
    Family(
        "review:signatures",
        "staff",
        "the newest signature of each topic and fixed reply: name, role, entry in a register, days, who "
        "countersigned; the same stand in the clear in the pack (signatures.toml)",
        SEALED,
        "until a newer one",
    ),
    Family(
        "review:reminded",
        "nobody",
        "of which ends of reviews staff were reminded",
        NONE,
        span(reminders.KEPT_SECONDS),
    ),
    Family(
        "attempt:{hash}",
        "staff",
        "failed sign-ins of an address, a name or a browser",
        "hashed (HASH_KEY)",
        span(attempts.WINDOW_SECONDS),
    ),
    Family(
        "trail",
        "staff",
        "who did what at the desk, when, to which record",
        f"{CLEAR}; no numbers of people; the words of notices",
        f"the latest {trail.MOST:,} entries, without an end in time",
    ),
    Family(
        "closures",
        "staff",
        "closures and extra openings, and who set them",
        CLEAR,
        f"{span(closures.KEPT_SECONDS)} from their end, then until the next is set",
    ),
    Family(
        "air",
        "staff",
        "topics and words that are off the air, the notice and the one before it, and who set them",
        CLEAR,
        "until put back; a notice until the next one",
    ),
)
NOBODY = (
    Family(
        "counts:{day}",
        "nobody",
        "how often each thing happened on a day",
        NONE,
        f"{counts.DAYS_KEPT} days, then in the month's sum",
    ),
    Family("counts:{month}", "nobody", "the same by month", NONE, FOR_GOOD),
    Family("counted_since", "nobody", "since which day each newer kind of count is counted", NONE, FOR_GOOD),
    Family("days", "nobody", "of which days there are counts", NONE, f"each {counts.DAYS_KEPT} days"),
    Family(
        "unknown",
        "nobody",
        f"words that found nothing, once {unknown.PEOPLE} people have used one",
        "single words in the clear",
        f"{span(unknown.KEPT_SECONDS)} from their last use, then until the list is next read",
    ),
    Family("answered", "nobody", "how long answers took, in classes", NONE, FOR_GOOD),
    Family(
        "failures",
        "nobody",
        "what failed within two hours",
        NONE,
        "2 hours, then until the next minute is noted",
    ),
    Family("failures:{minute}", "nobody", "that a minute was noted", NONE, "2 minutes"),
    Family("bell", "nobody", "how many new records staff have not been told of", NONE, "until they are"),
    Family("bell:ringing", "nobody", "how many they are being told of", NONE, "until they are"),
    Family("bell:quiet", "nobody", "that staff were told just now", NONE, span(bell.QUIET_SECONDS)),
    Family("pulse:worker", "nobody", "when the worker last gave a sign", NONE, span(DAY)),
    Family(
        "restored",
        "nobody",
        "of a restored line: when its backup was taken, and when it was put back",
        NONE,
        "until an admin says that staff have looked",
    ),
    Family(
        "preflight",
        "nobody",
        "what the last preflight saw, a line for each subject, and when",
        f"{NONE}; no secret, nobody's number",
        "until the next one",
    ),
    Family(
        "rehearsal:moment",
        "nobody",
        "the hour that a test call pretends",
        NONE,
        span(rehearsals.OPEN_SECONDS),
    ),
    Family(
        "rehearsal:heard",
        "nobody",
        "of a test call: its id at the carrier, where it was led, and what of our own words was heard",
        f"in the clear; {NONE}",
        span(HOUR),
    ),
    Family("rehearsal:wanted", "nobody", "that a test was asked for", NONE, span(rehearsals.WANTED_SECONDS)),
    Family(
        "rehearsal:asked",
        "staff",
        "when a test was last asked for at the desk, and the account's name",
        "in the clear",
        span(rehearsals.LAST_SECONDS),
    ),
    Family(
        "rehearsal:last",
        "nobody",
        "what came of the last test, and when",
        NONE,
        span(rehearsals.LAST_SECONDS),
    ),
    Family("rewritten", "nobody", "in which night the store's file was last written anew", NONE, FOR_GOOD),
    Family("tried", "nobody", "a small write, to see whether the store takes one", NONE, "1 minute"),
    Family("acknowledged", "nobody", "a small write, for replicas to confirm", NONE, FOR_GOOD),
    Family("number-key", "nobody", "a check value of NUMBER_KEY", "a fixed word, sealed", FOR_GOOD),
    Family("key", "nobody", "a check value of HASH_KEY", "a keyed hash of a fixed word", FOR_GOOD),
)
