"""Finds sentences that tell people how many to take, even without a medicine's name ("Take two", R57)."""

import re

N = "(?:half|another|a second|a third|one|two|three|four|five|six|a couple|a few|1|2|3|4|5|6)"
SORT = (
    "(?:white|yellow|pink|blue|red|green|brown|small|big|large|little|round|long|strong|weak|old|new|other)"
)
ONES = f"(?:(?:the|these|those|your) {SORT} ones|of (?:them|these|those)|of the {SORT} ones|a one)"
OFTEN = "(?:a|per|every|each) (?:other |second |third )?(?:day|night|morning|evening|week|meal)"
THEN = (
    "(?:on|every|each|a|per|at|in|instead|more|less|fewer|extra|until|from|before|after|as|with|and|or"
    "|today"
    "|tonight|tomorrow|daily|only|for)"
)
TAKING = (
    "(?:take|have|taking|having|swallow|use|miss|skip|leave|drop|leave out|leave off|go back to|go down to"
    "|go up to|go on|stick to|start with|need)"
)
ENOUGH = "(?:enough|plenty|fine|all right|alright|ok|okay|safe|best|better|all you need|too many)"
AMOUNTS = re.compile(
    rf"\b(?:^|you|people|everybody|everyone|anybody|please|and|then|so|just|now|may|can|should|must|or"
    rf"|safely)"
    rf" ?\b{TAKING} (?:only |just |up to |now )?{N}(?: {THEN}\b|$| {ONES})"
    rf"|\b{N}(?: (?:{ONES}|{OFTEN}|at (?:a time|night)|in the (?:morning|evening)|on \w+|less|more|fewer"
    rf"|extra)){{0,3}} (?:is|are|will be|would be) (?:quite |also |more than )?{ENOUGH}\b"
    rf"|\b{N}(?: {ONES})?(?: at (?:night|a time)| {OFTEN}| in the morning)? (?:will|should|would) do\b"
    rf"|\b{N} {OFTEN} |\b{N} {OFTEN}$"
    rf"|\b{N} instead of {N}\b|\b{N} (?:less|more|fewer|extra) {OFTEN}\b|\b(?:the|those"
    rf"|these) {SORT} ones\b"
    r"|\byour (?:weekly|daily|morning|evening|nightly|next|usual|monthly) ones?\b"
    r"|\b(?:forget|miss|skip|leave out|leave off|go without|do without|put off) (?:it|them|one|some)\b"
    rf"|\b{TAKING} (?:a second|another|a third) one\b|\bhalf (?:of (?:it|them) )?(?:will|would) last\b"
    r"|\b(?:miss|skip|leave out|leave off|go without|do without) (?:a|one|two|another) (?:days?|weeks?)\b"
)
# What is taken with it, or done where it is forgotten or at an end.
BESIDE = re.compile(
    r"\b(?:alcohol|beers?|pints?|wine|spirits|grapefruit|doubl(?:e|es|ed|ing)|(?:borrow|share) some"
    r"|a glass(?: or two)?|a drink(?: or two)?)\b"
    rf"|\b(?:cut|go|come|drop|get|stay) (?:down |up |back )?(?:to|for|at|on) {N}\b(?! (?:calls?|hours?"
    rf"|weeks?|days?|minutes?))"
    rf"|\b{N} at (?:breakfast|lunch|dinner|tea ?time|bedtime|noon)\b|\bleave (?:a|one|two) (?:days?"
    rf"|weeks?) out\b"
)
# Of what else there are so many: "two of our lines", "three answer".
OURS = re.compile(
    r"\b(?:calls?|texts?|messages?|lines?|phones?|pages?|forms?|letters?|leaflets?|places?|of (?:us|our)"
    r"|nurses?|staff|people|volunteers?|answers?)\b|^we\b"
)


def tells_amounts(sentence: str) -> bool:
    """Whether a sentence tells people how many to take, or what to take them with, such as alcohol.

    The sentence need not name a medicine. False if it is about our own people or things ("two of our lines").
    """
    there = AMOUNTS.search(sentence) or BESIDE.search(sentence)
    return bool(there) and not OURS.search(sentence)
