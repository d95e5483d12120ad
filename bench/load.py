"""`flask bench load`: sends webhooks of calls at a steady rate over many connections; delays and memory."""

import asyncio
import time
from pathlib import Path

import click

from bench.signed_webhooks import place_request
from bench.webhooks import serve_line

LATE_MS, MOST_MB = 100.0, 90.0


@click.command()
@click.option("--rate", "a_second", default=500, show_default=True, help="Places a second.")
@click.option("--connections", "many", default=300, show_default=True, help="Connections that stay open.")
@click.option("--seconds", default=20, show_default=True, help="How long.")
@click.option("--processes", default=2, show_default=True, help="Web processes.")
def load(a_second: int, many: int, seconds: int, processes: int) -> None:
    """Send webhooks of calls at a steady rate, however late the answers come; print p50, p99 and the memory.

    Exit code 1 if the p99 is over 100 ms, or a process has over 90 MB.
    """
    with serve_line(processes) as (line, port, pack):
        late = sorted(asyncio.run(_ask_all(port, place_request(pack), a_second, many, seconds)))
        memory = [_resident_mb(process) for process in _descendants(line)]
    p50, p99 = (late[int(len(late) * part)] * 1000 for part in (0.5, 0.99))
    click.echo(f"{len(late)} places: p50 {p50:.1f} ms, p99 {p99:.1f} ms, slowest {late[-1] * 1000:.1f} ms")
    click.echo(f"memory of the web processes: {', '.join(f'{each:.0f} MB' for each in memory)}")
    if p99 > LATE_MS or max(memory) > MOST_MB:
        raise click.exceptions.Exit(1)


async def _ask_all(port: int, request: bytes, a_second: int, many: int, seconds: int) -> list[float]:
    """Send a request at each tick of the rate; give the seconds from each tick to its answer.

    The wait for an earlier answer on the same connection counts too: the load stays the same when the line is
    slow (an open loop).
    """
    streams = [await asyncio.open_connection("127.0.0.1", port) for _ in range(many)]
    ticks: list[asyncio.Queue[float | None]] = [asyncio.Queue() for _ in streams]
    asking = [
        asyncio.create_task(_ask(*each, request, due)) for each, due in zip(streams, ticks, strict=True)
    ]
    began = time.monotonic()
    for n in range(a_second * seconds):
        tick = began + n / a_second
        await asyncio.sleep(tick - time.monotonic())
        ticks[n % many].put_nowait(tick)
    for due in ticks:
        due.put_nowait(None)
    return [late for each in await asyncio.gather(*asking) for late in each]


async def _ask(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    request: bytes,
    due: "asyncio.Queue[float | None]",
) -> list[float]:
    """Send a request over one connection for each tick; give the seconds from each tick to its answer.

    `due` gives the ticks, as times of the monotonic clock, and None at the end. Raises ClickException if an
    answer is not a 200.
    """
    late = []
    while (tick := await due.get()) is not None:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.lower().split(b"content-length:")[1].split()[0]))
        if not head.startswith(b"HTTP/1.1 200"):
            raise click.ClickException(f"an answer was {head[:40]!r}")
        late.append(time.monotonic() - tick)
    writer.close()
    return late


def _descendants(process: int) -> list[int]:
    """All descendant processes of a process."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [each for child in map(int, children) for each in (child, *_descendants(child))]


def _resident_mb(process: int) -> float:
    """The memory that a process has now, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1000
