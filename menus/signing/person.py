"""Judges whether a name is a person's, whether two names are one person's, and whether a role names a job."""

import re
import unicodedata

LETTERS = re.compile(r"[^\W\d_]+")
BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Letters that look like a Latin one and do not fall apart into it and a sign (of Unicode's confusables).
LOOK_ALIKE = {
    ord(letter): latin
    for latin, letters in {
        "a": "аαɑ",
        "b": "вβ",
        "c": "сϲ",
        "d": "ԁđ",
        "e": "еεə",
        "g": "ɡց",
        "h": "һհħн",
        "i": "іιı",
        "j": "јϳ",
        "k": "кκ",
        "l": "łƚլ|",
        "m": "м",
        "n": "ոηп",
        "o": "оοøօ",
        "p": "рρ",
        "q": "ԛ",
        "r": "г",
        "s": "ѕ",
        "t": "тτŧ",
        "u": "սυ",
        "v": "ѵν",
        "w": "ԝω",
        "x": "хχ",
        "y": "уүγ",
    }.items()
    for letter in letters
}
# A digit amid letters is read as a letter; of letters that are read as each other, all are taken for one.
DIGITS = str.maketrans("013457", "oieast")
ALIKE = str.maketrans("lj", "ii")


def _plain(name: str, last: str = "") -> str:
    """A name in a plain form, for comparison: small letters, no accents, and nothing in brackets.

    A letter of another alphabet becomes the Latin letter that it looks like. So does a digit before a letter
    ("0" gives "o"). `last` is a pattern, such as one for the end of a word, or "". A digit before a match of
    `last` becomes a letter, too.
    """
    # before signs are taken off as well: a "\u03f2", drawn as a c, falls apart into a sigma
    alike = BRACKETED.sub(" ", name).casefold().translate(LOOK_ALIKE)
    parts = unicodedata.normalize("NFKD", alike)
    bare = "".join(mark for mark in parts if unicodedata.category(mark) not in {"Mn", "Me", "Cf"})
    latin = bare.casefold().translate(LOOK_ALIKE)
    # a digit amid letters stands for one; after them (`last` is "\\b") it may, or be a count ("maria2")
    return re.sub(rf"\d(?=[^\W\d_]{last and '|' + last})", lambda digit: digit[0].translate(DIGITS), latin)


def _all(words: str) -> frozenset[str]:
    return frozenset(_plain(word) for word in words.split())


TITLES = _all(
    "dr doctor mr mrs ms miss mx prof professor sir dame sister rev reverend nurse rn rgn rmn mbe obe"
    " phd md the an"
)
# Where one of these stands, a name is still to be written, whatever stands beside it.
TO_COME = _all(
    "tba tbc tbd tbn todo placeholder unknown confirmed advised decided announced agreed appointed"
    " anonymous nobody noone unnamed vacant pending anon unassigned unsigned"
)
# A name of these alone is nobody's.
NOBODY = TITLES | _all(
    "admin administrator all an and another any anybody anyone applicable asdf author be board by"
    " charity clinician committee consultant default doe draft dummy editor editors everybody everyone"
    " example expert foo for group gp helpline here is known later line me my n na name new nil no none"
    " not null nurses of office of one other others our person pharmacist physio physiotherapist qwerty"
    " reader reviewer sample see self service signature signed somebody someone specialist staff surname"
    " team temp test tester testing this to user we who x xx xxx yes yet you your abc volunteer manager"
    " trustee secretary"
)
INVENTED = tuple(
    _all(name)
    for name in (
        *("John Doe", "Jane Doe", "Joe Bloggs", "Fred Bloggs", "Jo Bloggs", "First Last", "First Second"),
        *("Forename Lastname", "Firstname Lastname", "Mickey Mouse", "Donald Duck", "Jack Sprat"),
    )
)

# What no profession is called, wherever it stands in a role.
NO_ROLE = TO_COME | _all(
    "draft dummy example foo never nil no none non not null sample test tester testing unqualified"
    " unchecked no-one somebody someone anybody anyone everybody everyone x xx xxx na name role asdf"
    " qwerty layman"
)
# A role of these alone says only that there is one.
VAGUE = TITLES - _all("nurse doctor") | _all(
    "a an and of or by in at our your my one person people clinician clinicians clinical professional"
    " expert member staff human volunteer editor editors author team reader reviewer checker qualified"
    " registered senior health healthcare care medical somebody something thing man woman user admin"
    " charity role"
)


def is_placeholder(name: str) -> bool:
    """Whether a name is no true one, but stands in for one to come: "x", "TODO", "A. Clinician"."""
    words = frozenset(LETTERS.findall(_plain(name)))
    real = [word for word in words if word not in NOBODY and len(word) > 1 and len(set(word)) > 1]
    return not real or bool(words & TO_COME) or words - TITLES in INVENTED


def says_nobody(role: str) -> bool:
    """Whether a role says that nobody holds it, or that somebody is still to be found ("none", "TBC")."""
    return bool(NO_ROLE.intersection(LETTERS.findall(_plain(role))))


def is_vague(role: str) -> bool:
    """Whether a role names no profession: "a clinician", "our team"; true of "" too."""
    return VAGUE.issuperset(LETTERS.findall(_plain(role)))


def name_in(role: str, name: str) -> str:
    """The first word of a role that is also in the name, even if spelt differently; "" if there is none.

    A word that is nobody's name ("nurse") does not count, nor does a single letter.
    """
    named = {word for word in _words_of(name) if len(word) > 1}
    words = (
        word for word in re.split(r"[\s()]+", role) if not NOBODY.issuperset(LETTERS.findall(_plain(word)))
    )
    return next((word for word in words if named.intersection(_words_of(word))), "")


def mixes_alphabets(name: str) -> bool:
    """Whether a name has letters of the Latin alphabet and of another one beside them."""
    letters = (mark for mark in unicodedata.normalize("NFKC", name) if mark.isalpha())
    scripts = {unicodedata.name(mark, "?").split()[0] for mark in letters} - {"MODIFIER"}
    return "LATIN" in scripts and len(scripts) > 1


def is_same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: "ann.smith" is "Dr Ann Smith". Titles and order do not count."""
    return bool(_words_of(one)) and sorted(_words_of(one)) == sorted(_words_of(other))


def may_be_same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's, because all of one name is in the other.

    A single letter stands for any name that begins with it: "B. Jones" may be "Bo Jones". What is in brackets
    does not count.
    """
    return any(_is_within(_words_of(one, last), _words_of(other, last)) for last in ("", r"\b"))


def _is_within(one: list[str], other: list[str]) -> bool:
    fewer, more = sorted((one, other), key=len)
    left = [*more]
    for word in sorted(fewer, reverse=True):  # a letter behind the words that it may be short for
        found = word if word in left else next((other for other in left if _is_short_for(word, other)), None)
        if found is None:
            return False
        left.remove(found)
    told = (fewer,) if len(fewer) < len(more) else (one, other)
    return all(any(len(word) > 1 for word in words) for words in told)


def _is_short_for(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[0] == other[0]


def _words_of(name: str, last: str = "") -> list[str]:
    """The words of a name in the form in which names are compared.

    Titles and articles are left out, and letters that look alike become the same. `last` is as for `_plain`.
    """
    words = (word for word in LETTERS.findall(_plain(name, last)) if word not in TITLES)
    return [word.translate(ALIKE).replace("rn", "m").replace("vv", "w") for word in words]
