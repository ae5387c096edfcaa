"""Requirements such as `uni-careers >= 2, < 3`: a pack and its acceptable versions.

Versions are those of PEP 440. Requirements use a part of it: `==`, `!=`, `>=`, `<=`, `>` and `<`,
joined by commas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interview_rules.errors import printable
from interview_rules.sources.yaml_shapes import ID

__all__ = ["Requirement", "Version", "begins_with_operator", "named_pack", "requirement_in"]

_VERSION = re.compile(
    r"""
    v?(?:(?P<epoch>\d+)!)?(?P<release>\d+(?:\.\d+)*)
    (?:[-_.]?(?P<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?P<pre_number>\d*))?
    (?:-(?P<bare_post>\d+)|[-_.]?(?P<post>post|rev|r)[-_.]?(?P<post_number>\d*))?
    (?:[-_.]?(?P<dev>dev)[-_.]?(?P<dev_number>\d*))?
    (?P<local>\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_STAGES = {"a": 0, "alpha": 0, "b": 1, "beta": 1, "c": 2, "rc": 2, "pre": 2, "preview": 2}
_BEFORE_STAGES, _FINAL = (-1, 0), (3, 0)
_LONGEST = 200
_OPERATORS = ("==", "!=", ">=", "<=", ">", "<")
_OPERATOR = re.compile(r"[<>=!~]+")
_NAMED = re.compile(rf"(?!.*\.ya?ml$)(?P<name>{ID.pattern})\s*(?P<bounds>[<>=!~].*)", re.DOTALL)
"""A name and its bounds, unless it is the name of a YAML file."""
_EXAMPLE = "write, for example, {0} >= 2, < 3"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a package, without the local part after a plus sign."""

    release: tuple[int, tuple[int, ...]]
    """The epoch, and the numbers without trailing zeros."""
    pre: tuple[int, int]
    post: int
    """The number of the post-release, or -1."""
    dev: tuple[int, int]

    @classmethod
    def read(cls, text: str, *, local: bool = True) -> Version | None:
        """Return the version in a text, or None if invalid. `local` allows a local part."""
        found = _VERSION.fullmatch(text.strip()) if len(text) <= _LONGEST else None
        if found is None or (found["local"] and not local):
            return None
        numbers = [int(number) for number in found["release"].split(".")]
        while len(numbers) > 1 and not numbers[-1]:
            numbers.pop()
        post = int(found["bare_post"] or found["post_number"] or 0)
        if not (found["bare_post"] or found["post"]):
            post = -1
        if found["pre"]:
            pre = (_STAGES[found["pre"].lower()], int(found["pre_number"] or 0))
        else:
            # 1.0.dev1 comes before 1.0a1, but 1.0.post1.dev1 comes after 1.0.
            pre = _BEFORE_STAGES if found["dev"] and post < 0 else _FINAL
        dev = (0, int(found["dev_number"] or 0)) if found["dev"] else (1, 0)
        return cls((int(found["epoch"] or 0), tuple(numbers)), pre, post, dev)

    @property
    def order(self) -> tuple[object, ...]:
        """The key by which versions are ordered."""
        return (self.release, self.pre, self.post, self.dev)

    @property
    def is_pre(self) -> bool:
        """True for a pre-release or a development release, such as 2.0rc1."""
        return self.pre != _FINAL or self.dev[0] == 0

    def meets(self, operator: str, other: Version) -> bool:
        """Return True if this comparison with another version is true."""
        alike = self.release == other.release
        match operator:
            case "==":
                return self == other
            case "!=":
                return self != other
            case ">=":
                return self.order >= other.order
            case "<=":
                return self.order <= other.order
            case "<":
                # 3.0rc1 does not count as a version below 3.
                return self.order < other.order and not (alike and self.is_pre and not other.is_pre)
            case _:
                # 2.0.post1 does not count as a version above 2.
                return self.order > other.order and not (alike and self.post >= 0 > other.post)


@dataclass(frozen=True, slots=True)
class Requirement:
    """The name of a pack, and the bounds on its version: pairs of an operator and a version.

    If `error` is not empty, the bounds cannot be read; `error` says why, and `hint` what to write.
    """

    name: str
    bounds: tuple[tuple[str, str], ...] = ()
    error: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """Return the bounds as text, such as `>= 2, < 3`."""
        return ", ".join(f"{operator} {version}" for operator, version in self.bounds)

    def met_by(self, version: Version) -> bool:
        """Return True if a version is within all bounds."""
        wanted = ((operator, Version.read(text)) for operator, text in self.bounds)
        return all(other is not None and version.meets(op, other) for op, other in wanted)


def named_pack(text: str) -> str:
    """Return the name of a pack in a text with or without a requirement, or the text itself."""
    found = _NAMED.fullmatch(text)
    return found["name"] if found else text


def begins_with_operator(text: str) -> bool:
    """Return True for a text such as `< 3`, the part of a requirement after its comma.

    In brackets, YAML splits an unquoted requirement there.
    """
    return _OPERATOR.match(text) is not None


def requirement_in(text: str) -> Requirement | None:
    """Return the requirement in a text, or None if the text does not name a pack.

    A name alone is a requirement without bounds.
    """
    if ID.fullmatch(text):
        return Requirement(text)
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    name, bounds = found["name"], []
    for part in found["bounds"].split(","):
        each = part.strip()
        operator = _OPERATOR.match(each)
        version = each[operator.end() :].strip() if operator else each
        if operator is None or operator[0] not in _OPERATORS:
            return Requirement(name, (), *_wrong_operator(name, each, operator, version))
        if Version.read(version, local=False) is None:
            message = f"'{printable(version)}' is not a version"
            if not version:
                message = f"a version is missing after {operator[0]}"
            return Requirement(name, (), message, _EXAMPLE.format(printable(name)))
        bounds.append((operator[0], version))
    return Requirement(name, tuple(bounds))


def _wrong_operator(
    name: str, part: str, operator: re.Match[str] | None, version: str
) -> tuple[str, str]:
    if operator is None:
        message = f"'{printable(part)}' has no operator"
        if not part:
            message = "a version is missing beside the comma"
        return message, _EXAMPLE.format(printable(name))
    known = f"use one of {', '.join(_OPERATORS)}"
    if operator[0] in {"=", "==="} and Version.read(version, local=False):
        known = f"write {printable(name)} == {version}"
    return f"unknown operator '{printable(operator[0])}'", known
