"""The codes of languages (ISO 639): those of two letters, and those of three that may be a language."""

import re

TWO_LETTERS = re.compile(
    r"a[abefkmnrsvyz]|b[aegimnors]|c[aehorsuvy]|d[aevz]|e[elnostu]|f[afijory]|g[adlnuv]"
    r"|h[aeiortuyz]|i[adegikostu]|j[av]|k[agijklmnorsuvwy]|l[abginotuv]|m[ghiklnrsty]"
    r"|n[abdeglnorvy]|o[cjmrs]|p[ailst]|q[u]|r[mnouw]|s[acdegiklmnoqrstuvw]|t[aeghiklnorstwy]"
    r"|u[gkrz]|v[eio]|w[ao]|x[h]|y[io]|z[ahu]"
)
# Some 7,900 languages have three letters, and more are added each year: only what is none of them is known.
THREE_LETTERS = re.compile(r"(?!mis|mul|und|zxx|q[a-t])[a-z]{3}")


def is_language(code: str) -> bool:
    """Whether a code may be that of a language (ISO 639): "cy", "syl"; not "xx", "qaa" or "CY".

    A code of two letters has to be in ISO 639. Any code of three letters will do, except the few that are
    known to be no language.
    """
    return bool(TWO_LETTERS.fullmatch(code) or THREE_LETTERS.fullmatch(code))
