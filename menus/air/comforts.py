"""Finds comfort that a notice must not give to people who are ill or in despair: "it passes" (R57)."""

import re

# Despair, and fear of somebody: whoever hears of it here holds on instead of asking for help.
DESPAIR = re.compile(
    r"\b(?:ending it|end it all|end your life|kill\w*|suicid\w*|harm(?:s|ed|ing)? (?:you|yourself"
    r"|themselves)"
    r"|hurts?(?: you| yourself| a lot| more| less)|(?:it|that|something) hurts?|hits? (?:you|them|her|him)"
    r"|beats? (?:you|them|her|him)|abus\w+|violen\w+|frighten\w*|scare[sd]|threaten\w*|panic\w*"
    r"|anxious|anxiety|depress\w+|burden|dark thoughts|dark place|locks? you|shouts?|despair\w*|lonely"
    r"|hopeless|overdos\w+|go on living"
    r"|(?:can not|cannot|cant) (?:go on|cope|bear it|take any more)"
    r"|life (?:is|seems|feels|gets|becomes)|(?<!we are )afraid(?! to ask| to ring| that we))\b"
)
GOES = (
    "(?:pass(?:es)?(?! (?:it|them|this|that) on)|go(?:es)? (?:away|off|by itself)|heals?"
    "|settles?|wears? off|calms? down (?:by itself|on its own))"
)
NO_MATTER = (
    "(?:nothing(?: serious| much| bad| to worry \\w+)?$|nothing and|nothing serious|nothing to worry"
    "|harmless"
    "|nerves|wind|stress|your age|only age|normal(?! (?:that|for|on|hours|service|times?|again|post)))"
)
PASSES = re.compile(
    rf"\b(?:it|this|that|these|those|they|most|attacks?|spells?) (?:\w+ ){{0,4}}?(?:{GOES}|{NO_MATTER})\b"
    r"|\b(?:harmless|nothing (?:serious|unusual|bad|to worry about|to be worried about)|no (?:cause for"
    r"|reason to|need to) (?:concern|alarm|worry)|fades?|grin and)\b"
    r"|\b(?:feelings?|moods?) (?:do not|dont|does not|never) last\b"
    r"|\b(?:mostly|only|just|usually|probably) (?:nerves|wind|stress|age)\b"
    r"|\b(?:bear|live|put up) with (?:it|them|the|your)\b|\b(?:wait|sit|ride|sweat) it out\b"
    r"|\bgive it (?:a|some|two|three|another|until|time)(?: more)? ?(?:days?|weeks?|time|months?|\w+day)?$"
    r"|\b(?:carry|go) on as you (?:are|do|were)\b|\bwithout (?:any )?treatments?\b"
    r"|\b(?:gets?|go|goes) (?:better|away) (?:by|on|without)\b|\b(?:no|any) harm\b|\bon (?:all"
    r"|any) of (?:this|these)\b"
)
LIVES = re.compile(
    r"\b(?:pregnan\w*|having a baby|have a baby|breast ?feed\w*|expecting(?: a baby)?$|conceive|sleepy"
    r"|drowsy|sunbathe"
    r"|(?:fine|safe|all right|ok|okay|may|can) (?:to )?drive(?! (?:to|up|into|here|round)))\b"
)


def comforts(sentence: str) -> bool:
    """Whether a sentence says that an illness passes or does no harm, or speaks of despair or fear.

    Words on pregnancy, and on who may drive, count as well.
    """
    return bool(DESPAIR.search(sentence) or PASSES.search(sentence) or LIVES.search(sentence))
