"""A version differs wherever one letter differs: of what is said, a sound, a fact, an alarm (R22)."""

from dataclasses import asdict, fields, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from menus.model import Language, Pack, Topic
from menus.signing.signed_pack import lay_signatures
from menus.signing.things import CALLED, TEXTED, things
from menus.signing.version import version
from tests.packs.once import shipped
from tests.packs.signed import signatures

PACK = shipped()
ENGLISH = PACK.languages["en"]
BEFORE = {thing.id: version(PACK, thing) for thing in things(PACK)}
# What of a topic nobody says: how it is found, its name, and its review, which the signature itself holds.
UNSAID = {"name", "also", "reviewed_by", "reviewed_on", "review_by", "reviewer"}
FEW = settings(max_examples=30, deadline=None)


def changed(pack: Pack) -> set[str]:
    """What is no longer what it was."""
    return {thing.id for thing in things(pack) if version(pack, thing) != BEFORE[thing.id]}


def with_language(**over: Any) -> Pack:
    return replace(PACK, languages={"en": replace(ENGLISH, **over)})


def with_topic(topic: Topic) -> Pack:
    return with_language(topics={**ENGLISH.topics, topic.name: topic})


@st.composite
def slipped(draw: st.DrawFn, words: str) -> str:
    """These words with one letter changed, taken away or put in."""
    at = draw(st.integers(0, len(words)))
    letter = draw(st.sampled_from(["", *"abeox .,?!7é"]))
    end = draw(st.sampled_from([at, at + 1])) if at < len(words) else at
    found = words[:at] + letter + words[end:]
    return found if found != words else f"{words}x"


@given(st.data())
@FEW
def test_one_letter_of_what_a_topic_says_makes_another_version_of_it_alone(data: st.DataObject) -> None:
    topic = data.draw(st.sampled_from(list(ENGLISH.topics.values())))
    key = data.draw(st.sampled_from([one.name for one in fields(Topic) if one.name not in UNSAID]))
    held = getattr(topic, key)
    match held:
        case bool():
            new: Any = not held
        case str():
            new = data.draw(slipped(held))
        case _:
            at = data.draw(st.integers(0, len(held) - 1))
            new = (*held[:at], data.draw(slipped(held[at])), *held[at + 1 :])
    assert changed(with_topic(replace(topic, **{key: new}))) == {f"en/topics/{topic.name}"}


@given(st.data())
@FEW
def test_one_letter_of_a_fact_or_its_place_changes_all_that_rests_on_it(data: st.DataObject) -> None:
    topic = data.draw(st.sampled_from(list(ENGLISH.topics.values())))
    name = data.draw(st.sampled_from(topic.source))
    fact = PACK.facts[name]
    other = data.draw(
        st.sampled_from(
            [
                replace(fact, words=data.draw(slipped(fact.words))),
                replace(fact, heading=data.draw(slipped(fact.heading))),
                replace(fact, sentence=fact.sentence + 1),
                replace(fact, hash=f"{fact.hash}0"),
            ]
        )
    )
    found = changed(replace(PACK, facts={**PACK.facts, name: other}))
    resting = {f"en/topics/{one.name}" for one in ENGLISH.topics.values() if name in one.source}
    assert resting <= found <= {*resting, "en/fixed-replies"}
    assert changed(replace(PACK, facts={k: v for k, v in PACK.facts.items() if k != name})) >= resting


def test_a_pronunciation_changes_what_says_its_word_and_nothing_else() -> None:
    word = "bisphosphonates"
    saying = {
        f"en/topics/{name}"
        for name, topic in ENGLISH.topics.items()
        if word in " ".join((topic.title, topic.option, *topic.heard)).lower()
    }
    assert saying
    for sounds in ({**ENGLISH.pronunciation, word: "pred"}, {}):
        found = changed(with_language(pronunciation=sounds))
        assert saying <= found
        if sounds:
            assert found == saying


def test_a_sentence_that_rests_on_another_fact_is_another_version() -> None:
    (place, marks) = next((k, v) for k, v in ENGLISH.traced.marks.items() if k[0] == "en/topics/bones.toml")
    moved = replace(ENGLISH.traced, marks={**ENGLISH.traced.marks, place: (replace(marks[0], ids=("A1",)),)})
    assert changed(with_language(traced=moved)) == {"en/topics/bones"}


