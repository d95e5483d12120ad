"""What a clinician signed before stays signed: the same words keep their version and seal (R22)."""

from dataclasses import replace
from datetime import date

import pytest

from menus.blanks import COST, RECORDED
from menus.facts.fact import Fact
from menus.matcher.ear import Ear, Voice
from menus.matcher.learnt.offering import Bounds, TopicEar
from menus.matcher.learnt.sorted_runs import sorted_runs
from menus.model import Language, Pack, Topic
from menus.signing.signature import Signature, sealed
from menus.signing.things import things
from menus.signing.version import ear_mark, sounds_of, version
from menus.tracing.marks import Mark
from menus.tracing.traced import Traced
from tests.packs.once import shipped

EVERY = " ".join(f"{{{name}}}" for name in sorted(COST | RECORDED))
BONES = Topic(
    name="bones",
    keyword="BONES",
    also=("osteoporosis",),
    title="Bones.",
    option="For bones",
    short="bones",
    medicine=True,
    safety="Don't stop.",
    spoken=("Ask {charity} about Zoledronate.", "It is {free}."),
    text="{service}. BONES: {document}.",
    more="{answerer} Más.",
    source=("T1", "T9"),
    heading="Bones",
    author="Ann",
    reviewed_by="",
    reviewed_on=None,
    review_by=None,
)
EAR = Ear(
    sorted_runs([3, 4], bytes([130, 120]), 1),
    5,
    7,
    9,
    2,
    Voice({3: 4}, 1),
    Voice(sorted_runs([9], b"z", 1), 2),
)
TOPIC_EAR = TopicEar(
    ("bones", "other"), sorted_runs([5], bytes([129, 127]), 2), (3, -4), Bounds(1, 2, 3, 4, 5, 6, 7)
)


def written() -> Pack:
    """A pack whose words no release changes."""
    pack = shipped()
    language = replace(
        pack.languages["en"],
        call={"careful": "Ask first, say zoledronate.", "afraid": "Ring {refuge}."},
        text={"careful": f"{{service}}: {EVERY}", "pause": "Later é."},
        topics={"bones": BONES},
        pronunciation={"zoledronate": "zˈɛ", "don't": "dˈəʊnt", "unsaid": "ˈʌ"},
        matching={
            "safety": {
                "body": {"words": ("@chest pain", "@own é")},
                "sets": {"chest": ("chest",), "idle": ("x",)},
            },
            "matching": {"sets": {"chest": ("lost",), "own": ("mine",)}},
        },
        named={"charity": "the charity", "document": "its leaflet", "answerer": "A nurse"},
        cost={"free": {name: f"{name} of it" for name in COST}},
        recorded={name: f"{name} so" for name in RECORDED},
        ear=EAR,
        topic_ear=TOPIC_EAR,
        traced=Traced(
            {
                ("en/topics/bones.toml", "text"): (Mark(6, ("T1", "T2")),),
                ("en/topics/other.toml", "text"): (Mark(6, ("T3",)),),
                ("en/phrases.toml", "call.careful"): (Mark(4, ("T2",)),),
                ("en/phrases.toml", "call.other"): (Mark(4, ("T3",)),),
            }
        ),
        lent=frozenset(),
    )
    return replace(
        pack,
        service="Tube Line",
        languages={"en": language},
        hours=replace(pack.hours, refuge="+448000000000", cost="free", recorded=True),
        facts={"T1": Fact("Bones", "Ask.", 2, "abc"), "T2": Fact("Bones"), "T3": Fact("Else")},
    )


def changed(pack: Pack, **over: object) -> Language:
    return replace(pack.languages["en"], **over)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of", "was"),
    {
        "en/fixed-replies": "d81c2ac09c2b684a0e0343a362aa2ee870210413f3244f1c67c7a2c1d532b9a2",
        "en/alarm-rules": "9b8742c5d562a26ad711ff396dce67138de0fdb4335533676590820b52e9fe65",
        "en/second-ear": "2cedf7ed4f790900fe46cac9e582c9fa213ae91527d837ba542642177f621c31",
        "en/topics/bones": "601cc6262f0c7fbe1463b47e133e10adfef651c951346314225f1f55fa05e398",
    }.items(),
)
def test_words_that_nobody_changed_have_the_version_that_was_signed(of: str, was: str) -> None:
    """Where this fails, all that was signed becomes a draft: is that meant, and `FORM` a new number?"""
    pack = written()
    assert {thing.id: version(pack, thing) for thing in things(pack)}[of] == was


def test_without_an_ear_and_without_recording_the_versions_are_those_that_were_signed() -> None:
    pack = written()
    bare = replace(
        pack,
        languages={"en": changed(pack, topic_ear=None)},
        hours=replace(pack.hours, recorded=False),
    )
    found = {thing.id: version(bare, thing)[:16] for thing in things(bare)}
    assert found == {
        "en/fixed-replies": "e7d460955a549b08",
        "en/alarm-rules": "9b8742c5d562a26a",
        "en/second-ear": "969ada5731de68aa",
        "en/topics/bones": "601cc6262f0c7fbe",
    }
    assert ear_mark(pack.languages["en"]) == "a3578020ad6289a6"
    assert ear_mark(changed(pack, ear=None)) == "44136fa355b3678a"


def test_each_word_that_is_said_has_its_sound_and_rules_have_none() -> None:
    pack = written()
    sounds = {thing.id: dict(sounds_of(pack, thing)) for thing in things(pack)}
    assert sounds == {
        "en/fixed-replies": {"zoledronate": "zˈɛ"},
        "en/alarm-rules": {},
        "en/second-ear": {},
        "en/topics/bones": {"don't": "dˈəʊnt", "zoledronate": "zˈɛ"},
    }


SIGNED = Signature("v1", "Bo Jones", "a nurse", "NMC 1", date(2026, 5, 1), date(2027, 5, 1), "maria")


@pytest.mark.parametrize(
    ("signature", "seal"),
    [
        (SIGNED, "15fcd19c8fb7e7f6e18a451799b8c8267b1cf1c930494eceeb1bcfdc5e55d845"),
        (
            replace(SIGNED, withdrawn="by maria, 2026-06-01"),
            "1127a8f61bd56bfc2832b8a6e6cd74deba36df78280a382c04136d41030a98db",
        ),
    ],
)
def test_a_signature_that_nobody_changed_has_the_seal_that_it_was_given(
    signature: Signature, seal: str
) -> None:
    assert sealed("en/topics/bones", replace(signature, seal="another")).seal == seal
