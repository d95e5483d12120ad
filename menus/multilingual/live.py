"""What a live line says in further languages: only what a clinician has signed as it is (R58)."""

from dataclasses import replace

from menus.model import Language, Pack
from menus.multilingual.lending import lend
from menus.signing.things import things_of


def as_live(pack: Pack) -> Pack:
    """The pack as a live line offers it: without further languages that have an unsigned fixed part.

    Fixed parts are the fixed replies, the alarm rules and the second ear. A topic that is a draft in a signed
    language is said in the first language. A language that is left out still hears alarms and opt-outs where
    the first hears nothing (ADR 56).
    """
    first, *more = pack.languages.values()
    signed = {one.code: _with_drafts_lent(one) for one in more if _is_signed(pack, one)}
    unsigned = tuple(one for one in more if one.code not in signed)
    first = replace(first, others=(*first.others, *unsigned)) if unsigned else first
    return lend(replace(pack, languages={first.code: first, **signed}))


def _is_signed(pack: Pack, language: Language) -> bool:
    fixed = (thing.id for thing in things_of(pack, language) if thing.kind != "topic")
    return all(name in pack.standing and pack.standing[name].counts for name in fixed)


def _with_drafts_lent(language: Language) -> Language:
    drafts = {f"topics.{name}" for name, topic in language.topics.items() if topic.draft}
    return replace(language, lent=language.lent | drafts)