@given(st.data())
@FEW
def test_one_letter_of_a_fixed_reply_changes_them_and_of_any_other_sentence_does_not(
    data: st.DataObject,
) -> None:
    channel, fixed = data.draw(st.sampled_from([("call", CALLED), ("text", TEXTED)]))
    said = getattr(ENGLISH, channel)
    name = data.draw(st.sampled_from(sorted(said)))
    found = changed(with_language(**{channel: {**said, name: data.draw(slipped(said[name]))}}))
    assert found == ({"en/fixed-replies"} if name in fixed else set())


def test_the_number_for_who_is_afraid_is_part_of_the_replies() -> None:
    other = replace(PACK, hours=replace(PACK.hours, refuge="+448000000000"))
    assert changed(other) == {"en/fixed-replies"}


@given(st.data())
@FEW
def test_one_letter_of_an_alarm_or_of_a_set_it_names_changes_the_alarm_rules(data: st.DataObject) -> None:
    safety: Any = ENGLISH.matching["safety"]
    places = [
        (kind, listed)
        for kind in ("body", "despair", "danger", "harm", "at_once", "careful", "sets")
        for listed, held in safety[kind].items()
        if isinstance(held, tuple) and held
    ]
    kind, listed = data.draw(st.sampled_from(places))
    held = safety[kind][listed]
    at = data.draw(st.integers(0, len(held) - 1))
    new = (*held[:at], data.draw(slipped(held[at])), *held[at + 1 :])
    other = {**safety, kind: {**safety[kind], listed: new}}
    assert changed(with_language(matching={**ENGLISH.matching, "safety": other})) == {"en/alarm-rules"}


def test_each_weight_and_each_level_of_the_ear_changes_it() -> None:
    ear = ENGLISH.ear
    assert ear is not None
    run = next(iter(ear.weights))
    weights = {mark: ear.weights.get(mark, 0) for mark in ear.weights}
    assert not changed(with_language(ear=replace(ear, weights=weights))), "the same weights in another form"
    others = [
        replace(ear, **{level: getattr(ear, level) + 1}) for level in ("speaks", "insists", "names", "doubts")
    ]
    others += [replace(ear, weights={**weights, run: weights[run] + 1})]
    for voice in ("care", "stop"):
        kept = getattr(ear, voice)
        others += [replace(ear, **{voice: replace(kept, speaks=kept.speaks + 1)})]
        voiced = {mark: kept.weights.get(mark, 0) for mark in kept.weights}
        others += [replace(ear, **{voice: replace(kept, weights={**voiced, 1: 1})})]
    assert all(changed(with_language(ear=other)) == {"en/second-ear"} for other in others)


def test_each_weight_and_each_bound_of_the_topic_ear_changes_it() -> None:
    ear = ENGLISH.topic_ear
    assert ear is not None
    others = [replace(ear, bounds=replace(ear.bounds, **{name: 1000})) for name in asdict(ear.bounds)]
    heavier = bytes([(ear.runs.weights[0] + 1) % 256]) + ear.runs.weights[1:]
    others += [replace(ear, runs=replace(ear.runs, weights=heavier)), replace(ear, labels=ear.labels[::-1])]
    others += [replace(ear, starts=(ear.starts[0] + 1, *ear.starts[1:]))]
    assert all(changed(with_language(topic_ear=other)) == {"en/second-ear"} for other in others)


@given(st.data())
@FEW
def test_any_change_to_a_signature_makes_what_it_signed_a_draft(data: st.DataObject) -> None:
    made = signatures(PACK)
    of = data.draw(st.sampled_from(sorted(made)))
    key = data.draw(st.sampled_from([one.name for one in fields(made[of])]))
    value = getattr(made[of], key)
    new = data.draw(slipped(value)) if isinstance(value, str) else value.replace(day=value.day % 28 + 1)
    signed = lay_signatures(PACK, {**made, of: replace(made[of], **{key: new})})
    assert [name for name, one in signed.standing.items() if not one.counts] == [of]
    assert drafts(signed.languages["en"]) == ({of.rpartition("/")[2]} if "topics" in of else set())


def drafts(language: Language) -> set[str]:
    return {topic.name for topic in language.topics.values() if topic.draft}


def test_a_signature_of_one_thing_is_none_of_another() -> None:
    made = signatures(PACK)
    moved = {"en/topics/bones": made["en/topics/steroids"]}
    assert drafts(lay_signatures(PACK, {**made, **moved}).languages["en"]) == {"bones"}
