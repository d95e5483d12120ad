"""The bounds that a share of scores may reach."""

import math

import pytest

from tools.hearing.bounds import bound_above


@pytest.mark.parametrize(
    ("values", "percent", "bound"),
    [
        ([1, 4, 2, 3], 0, 4.5),
        ([1, 4, 2, 3], 25, 3.5),
        ([1, 4, 2, 3], 49, 3.5),
        ([1, 4, 2, 3], 100, 0.5),
        # Equal values reach a bound together, or none does.
        ([2, 2, 2, 1], 25, 2.5),
        ([2, 2, 2, 1], 75, 1.5),
        ([5], 100, 4.5),
        ([], 50, -math.inf),
        ([-math.inf, -math.inf], 50, -math.inf),
    ],
)
def test_no_more_than_the_allowed_share_reaches_a_bound(
    values: list[float], percent: float, bound: float
) -> None:
    assert bound_above(values, percent) == bound
    assert not math.isfinite(bound) or sum(one >= bound for one in values) * 100 <= percent * len(values)
