"""The judgement of a password by zxcvbn: whether it is hard to guess, and if not, why, in words."""

LEAST, MOST = 12, 200
# The most that zxcvbn gives: 10^10 guesses. Three words pass; a word and a year, a name and a town do not.
HARD = 4
# Letters that are judged: what follows only makes it harder, and signs that stand for letters take seconds.
JUDGED = 32
TOO_SHORT = f"A password has {LEAST} to {MOST} characters. Three or four words are easy to keep in mind."
TOO_EASY = "That password is too easy to guess"
TAKE = "Take three or four words that do not belong together."
DICTIONARIES = {
    "passwords": "a password that many people use",
    "user_inputs": "your name or the name of the line",
    "male_names": "a name",
    "female_names": "a name",
    "surnames": "a name",
}
PATTERNS = {
    "dictionary": "a common word",
    "repeat": "something repeated",
    "sequence": "letters or figures in a row",
    "spatial": "keys that lie side by side",
    "date": "a date or year",
    "regex": "a date or year",
}


def why_unfit(password: str, name: str, service: str) -> str:
    """The reason why a password is not accepted, as a sentence; "" if it is accepted.

    `name` is the account's name, `service` is the line's. A password is not judged harder to guess for having
    one of them in it.
    """
    if not LEAST <= len(password) <= MOST:
        return TOO_SHORT
    from zxcvbn import zxcvbn  # here: its lists are of no use to a call

    ours = [name, service, service.replace(" ", ""), *service.split(), "helpline"]
    judged = zxcvbn(password[:JUDGED], [one.lower() for one in ours if one])
    if judged["score"] >= HARD:
        return ""
    parts = (PATTERNS.get(part["pattern"], "") for part in judged["sequence"])
    named = (DICTIONARIES.get(part.get("dictionary_name", ""), "") for part in judged["sequence"])
    found = list(dict.fromkeys(special or plain for special, plain in zip(named, parts, strict=True)))
    made_of = " and ".join(one for one in found if one)
    return f"{TOO_EASY}{f': it is little more than {made_of}' if made_of else ''}. {TAKE}"
