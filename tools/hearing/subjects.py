"""Learns the subjects of messages together: each topic of a pack, care, no more texts, trouble."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from menus.matcher.answers import Seen
from menus.matcher.learnt.offering import BESIDE, CARE, OTHER, STOP, TROUBLE
from menus.matcher.learnt.sorted_runs import ZERO, SortedRuns, sorted_runs
from menus.matcher.matching import explain
from menus.model import Language
from menus.phrasing.normalise import plain_words
from tools.hearing.learn import CLIPPED, FLOOR, STRENGTH, Matrix
from tools.hearing.lessons import TUNED, Source
from tools.words.rows import TROUBLE as TROUBLES
from tools.words.rows import Row, rows_of

# Runs that keep weights, and messages in which a run must be met to be learnt from at all. What an ordinary
# text and a message on a topic count. How coarse a weight is, so that the file is small. Chosen by
# cross-validation: ADR 49.
KEPT, MET, COUNTS, GRAIN = 16_000, 3, 3.0, 16
# A run that was never met in a kind of message counts as met so often; rounds of learning; parts of rows.
SMOOTHING, ROUNDS, FOLDS = 0.3, 60, 5


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One message to learn from: its words, its right labels, and what the matcher finds without the ear.

    `row` is the message as it stands in its file. `words` are its words as the matcher reads them. `labels`
    are the right labels of the topic ear. `source` is "tuned" (the rules were tuned to the message),
    "written" (written to be learnt from) or "ordinary". `ruled` is the matcher's result without the topic
    ear.
    """

    row: Row
    words: tuple[str, ...]
    labels: frozenset[str]
    source: Source
    ruled: Seen


@dataclass(frozen=True, slots=True)
class Subjects:
    """The learnt weights: whole numbers, a row for each label, a column for each run of letters.

    A message's score for a label is the label's start plus `unit` times the sum of the message's weights.
    """

    weights: Any
    starts: Any
    unit: float


def labels_of(language: Language) -> tuple[str, ...]:
    """All labels that the topic ear of a language can give."""
    return (*sorted(language.topics), *BESIDE)


def subject_rows(language: Language, files: Iterable[Path], ordinary: Iterable[Row] = ()) -> list[SubjectRow]:
    """The messages of some files, and ordinary texts, each as an example of what a message is about; sorted.

    Raises OSError if a file cannot be read, ValueError for a line with a wrong number of cells.
    """
    found = [
        _subject_row(language, row, "tuned" if file == TUNED else "written")
        for file in files
        for row in rows_of(file)
    ]
    found += [_subject_row(language, row, "ordinary") for row in ordinary]
    return sorted(found, key=lambda one: (one.row.text, one.source, sorted(one.row.right)))


def _subject_row(language: Language, row: Row, source: Source) -> SubjectRow:
    labels = frozenset(_label(language, one) for one in row.right)
    return SubjectRow(row, plain_words(row.text), labels, source, explain(language, row.text)[-1])


def _label(language: Language, right: str) -> str:
    """The topic ear's label for a right answer of a message: trouble, care, STOP, a topic, or other."""
    if right in TROUBLES:
        return TROUBLE
    named = {"SAFETY": CARE, "STOP": STOP}.get(right, right.lower())
    return named if named in (CARE, STOP) or named in language.topics else OTHER


def learn_subjects(
    seen: Any, rows: Sequence[SubjectRow], labels: Sequence[str], kept: int = KEPT
) -> Subjects:
    """Learn weights that tell all `labels` apart, from the messages `rows` and their right labels.

    `seen` is the sparse matrix of the same messages, in the same order. The weights come in the order of
    `labels`. They are learnt twice: from all runs of letters that are frequent enough, then only from the
    `kept` most important runs.
    """
    import numpy as np

    at, right, counts = _lessons(rows, labels)
    messages = seen[at]
    met = np.asarray((seen > 0).sum(axis=0)).ravel()
    scale = np.where(met >= MET, FLOOR + _scale(messages, right, counts, len(labels)), 0.0)
    weights, _ = _fit(messages, scale, right, counts)
    matters = np.sqrt((weights**2).sum(axis=0) * met)
    few = np.zeros(len(met))
    few[np.argsort(-matters, kind="stable")[:kept]] = 1
    weights, starts = _fit(messages, scale * few, right, counts)
    # no label is thought likelier than another beforehand: there are many rows of trouble, as they are hard
    starts -= np.log(np.bincount(right, counts, len(labels)))
    unit = float(np.percentile(np.abs(weights[weights != 0]), CLIPPED)) / 127
    whole = GRAIN * np.rint(weights / unit / GRAIN)
    return Subjects(np.clip(whole, -127, 127).astype(int), starts, unit)


