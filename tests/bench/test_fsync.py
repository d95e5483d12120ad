"""The trace of a store is read: a promise is on the disk before its answer, or that is found."""

from bench.fsync import read

AOF = "9</data/appendonlydir/appendonly.aof.1.incr.aof>"
WRITTEN = f'12 write({AOF}, "*3\\r\\n$4\\r\\nHSET\\r\\nline:1:callback:c0ffee", 99) = 99'
SYNCED = f"12 fdatasync({AOF}) = 0"
ANSWERED = '12 write(11<socket:[4711]>, "*3\\r\\n$4\\r\\nkept\\r\\n$6\\r\\nc0ffee", 99) = 99'


def early(*lines: str) -> list[str]:
    return read(lines, ["c0ffee"]).early()


def test_an_answer_after_the_sync_of_its_record_is_safe() -> None:
    assert early(WRITTEN, SYNCED, ANSWERED) == []


def test_an_answer_before_it_or_without_it_is_found() -> None:
    assert early(WRITTEN, ANSWERED, SYNCED) == ["c0ffee"]
    assert early(SYNCED, WRITTEN, ANSWERED) == ["c0ffee"]
    assert early(WRITTEN, ANSWERED) == early(ANSWERED) == ["c0ffee"]
    assert early(WRITTEN, SYNCED.replace("= 0", "= -1 EIO"), ANSWERED) == ["c0ffee"]
    assert early(WRITTEN, SYNCED.replace(".aof", ".log"), ANSWERED) == ["c0ffee"]


def test_a_sync_counts_from_when_it_returns_also_where_another_thread_comes_between() -> None:
    begun, returned = f"12 fdatasync({AOF} <unfinished ...>", "12 <... fdatasync resumed>) = 0"
    other = '13 write(7<pipe:[1]>, "x", 1) = 1'
    assert early(WRITTEN, begun, other, returned, ANSWERED) == []
    assert early(WRITTEN, begun, ANSWERED, returned) == ["c0ffee"]
    assert early(begun, WRITTEN, returned, ANSWERED) == ["c0ffee"]
    assert early(WRITTEN, begun, other, returned.replace("= 0", "= -1 EIO"), ANSWERED) == ["c0ffee"]


def test_a_log_line_is_no_answer() -> None:
    assert read([ANSWERED.replace("socket:[4711]", "/data/log")], ["c0ffee"]).answered == {}
