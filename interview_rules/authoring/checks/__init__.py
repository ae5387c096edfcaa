"""Checks of rule packs: what is wrong with one, or likely not what its author meant."""

from interview_rules.authoring.checks.registry import FINDINGS, finding
from interview_rules.authoring.checks.runner import Result, check

__all__ = ["FINDINGS", "Result", "check", "finding"]
