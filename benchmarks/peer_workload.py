"""The workload of `benchmarks/engines.py`: rules, states, and the expected answers.

The rules are those of `peer_rules.yaml`, as trees that do not depend on any engine: tuples of an
operator and its operands. Moments are seconds since the epoch, or None if unknown.

    ("all", ...), ("any", ...), ("not", one)        conditions inside
    ("known", moment), ("unknown", moment)
    ("from", moment, seconds), ("before", moment, seconds)    now, compared with a shifted moment
    ("set", flag), ("unset", flag)
    ("is", offer), ("is not", offer)
    ("count", sign, count, number)
    ("concluded", name)                             the conclusion of an earlier rule
"""

from __future__ import annotations

import random
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules import RulePack
from interview_rules.calendars.calendar import calendar_for
from interview_rules.facts.vocabulary import BITS, EMPTY, FACTS, OFFSETS, RARE
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PACK = Path(__file__).with_name("peer_rules.yaml")
HOUR = 3600
DAY = 24 * HOUR
OFFERS = {"none": "none", "verbal": "verbal", "solid": "firm"}
"""The library's name for each offer."""
LEVELS = {offer: FACTS["offer"].choices.index(level) for offer, level in OFFERS.items()}
MOMENTS = ("interview", "thank_you", "decision_date", "follow_up", "reply", "hr_contacted")
FIELDS = (
    "now", *MOMENTS, "date_asked", "rejected", "offer", "other_applications", "upcoming_rounds",
)  # fmt: skip

Tree = tuple[Any, ...]
State = dict[str, Any]


class PeerRule(NamedTuple):
    id: str
    when: Tree
    conclude: str = ""


# Rules


def _twenty(variant: int) -> list[PeerRule]:
    """Return the rules of the YAML file; a variant has its own constants and conclusions."""
    end = f"-{variant}" if variant else ""
    later = 60 * variant
    more = variant % 5

    def called(name: str) -> str:
        return f"{name}_{variant}" if variant else name

    def concluded(name: str) -> Tree:
        return ("concluded", called(name))

    open_ = ("unset", "rejected")
    silent = ("unknown", "reply")
    undated = ("unknown", "decision_date")
    unasked = ("unset", "date_asked")
    solid = ("is", "solid")
    rules = [
        ("thank-you-now", ("all", ("unknown", "thank_you"), open_, ("from", "interview", 0),
                           ("before", "interview", DAY + later))),
        ("thank-you-late", ("all", ("unknown", "thank_you"), open_,
                            ("from", "interview", DAY + later),
                            ("before", "interview", 7 * DAY + later))),
        ("ask-decision-date", ("all", undated, ("before", "interview", later), unasked)),
        ("ask-decision-date-late", ("all", undated, ("from", "interview", later), unasked, silent,
                                    open_)),
        ("wait", ("all", ("known", "decision_date"), ("before", "decision_date", later), open_,
                  ("is", "none")), "waiting"),
        ("follow-up", ("all", ("known", "decision_date"), ("from", "decision_date", later), silent,
                       ("unknown", "follow_up"), open_)),
        ("follow-up-without-a-date", ("all", undated, ("from", "interview", 7 * DAY + later),
                                      ("unknown", "follow_up"), silent, open_)),
        ("await-reply", ("all", ("known", "follow_up"), silent,
                         ("before", "follow_up", 3 * DAY + later), open_)),
        ("assume-filled", ("all", ("known", "follow_up"), silent,
                           ("from", "follow_up", 3 * DAY + later), open_), "assumed_filled"),
        ("acknowledge-reply", ("all", ("known", "reply"), ("before", "reply", DAY + later), open_)),
        ("take-the-no", ("all", ("set", "rejected"), ("count", ">=", "other_applications", more)),
         "closed"),
        ("get-it-in-writing", ("all", ("is", "verbal"), open_,
                               ("count", "<", "upcoming_rounds", 9 + more))),
        ("decide-on-offer", ("all", solid, open_), "offer_secured"),
        ("prepare-the-next", ("all", ("count", ">", "upcoming_rounds", more),
                              ("is not", "solid"))),
        ("contact-hr", ("all", concluded("assumed_filled"), ("unknown", "hr_contacted"))),
        ("hr-says-nothing", ("all", concluded("assumed_filled"), ("known", "hr_contacted"),
                             ("from", "hr_contacted", 3 * DAY + later)), "hr_silent"),
        ("move-on", ("any", concluded("assumed_filled"), concluded("closed")), "moved_on"),
        ("continue-search", ("all", ("not", concluded("offer_secured")), ("is not", "solid"))),
        ("widen-the-search", ("all", concluded("moved_on"),
                              ("count", "<", "other_applications", 3 + more),
                              ("count", "=", "upcoming_rounds", 0),
                              ("not", concluded("offer_secured")))),
        ("close-the-file", ("any", ("all", concluded("hr_silent"),
                                    ("from", "interview", 14 * DAY + later)),
                            ("all", concluded("moved_on"), ("set", "rejected")))),
    ]  # fmt: skip
    return [PeerRule(name + end, when, *map(called, does)) for name, when, *does in rules]


