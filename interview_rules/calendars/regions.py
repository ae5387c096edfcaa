"""Validation of time zones, countries and subdivisions, with suggestions for misspelled ones."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import pendulum

from interview_rules.errors import CalendarError, Problem, Suggestions, nearest, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holidays import HolidayBase

__all__ = ["country_days", "known_place", "known_zone", "places_named"]

_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_VERY_SIMILAR: Final = 0.85
"""The least similarity of a word to the name of a country, from 0 to 1, at which it is meant."""
_NOT_ZONES: Final = frozenset({"Factory", "localtime"})
"""Names in the time zone database that denote no zone, or a different one on each machine."""


def known_zone(zone: str) -> str:
    """Return the name of an IANA time zone unchanged. Raises CalendarError for an unknown zone."""
    if not isinstance(zone, str) or (zone != "UTC" and zone not in _zones()):
        hint = "use an IANA name such as Europe/Berlin"
        raise _unknown("timezone", "time zone", zone, _zones(), hint)
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
        raise _unknown("country", "country", country, _country_names() | _country_codes(), hint)
    if subdivision is None:
        return None
    codes = {code: code for code in entity.subdivisions}
    bare = subdivision.removeprefix(f"{country}-") if isinstance(subdivision, str) else ""
    if bare not in codes:
        hint = (
            f"choose from: {', '.join(codes)}"
            if codes
            else f"leave it out: no subdivision of {country} is known"
        )
        known = entity.subdivisions_aliases | codes
        raise _unknown("subdivision", "subdivision", subdivision, known, hint, country)
    return bare


def places_named(name: str) -> tuple[tuple[str, str | None], ...]:
    """Return the places with an English or local name, such as Germany or Scotland, in any case.

    Each is a country and None, or a country and a subdivision. Countries come first.
    """
    word = " ".join(name.casefold().split())
    country = _country_names().get(word)
    found: list[tuple[str, str | None]] = [] if country is None else [(country, None)]
    for code in sorted({*_country_codes().values()}):
        try:
            found += [(code, part) for part in _subdivisions_named(code).get(word, ())]
        except ModuleNotFoundError:
            # The package for JavaScript loads a country once a state needs it. A guess does not.
            continue
    return tuple(found)


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    """Return the codes of the countries by their names in English, in lowercase."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - for the same reason as in `country_days`.

    return {name.replace("_", " "): code for name, (_class, code, *_aliases) in COUNTRIES.items()}


@cache
def _subdivisions_named(country: str) -> dict[str, list[str]]:
    """Return the codes of the subdivisions of a country by their names, in lowercase."""
    entity = country_days(country)
    found: dict[str, list[str]] = {}
    for name, code in (entity.subdivisions_aliases if entity is not None else {}).items():
        found.setdefault(name.casefold(), []).append(code)
    return found


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


@lru_cache(maxsize=1)
def _country_codes() -> dict[str, str]:
    """Return the codes of the countries by themselves and by their aliases, such as UK and DEU.

    The list that the package gives of them would load every country.
    """
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - for the same reason as in `country_days`.

    return {
        name: code for _class, code, *aliases in COUNTRIES.values() for name in (code, *aliases)
    }


def _unknown(
    where: str, what: str, word: object, known: Mapping[str, str], hint: str, country: str = ""
) -> CalendarError:
    """Return the error for an unknown word; `known` maps familiar spellings to those to suggest.

    `what` says in the message what the word stands for; `country` is the country of a subdivision.
    """
    code = f"unknown-{where}"
    if not isinstance(word, str):
        message = f"a {what} must be text, not {shown(word)}"
        return CalendarError([Problem(where, message, hint, code)])
    typed = word.removeprefix(f"{country}-")[:80].strip()
    meant = [known[name] for name in known if name.casefold() == typed.casefold()]
    if what == "country":
        # Names of countries resemble each other, and codes are so short that all are similar.
        similar = get_close_matches(typed.casefold(), _country_names(), n=1, cutoff=_VERY_SIMILAR)
        parts = () if meant else places_named(typed)
        if parts:
            inside, part = parts[0]
            hint = f"write {inside}, with the subdivision {part}"
            similar = []
    else:
        similar = [*nearest(typed, known).near]
    near = meant[:1] or [known[name] for name in similar]
    close = Suggestions(word, near=tuple(dict.fromkeys(near)))
    message = f"unknown {what} {quoted(word)}{f' of {country}' if country else ''}"
    return CalendarError([Problem(where, message, close or hint, code)])
