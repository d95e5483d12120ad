"""What is left in a pack with many errors is told in a few lines, in the order of the work."""

from menus.model import Fault
from tools.words.remaining import remaining


def fault(file: str, rule: str = "R23") -> Fault:
    return Fault(file, "spoken", "is wrong", f"mend it ({rule})")


def test_many_errors_are_counted_by_kind_of_file_in_the_order_of_the_work() -> None:
    topics = [fault(f"en/topics/{name}.toml", "R19") for name in ("bags", "soap")] * 2
    found = (fault("en/messages.tsv"), *topics, fault("en/topics/bags.toml"), fault("facts.toml"))
    assert list(remaining(found)) == [
        "still to mend, in this order:",
        "1. facts.toml: 1 error (R23)",
        "2. en/topics/bags.toml and 1 more: 5 errors (R19 4 times, R23)",
        "3. en/messages.tsv: 1 error (R23)",
    ]


def test_a_few_errors_and_warnings_need_no_list() -> None:
    warnings = [Fault("facts.toml", "", "is so", "look", "warning")] * 20
    assert list(remaining((*[fault("facts.toml")] * 5, *warnings))) == []
