"""Hypothesis strategies for plausible rule packs, as YAML and as packs."""

from __future__ import annotations

import json

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


@st.composite
def moments(draw, depth=0):
    """Draw a moment expression."""
    name = draw(st.sampled_from(MOMENTS))
    shape = draw(st.integers(0, 5))
    if shape <= 2 or depth > 1:
        return name
    if shape == 5 and depth == 0:
        which = draw(st.sampled_from(("latest", "earliest")))
        several = draw(st.lists(moments(depth=2), min_size=2, max_size=3, unique=True))
        return f"{which} of {', '.join(several)}"
    return f"{name} {draw(st.sampled_from('+-'))} {draw(durations)}"


leaves = st.one_of(
    st.builds("{} {}".format, st.sampled_from(("before", "from", "after", "on")), moments()),
    st.builds("{} {}".format, st.sampled_from(("before", "from", "after", "on")), moments()),
    st.builds(
        "{} {} {}".format,
        st.sampled_from(MOMENTS),
        st.sampled_from(("before", "from", "after", "on")),
        moments(depth=1),
    ),
    st.builds("{} is known".format, st.sampled_from(MOMENTS)),
    st.builds("no {}".format, st.sampled_from((*MOMENTS, *COUNTS))),
    st.builds("no {} since {}".format, st.sampled_from(MOMENTS), st.sampled_from(MOMENTS)),
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


@st.composite
def about_one_moment(draw):
    """Draw two or three tests of one moment, some of them negated.

    Independent draws rarely test the same moment, but only then can an engine mistake one test for
    a consequence of another.
    """
    name, unit = draw(st.sampled_from(MOMENTS)), draw(st.sampled_from(UNITS))
    shifted = st.builds(
        "{} {} {} {}".format, st.just(name), st.sampled_from("+-"), st.integers(0, 9), st.just(unit)
    )
    asked = st.one_of(
        st.builds("{} {}".format, st.sampled_from(("before", "from", "after", "on")), shifted),
        st.builds("{} {}".format, st.sampled_from(("before", "from", "after", "on")), shifted),
        st.sampled_from((f"before {name}", f"from {name}", f"{name} is known", f"no {name}")),
    )
    questions = st.one_of(asked, st.builds("not ({})".format, asked))
    word = draw(st.sampled_from((" or ", " and ")))
    found = f"({word.join(draw(st.lists(questions, min_size=2, max_size=3)))})"
    return f"not {found}" if draw(st.booleans()) else found


@st.composite
def conditions(draw, conclusions=(), depth=0):
    """Draw a condition, which may use the conclusions of earlier rules."""
    shape = draw(st.integers(0, 5))
    if draw(st.integers(0, 3)) == 0:
        return draw(about_one_moment())
    if shape <= 2 or depth > 2:
        if conclusions and draw(st.integers(0, 3)) == 0:
            return draw(st.sampled_from(conclusions))
        return draw(leaves)
    if shape == 5:
        return f"not ({draw(conditions(conclusions, depth + 1))})"
    word = " and " if shape == 3 else " or "
    several = st.lists(conditions(conclusions, depth + 1), min_size=2, max_size=3)
    return f"({word.join(draw(several))})"


@st.composite
def pack_texts(draw):
    """Draw the YAML of a pack of a few rules (as JSON, which is valid YAML)."""
    rules, concluded = [], []
    for place in range(draw(st.integers(1, 5))):
        rule = {
            "id": f"rule-{place}",
            "when": draw(st.lists(conditions(tuple(concluded)), min_size=1, max_size=2)),
            "source": "Drawn.",
        }
        advising = [each["id"] for each in rules if "advise" in each]
        free = [name for name in CONCLUSIONS if name not in concluded]
        # Use a conclusion only after the rules that draw it, so that there are no cycles.
        if free and draw(st.integers(0, 2)) == 0:
            rule["conclude"] = free[0]
            concluded.append(free[0])
        if "conclude" not in rule or draw(st.booleans()):
            rule["advise"] = {
                "action": draw(
                    st.sampled_from(("follow-up", "wait", "send-thank-you", "contact-hr"))
                ),
                "kind": draw(st.sampled_from(("do", "avoid", "know"))),
                "title": "{decision_date} and {follow_ups}",
                "text": "Since {last_contact + 1 business day}.",
            }
            if draw(st.booleans()):
                rule["advise"]["due"] = draw(moments())
            action = rule["advise"]["action"]
            if rule["advise"]["kind"] == "do" and action in RECORDS and draw(st.booleans()):
                rule["advise"]["recorded_as"] = RECORDS[action]
            elif draw(st.integers(0, 3)) == 0:
                rule["advise"]["again_after"] = draw(durations.filter(lambda d: d[0] != "0"))
            if advising and draw(st.integers(0, 2)) == 0:
                rule["instead_of"] = [draw(st.sampled_from(advising))]
        rules.append(rule)
    return json.dumps({"pack": "drawn", "rules": rules})


packs = pack_texts().map(lambda text: RulePack.from_text(text, "drawn.yaml"))