@lru_cache(maxsize=8)
def peer_rules(count: int = 20) -> tuple[PeerRule, ...]:
    """Return `count` rules: the twenty, followed by as many variants as needed."""
    variants = range(-(-count // 20))
    return tuple(rule for variant in variants for rule in _twenty(variant))[:count]


def written_out(rules: Sequence[PeerRule]) -> list[Tree]:
    """Return the conditions with conclusions expanded, for engines without conclusions."""
    meant: dict[str, Tree] = {}

    def without_names(tree: Tree) -> Tree:
        if tree[0] == "concluded":
            return meant[tree[1]]
        if tree[0] in {"all", "any", "not"}:
            return (tree[0], *map(without_names, tree[1:]))
        return tree

    found = []
    for rule in rules:
        found.append(without_names(rule.when))
        if rule.conclude:
            meant[rule.conclude] = found[-1]
    return found


# States


def _state(rnd: random.Random) -> State:
    """Draw an application at a random moment, from before the interview to weeks after it."""

    def within(first: float, last: float) -> int:
        return rnd.randrange(round(first * DAY), round(last * DAY))

    def likely(share: float) -> bool:
        return rnd.random() < share

    interview = 1_790_000_000 + within(0, 60)
    passed = rnd.choice((-2, 1 / 12, 0.5, 2, 5, 9, 16, 30)) * DAY + within(0, 0.5)
    now = interview + round(passed)
    over = now > interview
    asked = interview + within(5, 20) if over and likely(0.5) else None
    if asked is not None and asked > now:
        asked = None
    return {
        "now": now,
        "interview": interview,
        "thank_you": interview + within(0, 3) if over and likely(0.6) else None,
        "decision_date": interview + within(2, 14) if likely(0.6) else None,
        "follow_up": asked,
        "reply": now - within(0, 3) if over and likely(0.25) else None,
        "hr_contacted": asked + within(3, 7) if asked is not None and likely(0.4) else None,
        "date_asked": likely(0.5),
        "rejected": likely(0.1),
        "offer": rnd.choices(tuple(OFFERS), (80, 12, 8))[0],
        "other_applications": rnd.randrange(8),
        "upcoming_rounds": rnd.randrange(3),
    }


def states(count: int = 10_000, seed: int = 1) -> list[State]:
    rnd = random.Random(seed)
    return [_state(rnd) for _ in range(count)]


class Record:
    """A state as an object, the natural input of hand-written rules."""

    __slots__ = FIELDS

    def __init__(self, state: State) -> None:
        for name, value in state.items():
            setattr(self, name, value)


def by_hand(case: Record) -> int:  # noqa: PLR0915  # the point is that nothing is called
    """Return the mask of the twenty rules that hold, written for speed in plain Python."""
    held = 0
    now, interview, offer = case.now, case.interview, case.offer
    asked, date = case.follow_up, case.decision_date
    silent = case.reply is None
    filled = hr_silent = False
    if case.rejected:
        closed = case.other_applications >= 0
        secured = False
        if closed:
            held = 1 << 10  # take-the-no
        if date is None and now < interview and not case.date_asked:
            held |= 1 << 2  # ask-decision-date
    else:
        closed = False
        if now >= interview and case.thank_you is None:
            if now < interview + DAY:
                held = 1 << 0  # thank-you-now
            elif now < interview + 7 * DAY:
                held = 1 << 1  # thank-you-late
        if date is None:
            if now < interview:
                if not case.date_asked:
                    held |= 1 << 2  # ask-decision-date
            elif silent:
                if not case.date_asked:
                    held |= 1 << 3  # ask-decision-date-late
                if asked is None and now >= interview + 7 * DAY:
                    held |= 1 << 6  # follow-up-without-a-date
        elif now < date:
            if offer == "none":
                held |= 1 << 4  # wait
        elif silent and asked is None:
            held |= 1 << 5  # follow-up
        if not silent:
            if now < case.reply + DAY:
                held |= 1 << 9  # acknowledge-reply
        elif asked is not None:
            if now < asked + 3 * DAY:
                held |= 1 << 7  # await-reply
            else:
                filled = True
                if case.hr_contacted is None:
                    held |= 1 << 8 | 1 << 14  # assume-filled, contact-hr
                elif now >= case.hr_contacted + 3 * DAY:
                    hr_silent = True
                    held |= 1 << 8 | 1 << 15  # assume-filled, hr-says-nothing
                else:
                    held |= 1 << 8  # assume-filled
        secured = offer == "solid"
        if secured:
            held |= 1 << 12  # decide-on-offer
        elif offer == "verbal" and case.upcoming_rounds < 9:
            held |= 1 << 11  # get-it-in-writing
    if offer != "solid":
        held |= 1 << 17  # continue-search
        if case.upcoming_rounds > 0:
            held |= 1 << 13  # prepare-the-next
    if filled or closed:
        held |= 1 << 16  # move-on
        if not secured and case.upcoming_rounds == 0 and case.other_applications < 3:
            held |= 1 << 18  # widen-the-search
        if closed or (hr_silent and now >= interview + 14 * DAY):
            held |= 1 << 19  # close-the-file
    return held


# The rules as a rule pack of the library


@lru_cache(maxsize=1)
def from_yaml() -> RulePack:
    return RulePack.load(PACK)


def _moment(name: str, seconds: int) -> nodes.Moment:
    moment = nodes.MomentFact(name)
    return nodes.Shift(moment, 1, nodes.Duration(seconds // 60, "minute")) if seconds else moment


def _condition(tree: Tree) -> nodes.Condition:
    match tree:
        case ("all", *inner):
            return nodes.All(tuple(map(_condition, inner)))
        case ("any", *inner):
            return nodes.Any(tuple(map(_condition, inner)))
        case ("not", inner):
            return nodes.Not(_condition(inner))
        case ("known", name):
            return nodes.Known(nodes.MomentFact(name))
        case ("set", "rejected"):
            return nodes.Known(nodes.MomentFact("rejection"))
        case ("set", name):
            return nodes.Flag(name)
        case ("unknown" | "unset" | "is not" as word, name):
            positive = {"unknown": "known", "unset": "set", "is not": "is"}[word]
            return nodes.Not(_condition((positive, name)))
        case ("is", offer):
            test = "at least" if offer == "solid" else "is"
            return nodes.Is("offer", test, OFFERS[offer], LEVELS[offer])
        case ("count", sign, name, number):
            return nodes.Count(name, sign, number)
        case ("concluded", name):
            return nodes.Flag(name, conclusion=True)
        case (word, name, seconds):
            return nodes.Now(word, _moment(name, seconds))
    raise ValueError(tree)


def peer_pack(count: int = 20) -> RulePack:
    """Return a pack of `count` rules, built from nodes because larger YAML would be rejected."""
    pack = from_yaml()
    if count == len(pack.rules):
        return replace(pack)
    made = []
    for place, rule in enumerate(peer_rules(count)):
        like = pack.rules[place % 20]
        advise = like.advise and replace(like.advise, action=rule.id)
        concludes = (rule.conclude,) if rule.conclude else ()
        when = _condition(rule.when)
        made.append(replace(like, id=rule.id, when=when, conclude=concludes, advise=advise))
    names = sorted(rule.conclude for rule in peer_rules(count) if rule.conclude)
    return replace(pack, rules=tuple(made), conclusions=dict.fromkeys(names, ""))


def folder(pack: RulePack) -> Callable[[State], tuple[int, list[int], Any]]:
    """Return a function from states to the engine's arguments: instant, facts and calendar."""
    calendar = calendar_for("UTC")
    day_of = calendar.day_of
    moments = [(name, OFFSETS[name], RARE[name]) for name in MOMENTS]
    own = "upcoming_rounds"
    values = [
        ("date_asked", OFFSETS["date_asked"], BITS["date_asked"]),
        ("other_applications", OFFSETS["other_applications"], BITS["other_applications"]),
        (own, pack.offsets[own], pack.bits[own]),
    ]
    offer, rejection = OFFSETS["offer"], OFFSETS["rejection"]

    def folded(state: State) -> tuple[int, list[int], Any]:
        now = state["now"]
        facts = [*EMPTY, 0]
        known = 0
        for name, place, bit in moments:
            at = state[name]
            if at is not None:
                facts[place : place + 3] = at, at, day_of(at)
                known |= bit
        for name, place, bit in values:
            if state[name]:
                facts[place] = state[name]
                known |= bit
        if state["offer"] != "none":
            facts[offer] = LEVELS[state["offer"]]
            known |= BITS["offer"]
        if state["rejected"]:
            facts[rejection : rejection + 3] = now, now, day_of(now)
            known |= BITS["rejection"]
        facts[0] = known
        return now, facts, calendar

    return folded
