"""How a word sounds, in English letters: right for each word of ours, nothing where it would be a guess."""

import pytest

from menus.signing.respelling import respelt
from tests.packs.once import shipped


@pytest.mark.parametrize(
    ("ipa", "told"),
    [
        ("ˌæzəˈθaɪəʊpɹiːn", "az-uh-THY-oh-preen"),
        ("ˌmɛθəˈtɹɛkseɪt", "meth-uh-TREK-sayt"),
        ("ɪnˈflɪksɪmæb", "in-FLIK-sim-ab"),
        ("ˈstɛɹɔɪdz", "STERR-oydz"),
        ("ˈæntɪˌbɒdiz", "AN-ti-bod-eez"),
        ("ˌsaɪkləʊˈfɒsfəmaɪd", "sy-kloh-FOS-fuh-mighd"),
        ("ɛəˈɹəʊbɪk", "air-ROH-bik"),
        ("ˈaɪvi ˈdɹɪp", "EYE-vee DRIP"),
        ("ˈbʊɹə", "BUUR-uh"),
        ("ˈmjʊzɪk", "MYOO-zik"),
        ("ˈhɛɹɪŋ", "HERR-ing"),
        ("ˈhɜːɹɪŋ", "HUR-ring"),
        ("ˈlɪəʊ", "LI-oh"),
        ("ˈɪndəstɹi", "IN-duh-stree"),
        ("ˈsɒɹ", "SORR"),
        *(("ˈboʊt", "BOHT"), ("ˈhaʊs", "HOWS"), ("ˈkɛː", "KAIR"), ("ˈkeə", "KAIR"), ("ˈfɪə", "FEER")),
        *(("ˈpʊə", "POOR"), ("ˈbed", "BED"), ("ˈflu", "FLOO"), ("ˈtʃɛst", "CHEST"), ("ˈdʒɔː", "JAW")),
        *(("ˈðɪs", "DHIS"), ("ˈʃɒt", "SHOT"), ("ˈvɪʒən", "VIZH-uhn"), ("ˈrɛd", "RED"), ("ˈlɒx", "LOKH")),
        *(("ˈɡʌm", "GUM"), ("ˈgʌm", "GUM"), ("ˈmɛəʊ", "ME-oh"), ("ˈmeəʊ", "ME-oh"), ("ˈmʊəʊ", "MUU-oh")),
        ("", ""),
        ("ˈst", ""),
        ("ˈɬaːn", ""),
        ("ˈpɹɛd!", ""),
    ],
)
def test_a_pronunciation_in_english_letters(ipa: str, told: str) -> None:
    assert respelt(ipa) == told


def test_each_word_of_the_shipped_pack_can_be_judged_without_the_phonetic_alphabet() -> None:
    sounds = shipped().languages["en"].pronunciation
    told = {word: respelt(ipa) for word, ipa in sounds.items()}
    assert sounds and all(one.isascii() and one.replace("-", "").isalpha() for one in told.values()), told
    stressed = [word for word, ipa in sounds.items() if "ˈ" in ipa and told[word].islower()]
    assert not stressed
