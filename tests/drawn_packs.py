"""Hypothesis strategies for plausible rule packs, as YAML and as packs."""

from __future__ import annotations

import json
from functools import cache

from hypothesis import strategies as st

from interview_rules import RulePack

MOMENTS = (
    "interview", "thank_you", "decision_date", "follow_up", "reply", "last_contact",
    "upcoming_interview", "contact_away", "hold_until", "offer_made", "paperwork_date",
)  # fmt: skip
FLAGS = ("follow_up_pending", "hr_unreachable", "agency_between")
COUNTS = ("follow_ups", "rounds", "interviewers", "unanswered_follow_ups")
CONCLUSIONS = ("settled", "quiet", "pressing")
UNITS = ("minutes", "hours", "days", "weeks", "months", "business days")
RECORDS = {
    "follow-up": "follow-up-sent",
    "send-thank-you": "thank-you-sent",
    "contact-hr": "hr-contacted",
}

durations = st.builds(
    lambda amount, unit: f"{amount} {unit}", st.integers(0, 9), st.sampled_from(UNITS)
)


words = st.sampled_from(("before", "from", "after", "on"))
names = st.sampled_from(MOMENTS)
# Making a strategy takes longer than drawing from it, so all of them are made once.
shapes = st.integers(0, 5)
thirds = st.integers(0, 2)
fourths = st.integers(0, 3)


@cache
@st.composite
def moments(draw, depth=0):
    """Draw a moment expression."""
    name = draw(names)
    shape = draw(shapes)
    if shape <= 2 or depth > 1:
        return name
    if shape == 5 and depth == 0:
        return f"{draw(extremes)} of {', '.join(draw(several_moments))}"
    return f"{name} {draw(signs)} {draw(durations)}"


extremes = st.sampled_from(("latest", "earliest"))
signs = st.sampled_from("+-")
several_moments = st.lists(moments(depth=2), min_size=2, max_size=3, unique=True)


leaves = st.one_of(
    st.builds("{} {}".format, words, moments()),
    st.builds("{} {}".format, words, moments()),
    st.builds(
        "{} {} {}".format,
        names,
        words,
        moments(depth=1),
    ),
    st.builds("{} is known".format, names),
    st.builds("no {}".format, st.sampled_from((*MOMENTS, *COUNTS))),
    st.builds("no {} since {}".format, names, names),
    st.sampled_from(FLAGS),
    st.builds(
        "offer is {}{}".format,
        st.sampled_from(("at least ", "at least ", "at most ", "")),
        st.sampled_from(("informal", "verbal", "firm")),
    ),
    st.builds(
        "{} {} {}".format,
        st.sampled_from(COUNTS),
        st.sampled_from((">=", ">=", ">", "=", "<", "<=")),
        st.integers(1, 2),
    ),
)


@cache
def tests_of(name, unit):
    """Return a strategy for two or three tests of one moment."""
    shifted = st.builds(
        "{} {} {} {}".format, st.just(name), signs, st.integers(0, 9), st.just(unit)
    )
    asked = st.one_of(
        st.builds("{} {}".format, words, shifted),
        st.builds("{} {}".format, words, shifted),
        st.sampled_from((f"before {name}", f"from {name}", f"{name} is known", f"no {name}")),
    )
    questions = st.one_of(asked, st.builds("not ({})".format, asked))
    return st.lists(questions, min_size=2, max_size=3)


@st.composite
def about_one_moment(draw):
    """Draw two or three tests of one moment, some of them negated.

    Independent draws rarely test the same moment, but only then can an engine mistake one test for
    a consequence of another.
    """
    name, unit = draw(names), draw(units)
    found = f"({draw(ors_and_ands).join(draw(tests_of(name, unit)))})"
    return f"not {found}" if draw(yes_or_no) else found


units = st.sampled_from(UNITS)
ors_and_ands = st.sampled_from((" or ", " and "))
yes_or_no = st.booleans()
one_moment = about_one_moment()


@cache
@st.composite
def conditions(draw, conclusions=(), depth=0):
    """Draw a condition, which may use the conclusions of earlier rules."""
    shape = draw(shapes)
    if draw(fourths) == 0:
        return draw(one_moment)
    if shape <= 2 or depth > 2:
        if conclusions and draw(fourths) == 0:
            return draw(st.sampled_from(conclusions))
        return draw(leaves)
    if shape == 5:
        return f"not ({draw(conditions(conclusions, depth + 1))})"
    word = " and " if shape == 3 else " or "
    return f"({word.join(draw(several_conditions(conclusions, depth + 1, 2, 3)))})"


@cache
def several_conditions(conclusions, depth, least, most):
    """Return a strategy for a list of conditions."""
    return st.lists(conditions(conclusions, depth), min_size=least, max_size=most)


actions = st.sampled_from(("follow-up", "wait", "send-thank-you", "contact-hr"))
kinds = st.sampled_from(("do", "avoid", "know"))
pauses = durations.filter(lambda d: d[0] != "0")


@st.composite
def pack_texts(draw):
    """Draw the YAML of a pack of a few rules (as JSON, which is valid YAML)."""
    rules, concluded = [], []
    for place in range(draw(st.integers(1, 5))):
        rule = {
            "id": f"rule-{place}",
            "when": draw(several_conditions(tuple(concluded), 0, 1, 2)),
            "source": "Drawn.",
        }
        advising = [each["id"] for each in rules if "advise" in each]
        free = [name for name in CONCLUSIONS if name not in concluded]
        # Use a conclusion only after the rules that draw it, so that there are no cycles.
        if free and draw(thirds) == 0:
            rule["conclude"] = free[0]
            concluded.append(free[0])
        if "conclude" not in rule or draw(yes_or_no):
            rule["advise"] = {
                "action": draw(actions),
                "kind": draw(kinds),
                "title": "{decision_date} and {follow_ups}",
                "text": "Since {last_contact + 1 business day}.",
            }
            if draw(yes_or_no):
                rule["advise"]["due"] = draw(moments())
            action = rule["advise"]["action"]
            if rule["advise"]["kind"] == "do" and action in RECORDS and draw(yes_or_no):
                rule["advise"]["recorded_as"] = RECORDS[action]
            elif draw(fourths) == 0:
                rule["advise"]["again_after"] = draw(pauses)
            if advising and draw(thirds) == 0:
                rule["instead_of"] = [draw(st.sampled_from(advising))]
        rules.append(rule)
    return json.dumps({"pack": "drawn", "rules": rules})


packs = pack_texts().map(lambda text: RulePack.from_text(text, "drawn.yaml"))
