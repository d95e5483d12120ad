"""The plain sentence "ring 999 in an emergency": what a notice may say of 999, and what it may not (R57).

Whoever reads a notice may be somebody whose emergency is now. So a notice repeats what everybody is told, or
says nothing of 999: each further word could make 999 wait for us, or for a sign that is not theirs.
"""

import re
import unicodedata

N = "(?:999|9 9 9)(?: or (?:112|1 1 2))?"
RING = "(?:ring|call|dial|phone|telephone)"
URGENT = "(?:111|1 1 1)"
WHEN = (
    "(?:(?:in|for) (?:an|any|a medical|a life threatening|a real) emergency|in emergencies"
    "|if (?:it|this) is an emergency|(?:if|when) (?:you have|there is) an emergency"
    "|(?:if you need|for) an ambulance)"
)
LEAD = "(?:(?:please|but|and|so|or|as always|always|still|also|just|remember|you can|you may|you should) )*"
NOW = (
    "(?: (?:at once|straight away|immediately|right away|now|first|instead|as always|as usual|day or night))*"
)
NOT_US = "(?: (?:and )?not (?:us|this line|this number|our line|the helpline)| instead of us| before us)?"
HELP = "for (?:(?:health |medical |urgent )?(?:advice|help)|anything (?:urgent|else))"
STILL = "(?:at any time|day or night|as always)"
THEN = "(?:and |or |but )?"
WAIT_NOT = "(?:hang up and |(?:do not|dont) wait (?:and )?)?"
NUMBERS = f"[0-9][0-9 ]{{4,20}}(?: or {URGENT})?|{URGENT}"
CYMRAEG = "(?:(?:ond|a|cofiwch) )*"
NO_HELP = (
    f"(?:(?:please )?(?:do not|dont|never) (?:{RING}|text|wait for|rely on)"
    f" (?:us|this line|the helpline) {WHEN}"
    f"|(?:we|this line|the helpline) (?:can not|cannot|cant) (?:help|answer|help you|come) {WHEN}"
    "|(?:we are|this line is|the helpline is) not for (?:emergencies|an emergency))"
)
PLAIN = tuple(
    re.compile(form)
    for form in (
        f"(?:{NO_HELP} )?{LEAD}{WHEN} {LEAD}{WAIT_NOT}{LEAD}{RING} {N}{NOW}{NOT_US}",
        f"{LEAD}(?:hang up and )?{RING} {N}{NOW} {WHEN}{NOW}{NOT_US}",
        f"{NO_HELP} {LEAD}(?:hang up and )?{RING} {N}{NOW}",
        f"{LEAD}{RING} {N}(?: (?:and|or) {URGENT})? {STILL}",
        f"{LEAD}{N}(?: and {URGENT})? (?:still )?(?:answers?|is open|are open|works?)"
        "(?: as always| as usual| day and night| at any time| all day and night)?",
        f"{LEAD}{HELP} {RING} {URGENT} {THEN}{WHEN} (?:{RING} )?{N}{NOW}",
        f"{LEAD}{RING} {URGENT} {HELP} {THEN}(?:{RING} )?{N} {WHEN}",
        f"{LEAD}{RING} (?:us on )?(?:{NUMBERS})(?: {HELP})? {THEN}{WHEN} (?:{RING} )?{N}",
        # in Welsh
        f"{CYMRAEG}mewn argyfwng (?:bob amser )?(?:ffoniwch|galwch|deialwch) {N}(?: ar unwaith)?",
        f"{CYMRAEG}(?:ffoniwch|galwch|deialwch) {N}(?: ar unwaith)? mewn argyfwng",
    )
)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
CLAUSE = re.compile(r"[^:;\n]+[:;]*")
NAMED = re.compile(
    r"\b(?:999|9 9 9|nine nine nine|(?:triple|treble|three) nines?|nine double nine|double nine nine"
    r"|112|1 1 2|one one two)\b"
)
HELPERS = re.compile(
    r"\b(?:ambulances?|paramedics?|emergency services|accident and emergency|a and e|ambiwlans)\b"
)
US = "(?:us|this line|our (?:line|nurses?|helpline|team|number)|the helpline|a nurse)"
# What makes anything wait for us, or forbids it.
WAITS = re.compile(
    r"\b(?:only|before|after|until|till|unless|except|first|once|instead|rather than"
    r"|never|dont|not|no need|without|can wait|wait for|ask us|tell us|try us)\b"
)
US_FIRST = re.compile(
    rf"\b(?:{US} (?:first|before)|first {RING} {US}|{RING} {US} {WHEN})\b"
    rf"|\b{WHEN} (?:\w+ ){{0,2}}(?:{RING}|text|try|ask|tell) {US}\b"
)

