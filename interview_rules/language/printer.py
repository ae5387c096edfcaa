"""The printer, which turns nodes back into text that parses to equal nodes."""

from __future__ import annotations

from interview_rules.language import nodes

__all__ = ["say_condition", "say_duration", "say_moment"]


def say_duration(duration: nodes.Duration) -> str:
    """Return a length of time as text: `3 days`, `1 business day`."""
    return f"{duration.amount} {duration.unit}{'' if duration.amount == 1 else 's'}"


def say_moment(moment: nodes.Moment) -> str:
    """Return a moment as text: `decision_date + reply_wait`, `latest of reply, follow_up`."""
    match moment:
        case nodes.Shift(inner, sign, by):
            text = say_moment(inner)
            if isinstance(inner, nodes.Extreme):
                text = f"({text})"
            return f"{text} {'+' if sign > 0 else '-'} {by.parameter or say_duration(by)}"
        case nodes.Extreme(which, several):
            inner_texts = [
                f"({say_moment(each)})" if isinstance(each, nodes.Extreme) else say_moment(each)
                for each in several
            ]
            return f"{which} of {', '.join(inner_texts)}"
        case nodes.MomentFact(name) | nodes.NamedMoment(name):
            return name


def say_condition(condition: nodes.Condition) -> str:
    """Return a condition as text: `after decision_date and no reply since decision_date`."""
    match condition:
        case nodes.All(several):
            return " and ".join(map(_bracketed, several))
        case nodes.Any(several):
            return " or ".join(map(_bracketed, several))
        case nodes.Not(nodes.Known(moment)):
            return f"no {say_moment(moment)}"
        case nodes.Not(nodes.Is(name, "is", value)):
            return f"{name} is not {value}"
        case nodes.Not(inner):
            return f"not {_bracketed(inner)}"
        case nodes.Flag(name) | nodes.Named(name):
            return name
        case nodes.Known(moment):
            return f"{say_moment(moment)} is known"
        case nodes.Is(name, test, value):
            return f"{name} {test if test == 'is' else f'is {test}'} {value}"
        case nodes.Count(name, "=", 0, ""):
            return f"no {name}"
        case nodes.Count(name, comparison, number, parameter):
            return f"{name} {comparison} {parameter or number}"
        case nodes.Now(word, moment):
            return f"{word} {say_moment(moment)}"
        case nodes.Against(left, word, right):
            joint = "since" if word == "from" else word
            return f"{say_moment(left)} {joint} {say_moment(right)}"
        case nodes.NoneSince(left, right):
            return f"no {say_moment(left)} since {say_moment(right)}"


def _bracketed(condition: nodes.Condition) -> str:
    text = say_condition(condition)
    return f"({text})" if isinstance(condition, nodes.All | nodes.Any) else text