def _lessons(rows: Sequence[SubjectRow], labels: Sequence[str]) -> tuple[Any, Any, Any]:
    """Three arrays with an entry for each label of each row: the row's position, the label's, and a weight.

    The position of a label is its place in `labels`. The weight is what the entry counts as an example. A row
    with several labels shares its weight out among them.
    """
    import numpy as np

    place = {label: at for at, label in enumerate(labels)}
    found = [
        (
            at,
            place[label],
            (COUNTS if row.source == "ordinary" or label not in BESIDE else 1.0) / len(row.labels),
        )
        for at, row in enumerate(rows)
        for label in sorted(row.labels)
    ]
    at, right, counts = zip(*found, strict=True)
    return np.array(at), np.array(right), np.array(counts)


def _fit(messages: Any, scale: Any, right: Any, counts: Any) -> tuple[Any, Any]:
    """Fit one logistic regression for all labels; give a row of weights and an intercept for each label.

    `scale` has a factor for each run; a run with the factor 0 is left out. `right` has the position of the
    right label for each row of `messages`. `counts` has each row's sample weight.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    kept = np.flatnonzero(scale)
    model = LogisticRegression(C=STRENGTH, max_iter=ROUNDS, tol=1e-3)
    model.fit(messages[:, kept].multiply(scale[kept]).tocsr(), right, sample_weight=counts)
    weights = np.zeros((len(model.classes_), messages.shape[1]))
    weights[:, kept] = model.coef_ * scale[kept]
    return weights, model.intercept_


def _scale(messages: Any, right: Any, counts: Any, labels: int) -> Any:
    """A number for each run of letters: how strongly the run points to, or away from, one of the labels.

    For each label, the run's frequency in the label's messages is compared with that in all others. The
    number is the largest difference. `right` has the position of the right label for each row of `messages`,
    and `counts` the row's sample weight. `labels` is how many labels there are.
    """
    import numpy as np

    met = (messages > 0).astype(float)
    every, most = met.T @ counts, np.zeros(messages.shape[1])
    for label in range(labels):
        of_label = met.T @ (counts * (right == label))
        inside, outside = SMOOTHING + of_label, SMOOTHING + every - of_label
        most = np.maximum(most, np.abs(np.log((inside / inside.sum()) / (outside / outside.sum()))))
    return most


def scores_by_turns(seen: Matrix, rows: Sequence[SubjectRow], labels: Sequence[str], kept: int = KEPT) -> Any:
    """The scores of each message for all labels, by weights learnt without that message (cross-validation).

    They are an array with a line for each of `rows` and a column for each of `labels`. `seen` is the matrix
    of the messages; `kept` is how many runs of letters keep a weight. Messages with the same text are left
    out together.
    """
    import numpy as np

    fold = np.array([crc32(row.row.text.encode()) % FOLDS for row in rows])
    scores = np.zeros((len(rows), len(labels)))
    for turn in range(FOLDS):
        others = np.flatnonzero(fold != turn)
        learnt = learn_subjects(seen.messages[others], [rows[int(at)] for at in others], labels, kept)
        here = fold == turn
        scores[here] = learnt.unit * (seen.messages[here] @ learnt.weights.T) + learnt.starts
    return scores


def runs_of_all(seen: Matrix, learnt: Subjects) -> SortedRuns:
    """The learnt weights as one sorted table; runs of letters whose weights are all 0 are left out.

    `seen` is the matrix that the weights were learnt from.
    """
    import numpy as np

    kept = np.flatnonzero(np.any(learnt.weights != 0, axis=0))
    kept = kept[np.argsort(seen.marks[kept], kind="stable")]
    weights = (learnt.weights[:, kept].T + ZERO).astype(np.uint8)
    return sorted_runs(map(int, seen.marks[kept]), weights.tobytes(), learnt.weights.shape[0])