# What makes whoever heard of 999 before or behind it wait: for us, or on a line.
HELD = re.compile(
    r"\b(?:first(?! of\b)|beforehand|wait|hold|hang on|(?:stay|keep|remain) on the (?:line|phone)"
    r"|gyntaf|ymlaen llaw|arhoswch|daliwch)\b"
)
# What tells that somebody takes long; behind a sentence on 999 it is of 999, unless it names us.
LONG = re.compile(r"\b(?:busy|hours?|brysur|prysur|oriau|awr)\b")
OURS = re.compile(
    r"(?:but |and |so |today |now )?(?:we|our|opening|the helpline|this line|rydym|rydyn|ein)\b"
)
# What tells that an ambulance may not come: without a plain sentence beside it, people would ring us instead.
SCARCE = re.compile(
    r"\b(?:strikes?|striking|industrial action|walk(?:s|ing)? out|walkouts?|shortages?|short of|few(?:er)?"
    r"|no|not|cannot|cancel(?:led|s)?|stretched|overwhelmed|shut|closed|down|off the road|stood down"
    r"|unavailable|full)\b"
)
# How long people may wait, said as a fact and not told them to do; behind a sentence on 999 in days or more.
MUCH = (
    "(?:(?:about|around|up to|at least|for|some|over|under|only|more than|less than|a further) ){0,2}"
    "(?:[0-9]+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several"
    "|(?:a )?few|a couple of|many)"
)
WAITING = (
    "(?:(?:(?:you|callers|people|patients|everybody|everyone|they|some|we all)"
    " (?:(?:may|might|could|will|can|now)"
    f" )*(?:(?:have|has|expect) to )?|expect to )wait {MUCH}"
    f"|(?:the|our|a|this) (?:wait|waits|waiting time|waiting list)(?: for (?:a|an|the|our|your) \\w+)?"
    f"(?: (?:is|are|may be|can be|will be|of))* {MUCH})"
)
WAITED = re.compile(rf"\b{WAITING} (?:minutes?|hours?|days?|weeks?|months?)\b")
WAITED_DAYS = re.compile(rf"\b{WAITING} (?:days?|weeks?|months?)\b")
SLOW = re.compile(r"\b(?:busy|hours?|late|slow|delayed|delays?|wait|waits|waiting|hold)\b")
THEN_WHAT = re.compile(rf"\b(?:{WHEN}(?! (?:repairs?|works?|drill|meeting))|mewn argyfwng)\b")


def besides_plain(said: str) -> tuple[str, bool]:
    """What is left of a notice without its plain sentences on 999, and whether the rest is about 999, too.

    A sentence on an ambulance counts if it makes one wait, or forbids one; without a plain sentence beside it
    also if it says that few or none come. Beside a plain sentence one counts that sends people to us before,
    or makes them wait. One that says what to do in an emergency and is not plain always counts.
    """
    left: list[tuple[str, bool]] = []
    plain = False
    for sentence in SENTENCE.findall(said):
        if _is_plain(sentence):
            plain = True
            continue
        for piece in CLAUSE.findall(sentence):
            if _is_plain(piece):
                plain = True
            else:
                left.append((piece, plain))
    rest = [(_words(piece), behind) for piece, behind in left]
    bound = any(_is_of_999(words) for words, _ in rest)
    scarce = any(HELPERS.search(words) and SCARCE.search(words) for words, _ in rest)
    bound = bound or (scarce and not plain)
    held = plain and any(_makes_wait(words, behind=behind) for words, behind in rest)
    return "".join(piece for piece, _ in left), bound or held


def _is_of_999(words: str) -> bool:
    """Whether words that are no plain sentence are about 999, an ambulance, or what to do in an emergency."""
    helpers = HELPERS.search(words) and (WAITS.search(words) or SLOW.search(words))
    emergency = THEN_WHAT.search(re.sub(NO_HELP, "", words))
    return bool(NAMED.search(words) or helpers or emergency)


def _makes_wait(words: str, *, behind: bool) -> bool:
    """Whether words beside a plain sentence make one wait for us, or for 999 if they stand `behind` it."""
    sent = US_FIRST.search(words) and not re.search(NO_HELP, words)
    long = behind and LONG.search(words) and not OURS.match(words)
    told = (WAITED_DAYS if behind else WAITED).sub("", words)
    return bool(sent or HELD.search(told) or long)


def _words(text: str) -> str:
    """The text's words and numbers alone, in small letters, with one space between."""
    small = re.sub("['’]", "", unicodedata.normalize("NFKC", text).lower())
    return " ".join(re.findall(r"\w+", small))


def _is_plain(text: str) -> bool:
    words = _words(text)
    return any(form.fullmatch(words) for form in PLAIN)
