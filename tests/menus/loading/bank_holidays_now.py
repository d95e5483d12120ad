"""The bank holidays as a library of the tests knows them; `make holidays` writes them for the line."""

from collections.abc import Iterator
from datetime import date

from holidays import country_holidays

from menus.loading.opening import BANK_HOLIDAYS
from menus.loading.shape import NATIONS

YEARS = range(2020, 2061)
SUBDIVISIONS = dict(zip(NATIONS, ("ENG", "SCT", "NIR"), strict=True))
WEEKEND = (5, 6)


def of_library(nation: str) -> frozenset[date]:
    """The bank holidays of a nation, without those at a weekend."""
    days = country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=YEARS)
    # the library keeps a holiday's own date beside its substitute's; at a weekend it closes nothing
    return frozenset(day for day in days if day.weekday() not in WEEKEND)


def lines() -> Iterator[str]:
    """The lines of the file: a nation, and its bank holidays of one year."""
    for nation in NATIONS:
        days = sorted(of_library(nation))
        for year in YEARS:
            yield " ".join((nation, *(day.isoformat() for day in days if day.year == year)))


if __name__ == "__main__":
    BANK_HOLIDAYS.write_text("\n".join(lines()) + "\n", encoding="ascii")
