"""Every rule that can be checked from a pack, as errors and warnings: `faults(pack, today)`."""

from collections.abc import Callable, Iterator
from datetime import date

from menus.loading.places import locate
from menus.model import Fault, Pack
from menus.rules import choices as faults_choices
from menus.rules import fixed as faults_phrases
from menus.rules import helpline as faults_helpline
from menus.rules import keyword as faults_keywords
from menus.rules import lists as faults_matching
from menus.rules import menu as faults_menus
from menus.rules import second_ear as faults_ear
from menus.rules import sources as faults_reviews
from menus.rules import spoken as faults_speech
from menus.rules import texted as faults_texts
from menus.rules import wording as faults_words
from menus.said import Look, look

Rule = Callable[[Look], Iterator[Fault]]

RULES: tuple[Rule, ...] = (
    faults_menus.actions,
    faults_menus.reach,
    faults_menus.overviews,
    faults_menus.lasts,
    faults_menus.first_option,
    faults_menus.closed_message,
    faults_menus.promotion,
    faults_menus.support_last,
    faults_choices.choices,
    faults_choices.endings,
    faults_speech.chunks,
    faults_speech.first_fact,
    faults_speech.titles,
    faults_speech.voice,
    faults_speech.markup,
    faults_speech.pronunciation,
    faults_speech.medicines,
    faults_speech.numbers,
    faults_words.spaces,
    faults_words.blanks,
    faults_words.names,
    faults_words.long_sentences,
    faults_words.age,
    faults_words.banned,
    faults_words.doses,
    faults_words.fundraising,
    faults_words.private,
    faults_texts.characters,
    faults_texts.lengths,
    faults_texts.opens_with_name,
    faults_texts.service_name,
    faults_texts.invitations,
    faults_keywords.keywords,
    faults_keywords.told,
    faults_keywords.collisions,
    faults_keywords.near_commands,
    faults_phrases.numbers,
    faults_phrases.costs,
    faults_phrases.general,
    faults_phrases.promises,
    faults_phrases.lists,
    faults_phrases.other_languages,
    faults_reviews.sources,
    faults_reviews.additions,
    faults_reviews.by_hand,
    faults_reviews.medicines,
    faults_reviews.reviews,
    faults_reviews.ending,
    faults_helpline.confirmed,
    faults_helpline.holidays,
    faults_helpline.week,
    faults_helpline.numbers,
    faults_helpline.callbacks,
    faults_ear.present,
    lambda at: iter(faults_matching.faults_matching(at.pack)),
)
"""One function a rule. It looks at one language; what it finds in a file of all of them is told once."""


def faults(pack: Pack, today: date) -> tuple[Fault, ...]:
    """Every fault of a pack that could be loaded, as seen on a day, errors first and each file's together.

    Nothing becomes an error by the passing of time alone: what runs out is a warning, as a line that
    restarts in the night must still start.
    """
    looks = [look(pack, language, today) for language in pack.languages.values()]
    every = (fault for one in looks for rule in RULES for fault in rule(one))
    found = dict.fromkeys(locate(pack.files, fault) for fault in every)
    return tuple(sorted(found, key=lambda fault: (fault.level, fault.file)))


def refusals(pack: Pack, found: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Why a live line (`LIVE=1`) may not serve a pack: errors, drafts, hours that no one confirmed (R34)."""
    drafts = {
        f"{language.code}/topics/{topic.name}.toml"
        for language in pack.languages.values()
        for topic in language.topics.values()
        if topic.draft
    }
    return tuple(
        fault
        for fault in found
        if fault.level == "error"
        or (fault.key == "reviewed_by" and fault.file in drafts)
        or (fault.key == "confirmed_by" and not pack.hours.confirmed_by.strip())
    )
