"""A state machine's run over acts in any order: the same orders each time, more of them with EXAMPLES."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


def try_any_order(machine: type[RuleBasedStateMachine], examples: int, steps: int) -> None:
    """Try so many orders of at most `steps` acts; fails with the shortest order that breaks a rule."""
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=int(os.environ.get("EXAMPLES", examples)),
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
