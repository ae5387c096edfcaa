"""Checks of rule packs: errors, and warnings about likely mistakes."""

from interview_rules.authoring.checks.registry import FINDINGS, finding
from interview_rules.authoring.checks.runner import Result, check

__all__ = ["FINDINGS", "Result", "check", "finding"]
