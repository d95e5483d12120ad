"""How texts tell somebody the words that choose another language ("Cymraeg? CYMRAEG.")."""

from collections.abc import Mapping

from menus.model import Language, Pack
from menus.parts import is_gsm7, parts

# The texts that tell it, each with its most parts (R24): fixed sentences, the topic on this line, and the
# menu that confirms a choice.
MOST: Mapping[str, int] = {
    "menu": 1,
    **dict.fromkeys(("help", "unknown", "howto", "language", "one_language"), 2),
}


def with_ways(pack: Pack, language: Language, name: str, text: str) -> str:
    """The text called `name`, followed by how to choose each other language ("Cymraeg? CYMRAEG.").

    Only some texts of a pack with several languages get these words, such as "menu" and "help". Any other
    text stays as it is. "unknown", the reply to a text that was not understood, tells only how to choose the
    pack's first language. If the words would make a text too long (R24), one phrase of the text is replaced
    by a shorter one that the pack gives. If the text is too long even so, the words are left out.
    """
    others = [one for one in pack.languages.values() if one is not language]
    if name == "unknown":
        others = [language.first] if language.first else []
    shorter = language.shorter or (language.first.shorter if language.first else ())
    for way in (one.way for one in others if name in MOST and one.way and one.way not in text):
        longer = f"{text} {way}"
        tried = (longer, longer.replace(shorter[0], shorter[1]) if shorter[1:] else longer)
        text = next((told for told in tried if _fits(language, told, MOST[name])), text)
    return text


def _fits(language: Language, text: str, most: int) -> bool:
    """Whether a text has no more parts than it may: `most` in GSM-7, else as many as the language allows."""
    return parts(text) <= (most if is_gsm7(text) else language.parts)
