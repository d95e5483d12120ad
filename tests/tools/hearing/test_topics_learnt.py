"""`flask ear topics`: the same rows give the same bytes, and a bound lets no more go wrong than it may."""

from dataclasses import asdict
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner

from menus.matcher.answers import Found, Nothing, Seen, Unsure
from menus.matcher.learnt.offering import BESIDE, OTHER, Bounds, Heard, TopicEar
from menus.model import Pack
from tools.hearing.ear import ear
from tools.hearing.lessons import TUNED
from tools.hearing.offers import MOST, NEVER, JudgedRow, answer_of, choose
from tools.hearing.packing import pack as packed
from tools.hearing.subjects import SubjectRow, labels_of, subject_rows
from tools.words.rows import Row


def judged(right: str, ruled: Seen, **scores: int) -> JudgedRow:
    """A written row on `right`, for which the rules found `ruled`, with these scores."""
    rest = dict.fromkeys(BESIDE, 0) | {name: one for name, one in scores.items() if name in BESIDE}
    topics = sorted(
        ((name, one) for name, one in scores.items() if name not in BESIDE), key=lambda one: -one[1]
    )
    row = SubjectRow(Row("", frozenset({right}), ""), (), frozenset({right.lower()}), "written", ruled)
    return JudgedRow(row, Heard(tuple(topics), rest))


RIGHT = ("NONE", "SAFETY", "STOP", "EMERGENCY")
NOTHING = Seen("nothing", "", Nothing("unknown"))


def test_a_bound_lets_no_more_go_wrong_than_is_allowed() -> None:
    others = [judged(OTHER, NOTHING, bones=at, flare=-at) for at in range(1000)]
    asked = [
        judged("bones", Seen("evidence", "", Unsure(("bones",))), bones=0, flare=0, other=at)
        for at in range(1000)
    ]
    found = [
        judged("bones", Seen("evidence", "", Found("bones")), bones=0, flare=0, other=at)
        for at in range(1000)
    ]
    bounds = choose([*others, *asked, *found])
    answers = [[answer_of(one, bounds) for one in some] for some in (others, asked, found)]
    assert sum(answer.startswith("?") for answer in answers[0]) == 10 * MOST["offers"]
    assert abs(answers[1].count("NONE") - 10 * MOST["drops"]) <= 1
    assert abs(answers[2].count("?BONES") - 10 * MOST["doubts"]) <= 1


def test_where_there_are_no_rows_to_choose_by_it_says_nothing() -> None:
    assert set(asdict(choose([])).values()) == {NEVER}


def test_learning_needs_ordinary_texts() -> None:
    done = CliRunner().invoke(ear, ["topics"])
    assert done.exit_code == 2 and "--ordinary" in done.output


def test_learning_topics_twice_gives_the_same_bytes(pack: Pack, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    from tools.hearing.learn import matrix
    from tools.hearing.subjects import learn_subjects, runs_of_all

    language = pack.languages["en"]
    head, *lines = TUNED.read_text(encoding="utf-8").splitlines()
    by_label = {
        right: [line for line in lines if f"\t{right}\t" in line][:5]
        for right in (*RIGHT, *map(str.upper, language.topics))
    }
    few = tmp_path / "rows.tsv"
    few.write_text("\n".join([head, *chain(*by_label.values())]) + "\n", encoding="utf-8")
    rows, labels = subject_rows(language, (few,)), labels_of(language)
    seen, made = matrix([one.words for one in rows]), []
    for _ in range(2):
        learnt = learn_subjects(seen.messages, rows, labels, 200)
        starts = tuple(round(float(one) / learnt.unit) for one in learnt.starts)
        made.append(TopicEar(labels, runs_of_all(seen, learnt), starts, Bounds(*range(len(MOST)))))
    assert packed(made[0]) == packed(made[1]) and 0 < len(made[0].runs) <= 200
