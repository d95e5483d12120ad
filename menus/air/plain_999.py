"""The plain sentence "in an emergency ring 999": what a notice may say of 999, and where (R57).

Whoever hears a notice may have an emergency now. The line itself tells them of 999, in calls before the
notice and in texts after it. So a notice need not name 999. If it does, the plain sentence must be its last
words: words behind "ring 999" can make somebody wait, in more ways than any list can hold.
"""

import re

from menus.phrasing.tables import plain

RING = "(?:ring|call|dial|phone|telephone)"
N = "(?:999|9 9 9)(?: or (?:112|1 1 2))?"
WHEN = (
    "(?:(?:in|for) (?:an|any|a medical|a life threatening|a real) emergency|in emergencies"
    "|if (?:it|this) is an emergency|if you need an ambulance)"
)
LEAD = "(?:(?:please|but|and|so|or|as always|always|still|remember|do not wait) )*"
NOW = "(?: (?:at once|straight away|immediately|right away|now|as always|as usual|not us|day or night))*"
# That we do not help is no reason to wait: it may lead up to the plain sentence.
NO_HELP = (
    f"(?:(?:(?:please )?(?:do not|dont|never) (?:{RING}|text|wait for|rely on) (?:us|this line) {WHEN}"
    f"|(?:we|this line) (?:can not|cannot|cant) (?:help|answer|help you) {WHEN}"
    "|(?:we are|this line is) not for (?:emergencies|an emergency)) )?"
)
PLAIN = re.compile(
    f"(?:{NO_HELP}{LEAD}(?:{WHEN} {LEAD}(?:hang up and )?{RING} {N}{NOW}"
    f"|(?:hang up and )?{RING} {N}{NOW}(?: {WHEN})?{NOW})"
    # in Welsh
    f"|(?:(?:ond|a|cofiwch) )*(?:mewn argyfwng (?:ffoniwch|galwch|deialwch) {N}(?: ar unwaith)?"
    f"|(?:ffoniwch|galwch|deialwch) {N}(?: ar unwaith)? mewn argyfwng))"
)
# Everybody is told of 111, too.
URGENT = re.compile(
    f"{LEAD}(?:(?:for (?:urgent |medical |health )?(?:help|advice)|if it is urgent) {RING} (?:111|1 1 1)"
    f"|{RING} (?:111|1 1 1) for (?:urgent |medical |health )?(?:help|advice))"
)
ENDS = re.compile(r"[.!?:;\n]+")
NAMED = re.compile(
    r"\b(?:999|9 9 9|112|1 1 2|nine nine nine|(?:triple|treble|three) nines?|nine double nine"
    r"|double nine nine|one one two|emergency|emergencies|ambulances?|paramedics?|rescue services?"
    r"|blue lights?|a and e|a e|casualty|argyfwng|ambiwlans(?:ys)?)\b"
)
# What would have somebody do something else before the plain sentence is for them.
FIRST = re.compile(r"\b(?:(?<!the )first(?! of\b)|beforehand|before (?:that|anything)|gyntaf|ymlaen llaw)\b")


def besides_plain(said: str) -> tuple[str, bool]:
    """The words of a notice before a plain sentence at its end, and whether these words are about 999.

    Without such an end, the result has all words. Words are about 999 if they name 999, an emergency, or
    helpers such as an ambulance. Words before a plain sentence are also about 999 if they tell people to do
    something else first.
    """
    pieces = [piece for piece in ENDS.split(said) if piece.strip() and not URGENT.fullmatch(plain(piece))]
    words = [plain(piece) for piece in pieces]
    for count in (2, 1):  # "We cannot help in an emergency: ring 999" is two pieces of one sentence
        if len(words) >= count and PLAIN.fullmatch(" ".join(words[-count:])):
            rest = ". ".join(words[:-count])
            return ". ".join(pieces[:-count]), bool(NAMED.search(rest) or FIRST.search(rest))
    return ". ".join(pieces), bool(NAMED.search(". ".join(words)))
