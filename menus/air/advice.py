"""What a notice must not be: advice about a medicine or in an emergency, which no clinician signed (R57)."""

from collections.abc import Iterator

from menus.air.orders import orders
from menus.air.plain_999 import besides_plain
from menus.matcher.alarms import alarm_in
from menus.matcher.answers import Urgent
from menus.matcher.care import medicine_change
from menus.matcher.utterance import Utterance
from menus.model import Fault, Language
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.reading import Reading, read
from menus.phrasing.tables import spaced

MEND = (
    "a notice says how the line and the helpline work, such as when somebody answers; advice is signed by a "
    "clinician: take this out. If a topic is wrong, take it off the air above"
)
PLAIN = (
    "the line itself tells everybody of 999 beside a notice: leave 999, emergencies and ambulances out, or "
    "let “In an emergency ring 999.” be the last sentence, as what stands behind it can make somebody wait"
)


def advice(language: Language, said: str, key: str, file: str) -> Iterator[Fault]:
    """Find in the words `said` what callers could take as advice: on medicines, their body, help, or money.

    The matcher hears the words as it would hear them from a texter (R29, R30). `key` and `file` tell in the
    fault where the words stand.
    """
    data = lexicon(language)
    reading = read(data, said)
    changed, _ = medicine_change(Utterance(data, said, reading, talk_open=False))
    if named := _medicine(data, reading):
        yield Fault(file, key, f'names a medicine or a treatment, "{named}"', MEND)
        return
    if changed:
        yield Fault(file, key, "sounds like advice about a medicine", MEND)
        return
    rest, bound = besides_plain(said)
    if bound:
        yield Fault(file, key, "says more of 999 or an ambulance than to ring it in an emergency", PLAIN)
    elif isinstance(alarm_in(data, read(data, rest))[1], Urgent):
        yield Fault(file, key, "sounds like advice in an emergency", MEND)
    else:
        yield from (Fault(file, key, told, MEND) for told in orders(rest))


def _medicine(data: Lexicon, reading: Reading) -> str:
    """The first of the pack's medicines that the message names, or "" if it names none."""
    text = spaced(reading.words)
    return next((name for name in data.grammar.sets.get("medicine", ()) if f" {name} " in text), "")
