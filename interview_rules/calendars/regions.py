"""Validation of time zones, countries and subdivisions, with suggestions for misspelled ones."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pendulum

from interview_rules.errors import CalendarError, Problem, Suggestions, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holidays import HolidayBase

__all__ = ["country_days", "known_place", "known_zone"]

_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_NOT_ZONES: Final = frozenset({"Factory", "localtime"})
"""Names in the time zone database that denote no zone, or a different one on each machine."""


def known_zone(zone: str) -> str:
    """Return the name of an IANA time zone unchanged. Raises CalendarError for an unknown zone."""
    if not isinstance(zone, str) or (zone != "UTC" and zone not in _zones()):
        hint = "use an IANA name such as Europe/Berlin"
        raise _unknown("timezone", f"unknown time zone {_quoted(zone)}", zone, _zones(), hint)
    return zone


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    return {name: name for name in sorted(pendulum.timezones()) if name not in _NOT_ZONES}


def known_place(country: str, subdivision: str | None) -> str | None:
    """Return the bare code of a subdivision, given as `BY` or `DE-BY`; None if none is given.

    Raises CalendarError for a country or subdivision unknown to the `holidays` package.
    """
    entity = country_days(country) if isinstance(country, str) else None
    if entity is None:
        hint = "use an ISO 3166 code such as DE"
        message = f"unknown country {_quoted(country)}"
        raise _unknown("country", message, country, _country_codes(), hint)
    if subdivision is None:
        return None
    codes = {code: code for code in entity.subdivisions}
    bare = subdivision.removeprefix(f"{country}-") if isinstance(subdivision, str) else ""
    if bare not in codes:
        hint = (
            f"choose from: {', '.join(codes)}"
            if codes
            else f"leave it out: {country} has no subdivisions"
        )
        message = f"unknown subdivision {_quoted(subdivision)} of {country}"
        raise _unknown("subdivision", message, bare, entity.subdivisions_aliases | codes, hint)
    return bare


def country_days(
    country: str, subdivision: str | None = None, year: int | None = None
) -> HolidayBase | None:
    """Return the calendar of a country in the `holidays` package; None if the place is unknown.

    With `year`, the holidays of that year are loaded. Every call returns a new object, so that
    threads share none.
    """
    # This import is slower than that of the whole library, and only countries need it.
    from holidays import country_holidays  # noqa: PLC0415

    if not _COUNTRY.fullmatch(country):
        return None
    try:
        entity = country_holidays(country, subdiv=subdivision, years=year, expand=False)
    except NotImplementedError:
        return None
    # The package accepts aliases (UK) too; two names for one country invite mistakes.
    return entity if entity.country == country else None


def _country_codes() -> dict[str, str]:
    import holidays  # noqa: PLC0415 - for the same reason as in `country_days`.

    codes = {code: code for code in holidays.list_supported_countries(include_aliases=False)}
    aliases = set(holidays.list_supported_countries()) - set(codes)
    return {alias: getattr(holidays, alias).country for alias in sorted(aliases)} | codes


def _quoted(word: object) -> str:
    return f"'{printable(word)}'" if isinstance(word, str) else f"of type {type(word).__name__}"


def _unknown(
    where: str, message: str, word: object, known: Mapping[str, str], hint: str
) -> CalendarError:
    """Return the error for an unknown word; `known` maps accepted spellings to standard ones."""
    code = f"unknown-{where}"
    if isinstance(word, str):
        typed = word[:80].casefold()
        meant = [known[name] for name in known if name.casefold() == typed]
        close = Suggestions(word, near=(meant[0],)) if meant else nearest(word, known)
        return CalendarError([Problem(where, message, close or hint, code)])
    return CalendarError([Problem(where, message, hint, code)])
