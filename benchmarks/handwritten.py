"""The rules of the default pack, written by hand in plain Python.

`benchmarks/speed.py` compares the generated function with this one. Both return two masks: the
rules that hold, and the rules whose advice is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules import RulePack
from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.vocabulary import BITS, FACTS, OFFSETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.facts.vocabulary import Facts

_PLACES = RulePack.default().by_id
_KNOWN: set[str] = set()


def _rule(rule_id: str) -> int:
    _KNOWN.add(rule_id)
    return 1 << _PLACES[rule_id]


def _moment(name: str) -> range:
    """Return the places of the start, end and day of a moment."""
    return range(OFFSETS[name], OFFSETS[name] + 3)


def _bits(*names: str) -> int:
    return sum(BITS[name] for name in names)


# Rules

TOLD_NO = _rule("told-no")
SOLID_OFFER = _rule("solid-offer")
DECIDE_ON_OFFER = _rule("decide-on-offer")
THANK_YOU = _rule("thank-you")
ASK_DECISION_DATE = _rule("ask-decision-date")
WAIT = _rule("wait")
BE_PATIENT = _rule("be-patient")
FOLLOW_UP = _rule("follow-up")
AWAIT_REPLY = _rule("await-reply")
ASSUME_FILLED = _rule("assume-filled")
ASSUME_FILLED_UNANSWERED = _rule("assume-filled-unanswered")
CONTACT_HR = _rule("contact-hr")
CONTINUE_SEARCH = _rule("continue-search")
KEEP_OPTIONS_OPEN = _rule("keep-options-open")
TURNED_DOWN = _rule("turned-down")
OFFER_FELL_THROUGH = _rule("offer-fell-through")
OFFER_TAKEN_BACK = _rule("offer-taken-back")
NEVER_HEARD_OF = _rule("never-heard-of")
YOU_DECLINED = _rule("you-declined")
YOU_WITHDREW = _rule("you-withdrew")
GOOD_WORD_AFTER_A_NO = _rule("good-word-after-a-no")
ACCEPTED_ELSEWHERE = _rule("accepted-elsewhere")
SEARCH_IS_OVER = _rule("search-is-over")
ACCEPTANCE = _rule("acceptance")
ACCEPTED_A_SOLID_OFFER = _rule("accepted-a-solid-offer")
OFFER_DEADLINE_PASSED = _rule("offer-deadline-passed")
NOT_AN_OFFER_YET = _rule("not-an-offer-yet")
GET_IT_IN_WRITING = _rule("get-it-in-writing")
MEET_CONDITIONS = _rule("meet-conditions")
CHASE_THE_REFERENCE = _rule("chase-the-reference")
CHECK_OVERDUE = _rule("check-overdue")
START_DATE_OFF = _rule("start-date-off")
ANSWER_THE_OFFER = _rule("answer-the-offer")
ANSWER_IS_OVERDUE = _rule("answer-is-overdue")
OFFER_AND_ANOTHER_INTERVIEW = _rule("offer-and-another-interview")
KEEP_THE_OTHER_INTERVIEW = _rule("keep-the-other-interview")
TELL_ABOUT_OTHER_OFFER = _rule("tell-about-other-offer")
THANK_YOU_BEFORE_THEY_LEAVE = _rule("thank-you-before-they-leave")
LATE_THANK_YOU = _rule("late-thank-you")
THANK_AGAIN = _rule("thank-again")
ONE_NOTE_EACH = _rule("one-note-each")
THANK_THE_OTHERS = _rule("thank-the-others")
COUNT_THE_DATE = _rule("count-the-date")
HOLIDAY_COUNTS = _rule("holiday-counts")
NOT_BEFORE = _rule("not-before")
WAIT_FOR_THE_DAY_THEY_NAMED = _rule("wait-for-the-day-they-named")
CONTACT_AS_ASKED = _rule("contact-as-asked")
WAIT_FOR_THEIR_WORD = _rule("wait-for-their-word")
ASK_AFTER_THEIR_WORD = _rule("ask-after-their-word")
ASK_FOR_THE_LETTER = _rule("ask-for-the-letter")
FOLLOW_UP_AFTER_THEIR_RETURN = _rule("follow-up-after-their-return")
WAIT_A_WEEK = _rule("wait-a-week")
ASK_AFTER_SILENCE = _rule("ask-after-silence")
NEITHER_YES_NOR_NO = _rule("neither-yes-nor-no")
ON_HOLD = _rule("on-hold")
ASK_ABOUT_THE_HOLD = _rule("ask-about-the-hold")
ASK_ABOUT_A_LONG_HOLD = _rule("ask-about-a-long-hold")
RESCHEDULE = _rule("reschedule")
CONFIRM_THE_ZONE = _rule("confirm-the-zone")
ONE_MESSAGE_IS_ENOUGH = _rule("one-message-is-enough")
MISSED_CALL = _rule("missed-call")
NO_MORE_MESSAGES = _rule("no-more-messages")
FILLED_WITH_AN_OFFER_IN_THE_AIR = _rule("filled-with-an-offer-in-the-air")
FIND_A_CONTACT = _rule("find-a-contact")
WHOM_TO_ASK = _rule("whom-to-ask")
THROUGH_THE_AGENCY = _rule("through-the-agency")
THEY_ARE_AWAY = _rule("they-are-away")
REFERENCES_DECIDE_NOTHING = _rule("references-decide-nothing")
SEND_THE_MATERIALS = _rule("send-the-materials")
SEND_THE_MATERIALS_IN_TIME = _rule("send-the-materials-in-time")
NEW_POSTING = _rule("new-posting")
HEARSAY = _rule("hearsay")
KIND_WORDS = _rule("kind-words")
TRY_ANOTHER_WAY = _rule("try-another-way")
INSIDE_CANDIDATE = _rule("inside-candidate")

TOLD_NO_AND_TURNED_DOWN = TOLD_NO | TURNED_DOWN
IN_TOUCH = CONTINUE_SEARCH | KEEP_OPTIONS_OPEN | WHOM_TO_ASK
IN_TOUCH_THROUGH_ANOTHER = CONTINUE_SEARCH | KEEP_OPTIONS_OPEN | THROUGH_THE_AGENCY

NONE, INFORMAL, VERBAL, CONDITIONAL, FIRM = map(
    FACTS["offer"].choices.index, ("none", "informal", "verbal", "conditional", "firm")
)

# Facts

INTERVIEW, _, INTERVIEW_DAY = _moment("interview")
ROUND_OFF, ROUND_OFF_END, ROUND_OFF_DAY = _moment("round_off")
INVITATION, _, _ = _moment("invitation")
THANKED, _, _ = _moment("thank_you")
THANKS_MISSING, _, _ = _moment("thank_you_missing")
THANKS_FAILED, _, THANKS_FAILED_DAY = _moment("thank_you_failed")
DECISION, DECISION_END, DECISION_DAY = _moment("decision_date")
NEXT_STEP, NEXT_STEP_END, NEXT_STEP_DAY = _moment("next_step_date")
NOT_BEFORE_DATE, _, NOT_BEFORE_DAY = _moment("not_before_date")
CONTACT, CONTACT_END, CONTACT_DAY = _moment("contact_date")
PAPERWORK, PAPERWORK_END, PAPERWORK_DAY = _moment("paperwork_date")
ASKED, ASKED_END, ASKED_DAY = _moment("follow_up")
HR_CONTACTED, _, _ = _moment("hr_contacted")
CONTACT_FAILED, _, CONTACT_FAILED_DAY = _moment("contact_failed")
AWAY, AWAY_END, _ = _moment("contact_away")
CHANCE, _, CHANCE_DAY = _moment("chance_contact")
REPLY, REPLY_END, REPLY_DAY = _moment("reply")
_, _, APPLIED_DAY = _moment("last_application")
LAST_CONTACT, _, LAST_CONTACT_DAY = _moment("last_contact")
HINT, _, HINT_DAY = _moment("hint")
SIGNAL, SIGNAL_END, SIGNAL_DAY = _moment("positive_signal")
RELISTED, _, RELISTED_DAY = _moment("relisted")
HELD, _, _ = _moment("on_hold")
HELD_UNTIL, HELD_UNTIL_END, _ = _moment("hold_until")
REJECTION, REJECTION_END, REJECTION_DAY = _moment("rejection")
REFERENCES_REQUESTED, _, REFERENCES_REQUESTED_DAY = _moment("references_requested")
REFERENCES_CHECKED, _, _ = _moment("references_checked")
CHECK, _, _ = _moment("background_check")
_, CHECK_DUE_END, _ = _moment("background_check_due")
MATERIALS_REQUESTED, _, _ = _moment("materials_requested")
MATERIALS_DUE, _, _ = _moment("materials_due")
START_MOVED, _, _ = _moment("start_moved")
OFFER_MADE, OFFER_MADE_END, OFFER_MADE_DAY = _moment("offer_made")
DEADLINE, DEADLINE_END, _ = _moment("offer_deadline")
ACCEPTED, _, _ = _moment("offer_accepted")
DECLINED, _, _ = _moment("offer_declined")
TAKEN_BACK, _, _ = _moment("offer_withdrawn")
WITHDRAWN, _, _ = _moment("withdrawn")
OTHER_OFFER, _, OTHER_OFFER_DAY = _moment("other_offer")
OTHER_DEADLINE, OTHER_DEADLINE_END, _ = _moment("other_offer_deadline")
ELSEWHERE, _, _ = _moment("accepted_elsewhere")
UPCOMING, _, _ = _moment("upcoming_interview")
OTHER_INTERVIEW, _, _ = _moment("other_interview")
HOLIDAY, _, _ = _moment("holiday")
PENDING = OFFSETS["follow_up_pending"]
AGENCY = OFFSETS["agency_between"]
RECRUITER = OFFSETS["recruiter_between"]
INTERNAL = OFFSETS["internal_candidate"]
HR_UNREACHABLE = OFFSETS["hr_unreachable"]
CONTACT_UNKNOWN = BITS["contact_unknown"]
OTHER_ZONE = OFFSETS["other_time_zone"]
OFFER = OFFSETS["offer"]
INTERVIEWERS = OFFSETS["interviewers"]
NOT_YET_THANKED = OFFSETS["not_yet_thanked"]

# Masks of uncommon facts, so that one test covers all facts of a kind

ENDS = _bits(
    "rejection",
    "offer_accepted",
    "offer_declined",
    "offer_withdrawn",
    "withdrawn",
    "accepted_elsewhere",
)
INTERRUPTS = _bits("upcoming_interview", "on_hold", "contact_away", "round_off", "thank_you_failed")
OFFERS = _bits(
    "offer",
    "start_moved",
    "other_interview",
    "other_offer",
    "other_offer_deadline",
)
NAMED_DAYS = _bits("not_before_date", "contact_date", "next_step_date", "paperwork_date")
TIME_ASKED_FOR = _bits("not_before_date", "contact_away", "background_check_due")
NEWS = _bits(
    "references_requested",
    "references_checked",
    "background_check",
    "materials_requested",
    "holiday",
    "relisted",
    "hint",
    "positive_signal",
)


def advise_by_hand(pack: RulePack) -> Callable[[int, Facts, Calendar], tuple[int, int]]:
    """Return the hand-written equivalent of `Program.evaluate` for the default pack.

    Raises ValueError for any other pack.
    """
    for rule_id in pack.by_id:
        if rule_id not in _KNOWN:
            raise ValueError(f"no hand-written rule {rule_id!r}")
    if pack.by_id != _PLACES:
        raise ValueError(f"{pack.name} does not have the rules of the default pack in their order")
    return evaluate


def evaluate(now: int, facts: Facts, calendar: Calendar) -> tuple[int, int]:  # noqa: PLR0915  # many rules
    """Return the masks of the rules that hold and of those whose advice is given."""
    known = facts[0]
    offer = facts[OFFER]
    if known & ENDS or offer >= FIRM:
        return _settled(now, facts, calendar)

    # From here on, there is no solid offer, nothing is accepted, and the application is open.
    starts = calendar.starts
    pending = facts[PENDING]
    in_touch = facts[LAST_CONTACT] < NEVER
    invited = on_hold = away = round_off = thank_again = False
    if known & INTERRUPTS:
        invited = facts[UPCOMING] < NEVER
        on_hold = facts[HELD] < NEVER
        away = now < facts[AWAY_END] < NEVER
        if facts[ROUND_OFF] < NEVER:
            round_off = now < starts[facts[ROUND_OFF_DAY] + 15]
        if facts[THANKS_FAILED] < NEVER:
            thank_again = now < starts[facts[THANKS_FAILED_DAY] + 4]

    # `both` is for rules that hold and speak, `held` and `given` for where the two may differ.
    held = given = 0
    if not in_touch:
        both = CONTINUE_SEARCH
        applied = facts[APPLIED_DAY]
        if applied < NEVER and not invited and now >= starts[applied + 43]:
            held = NEVER_HEARD_OF
    else:
        through_another = facts[AGENCY] or facts[RECRUITER]
        both = IN_TOUCH_THROUGH_ANOTHER if through_another else IN_TOUCH
        if facts[INTERNAL]:
            both |= INSIDE_CANDIDATE
    if invited:
        both |= ASK_DECISION_DATE
        if facts[OTHER_ZONE]:
            both |= CONFIRM_THE_ZONE

    # Offers

    pressed = start_date_off = False
    if known & OFFERS:
        if offer:
            if offer == INFORMAL:
                both |= NOT_AN_OFFER_YET
            elif offer == VERBAL:
                both |= GET_IT_IN_WRITING
            else:
                both |= MEET_CONDITIONS
                if _reference_missing(now, facts, calendar):
                    both |= CHASE_THE_REFERENCE
            if facts[DEADLINE] < NEVER:
                if now < facts[DEADLINE_END]:
                    pressed = True
                    both |= ANSWER_THE_OFFER
                elif not _since(facts, REPLY, DEADLINE) and not _since(facts, ASKED, DEADLINE):
                    pressed = True
                    both |= ANSWER_IS_OVERDUE
        if offer >= VERBAL and _start_date_off(facts):
            start_date_off = True
            both |= START_DATE_OFF
        if facts[OTHER_INTERVIEW] < NEVER:
            both |= KEEP_THE_OTHER_INTERVIEW
        if in_touch or invited:
            other_offer = False
            if facts[OTHER_DEADLINE] < NEVER:
                other_offer = now < facts[OTHER_DEADLINE_END]
            elif facts[OTHER_OFFER] < NEVER:
                other_offer = now < starts[facts[OTHER_OFFER_DAY] + 15]
            if other_offer and not _since(facts, ASKED, OTHER_OFFER):
                pressed = True
                both |= TELL_ABOUT_OTHER_OFFER

    # Thanks

    interviewed = facts[INTERVIEW] < NEVER
    interview_day = facts[INTERVIEW_DAY]
    if thank_again:
        both |= THANK_AGAIN
    if facts[THANKED] < NEVER:
        if facts[NOT_YET_THANKED] and not (interviewed and now >= starts[interview_day + 8]):
            both |= THANK_THE_OTHERS
    elif interviewed:
        if now < starts[interview_day + 3]:
            held = THANK_YOU
            if facts[INTERVIEWERS] != 1:
                both |= ONE_NOTE_EACH
            if away:
                held |= THANK_YOU_BEFORE_THEY_LEAVE
            if not thank_again:
                given |= THANK_YOU_BEFORE_THEY_LEAVE if away else THANK_YOU
        elif facts[THANKS_MISSING] < NEVER and now < starts[interview_day + 8]:
            held = LATE_THANK_YOU
            if not thank_again:
                given = LATE_THANK_YOU

    # Days that the employer named

    decision, decision_end = facts[DECISION], facts[DECISION_END]
    dated = decision < NEVER
    ahead = over = replied = asked = False
    if dated:
        ahead = now < decision_end
        over = not ahead
        decision_day = facts[DECISION_DAY]
        reply, follow_up = facts[REPLY], facts[ASKED]
        one_instant = decision == decision_end
        if reply < NEVER:
            if one_instant and reply == facts[REPLY_END]:
                replied = reply >= decision
            else:
                replied = facts[REPLY_DAY] >= decision_day
        if follow_up < NEVER:
            if one_instant and follow_up == facts[ASKED_END]:
                asked = follow_up >= decision
            else:
                asked = facts[ASKED_DAY] >= decision_day
    date_stands = dated and (ahead or not replied)
    question_out = pending and (asked or not dated)

    too_early = told_too_early = told_to_wait = told_to_ask = invited_to_ask = False
    promise_stands = promised_ahead = promised_over = False
    day_named = word_promised = word_to_come = False
    if known & NAMED_DAYS:
        not_before, contact = facts[NOT_BEFORE_DATE], facts[CONTACT]
        too_early = now < not_before < NEVER
        told_too_early = too_early and not pressed
        if contact < NEVER:
            invited_to_ask = now < contact or not _since(facts, REPLY, CONTACT)
            if now < contact:
                told_to_wait = not (pressed or too_early)
            elif invited_to_ask and not (pressed or too_early):
                told_to_ask = not _since(facts, ASKED, CONTACT)
        promised = _promised(facts)
        if promised[0] < NEVER:
            promise_stands = not _letter_answered(facts, promised)
            word_to_come = promise_stands and now < promised[1]
            if (
                promise_stands
                and not (dated or invited or pressed or too_early)
                and contact == NEVER
                and not _reaches(facts, ASKED, *promised)
            ):
                word_promised = True
                promised_ahead = now < promised[1]
                promised_over = not promised_ahead
        day_named = told_too_early or told_to_wait or told_to_ask

    adrift = round_off and not (
        invited or pressed or word_to_come or _since(facts, ASKED, ROUND_OFF)
    )
    if adrift:
        both |= RESCHEDULE
    if on_hold:
        both |= ON_HOLD

    owing = facts[MATERIALS_REQUESTED] < NEVER
    if owing:
        held |= SEND_THE_MATERIALS
        speaks = SEND_THE_MATERIALS
        if facts[MATERIALS_DUE] < NEVER:
            held |= SEND_THE_MATERIALS_IN_TIME
            speaks = SEND_THE_MATERIALS_IN_TIME
        given |= speaks

    # No date to wait for

    wait_a_week = ask_after_silence = check_overdue = False
    ask_about_hold = 0
    if in_touch and not (
        pending
        or owing
        or date_stands
        or invited
        or pressed
        or adrift
        or promise_stands
        or invited_to_ask
    ):
        quiet_day = facts[LAST_CONTACT_DAY]
        if known & TIME_ASKED_FOR:
            quiet_day = _quiet_day(facts)
            quiet = now < _quiet_end(facts, calendar)
        else:
            quiet = now < starts[quiet_day + 8]
        if quiet:
            wait_a_week = not too_early
        else:
            check_overdue = offer == CONDITIONAL and facts[CHECK_DUE_END] < NEVER
            if not on_hold:
                ask_after_silence = True
            elif facts[HELD_UNTIL] < NEVER:
                ask_about_hold = ASK_ABOUT_THE_HOLD if now >= facts[HELD_UNTIL_END] else 0
            elif now >= starts[quiet_day + 29]:
                ask_about_hold = ASK_ABOUT_A_LONG_HOLD
        if (
            facts[REPLY] < NEVER
            and now < starts[facts[REPLY_DAY] + 8]
            and not offer
            and facts[INVITATION] == NEVER
            and (not interviewed or _since(facts, REPLY, INTERVIEW))
        ):
            both |= NEITHER_YES_NOR_NO
        if check_overdue:
            both |= CHECK_OVERDUE

    # Waiting: the first rule that applies gives its advice

    waiting = 0
    if ahead:
        if not pressed:
            both |= COUNT_THE_DATE
        if not question_out:
            held |= WAIT
            if not (pressed or day_named):
                waiting = WAIT
    if interviewed and not invited and not question_out and (replied or not dated):
        held |= BE_PATIENT
        if not waiting and not (
            pressed
            or day_named
            or word_promised
            or wait_a_week
            or ask_after_silence
            or ask_about_hold
            or check_overdue
            or start_date_off
            or on_hold
            or adrift
            or owing
        ):
            waiting = BE_PATIENT
    if told_too_early:
        held |= NOT_BEFORE
        waiting = waiting or NOT_BEFORE
    if told_to_wait:
        held |= WAIT_FOR_THE_DAY_THEY_NAMED
        waiting = waiting or WAIT_FOR_THE_DAY_THEY_NAMED
    if promised_ahead:
        held |= WAIT_FOR_THEIR_WORD
        waiting = waiting or WAIT_FOR_THEIR_WORD
    if wait_a_week:
        held |= WAIT_A_WEEK
        if not start_date_off:
            waiting = waiting or WAIT_A_WEEK
    given |= waiting

    # Asking: the first rule that applies gives its advice

    asking = 0
    after_return = False
    if over and date_stands and not question_out:
        held |= FOLLOW_UP
        if away and not (pressed or invited) and facts[NOT_BEFORE_DATE] == facts[CONTACT] == NEVER:
            after_return = True
        elif not (pressed or invited or told_too_early or told_to_wait):
            asking = FOLLOW_UP
    if told_to_ask:
        held |= CONTACT_AS_ASKED
        asking = CONTACT_AS_ASKED
    if promised_over:
        held |= ASK_AFTER_THEIR_WORD
        if offer and facts[PAPERWORK] < NEVER:
            held |= ASK_FOR_THE_LETTER
            asking = asking or ASK_FOR_THE_LETTER
        else:
            asking = asking or ASK_AFTER_THEIR_WORD
    if after_return:
        held |= FOLLOW_UP_AFTER_THEIR_RETURN
        asking = asking or FOLLOW_UP_AFTER_THEIR_RETURN
    if ask_after_silence:
        held |= ASK_AFTER_SILENCE
        if not (check_overdue or start_date_off):
            asking = asking or ASK_AFTER_SILENCE
    if ask_about_hold:
        held |= ask_about_hold
        asking = asking or ask_about_hold
    given |= asking

    # Unanswered follow-ups, and the meaning of silence

    awaiting = unanswered = False
    if pending:
        if question_out and facts[ASKED] < NEVER:
            awaiting = now < starts[facts[ASKED_DAY] + 3]
            unanswered = not awaiting and not invited
        if awaiting:
            held |= AWAIT_REPLY
            if not (pressed or day_named or word_promised):
                given |= AWAIT_REPLY
            if not pressed:
                held |= ONE_MESSAGE_IS_ENOUGH
                if not (told_to_ask or promised_over):
                    given |= ONE_MESSAGE_IS_ENOUGH
        if facts[CHANCE] < NEVER and now < starts[facts[CHANCE_DAY] + 8]:
            both |= MISSED_CALL
    elif facts[CONTACT_FAILED] < NEVER and now < starts[facts[CONTACT_FAILED_DAY] + 8]:
        both |= TRY_ANOTHER_WAY

    filled = over and date_stands and not awaiting and now >= starts[decision_day + 3]
    if filled or unanswered:
        without_offer = offer and pending
        heard_of = day_named or on_hold or invited or after_return
        if unanswered:
            held |= ASSUME_FILLED_UNANSWERED
        if filled:
            held |= ASSUME_FILLED
        if without_offer:
            held |= FILLED_WITH_AN_OFFER_IN_THE_AIR
            if not (day_named or on_hold or invited or word_promised):
                given |= FILLED_WITH_AN_OFFER_IN_THE_AIR
        elif not heard_of:
            if filled:
                given |= ASSUME_FILLED
            elif not word_promised:
                given |= ASSUME_FILLED_UNANSWERED
        if question_out and not (on_hold or pressed or invited or adrift):
            held |= NO_MORE_MESSAGES
            if not (day_named or word_promised):
                given |= NO_MORE_MESSAGES
        if facts[HR_CONTACTED] == NEVER and not facts[HR_UNREACHABLE]:
            held |= CONTACT_HR
            if not (heard_of or word_promised):
                given |= CONTACT_HR

    # What not to do

    if away and not (pressed or ahead):
        held |= THEY_ARE_AWAY
        if not told_to_ask:
            given |= THEY_ARE_AWAY
    if known & NEWS:
        both |= _news(now, facts, calendar)
    if known & CONTACT_UNKNOWN and (in_touch or dated):
        return _unreachable(held | both | FIND_A_CONTACT)
    return held | both, given | both


def _unreachable(held: int) -> tuple[int, int]:
    """Return both masks if there is no contact: resolve conflicts by definition."""
    pack = RulePack.default()
    stands: dict[int, bool] = {}

    def active(index: int) -> bool:
        if index not in stands:
            stands[index] = bool(held >> index & 1) and not any(
                active(beater) for beater in pack.replaced_by.get(index, ())
            )
        return stands[index]

    first: dict[str, int] = {}
    for index, action in enumerate(pack.actions_by_rule):
        if action and active(index):
            first.setdefault(action, index)
    return held, sum(1 << index for index in first.values())


def _settled(now: int, facts: Facts, calendar: Calendar) -> tuple[int, int]:  # noqa: PLR0915  # the same
    """Return both masks for an application that is closed, or has a solid or accepted offer."""
    offer = facts[OFFER]
    solid = offer >= FIRM
    accepted = facts[ACCEPTED] < NEVER
    elsewhere = facts[ELSEWHERE] < NEVER

    # `both` is for rules that hold and speak, `held` and `given` for where the two may differ.
    held = given = both = 0

    rejected = facts[REJECTION] < NEVER
    if rejected:
        closed = True
        held = TOLD_NO_AND_TURNED_DOWN
        if facts[OFFER_MADE] < NEVER and not _after(facts, OFFER_MADE, REJECTION):
            both = OFFER_FELL_THROUGH
        else:
            given = TOLD_NO
        if _after(facts, SIGNAL, REJECTION) and now < calendar.starts[facts[SIGNAL_DAY] + 15]:
            both |= GOOD_WORD_AFTER_A_NO
    else:
        # Every rule that applies holds; the last one set gives the advice.
        if facts[WITHDRAWN] < NEVER:
            held = given = YOU_WITHDREW
        if facts[DECLINED] < NEVER:
            held |= YOU_DECLINED
            given = YOU_DECLINED
        if facts[TAKEN_BACK] < NEVER:
            held |= OFFER_TAKEN_BACK
            given = OFFER_TAKEN_BACK
        closed = held > 0

    if elsewhere:
        both |= SEARCH_IS_OVER if closed else ACCEPTED_ELSEWHERE
    if accepted:
        held |= ACCEPTANCE
    if solid:
        held |= SOLID_OFFER
        if not accepted:
            held |= DECIDE_ON_OFFER
            speaks = DECIDE_ON_OFFER
            if now >= facts[DEADLINE_END]:
                held |= OFFER_DEADLINE_PASSED
                speaks = OFFER_DEADLINE_PASSED
            if closed or not elsewhere:
                given |= speaks
        elif not elsewhere:
            both |= ACCEPTED_A_SOLID_OFFER
    else:
        held |= CONTINUE_SEARCH
        if not elsewhere:
            given |= CONTINUE_SEARCH

    if not closed:
        if not elsewhere:
            if offer == VERBAL or (offer == NONE and accepted):
                both |= GET_IT_IN_WRITING
            elif offer == INFORMAL:
                both |= NOT_AN_OFFER_YET
            elif offer == CONDITIONAL:
                both |= MEET_CONDITIONS
            if (accepted or offer >= VERBAL) and not solid and _start_date_off(facts):
                both |= START_DATE_OFF
            if facts[OTHER_INTERVIEW] < NEVER:
                if not solid:
                    both |= KEEP_THE_OTHER_INTERVIEW
                elif not accepted:
                    both |= OFFER_AND_ANOTHER_INTERVIEW
        if offer == CONDITIONAL:
            if _reference_missing(now, facts, calendar):
                both |= CHASE_THE_REFERENCE
            if (
                accepted
                and not (elsewhere or facts[PENDING])
                and facts[CHECK_DUE_END] < NEVER
                and now >= _quiet_end(facts, calendar)
            ):
                both |= CHECK_OVERDUE
    if facts[OTHER_ZONE] and (closed or facts[UPCOMING] < NEVER):
        both |= CONFIRM_THE_ZONE
    return held | both, given | both


def _reference_missing(now: int, facts: Facts, calendar: Calendar) -> bool:
    """Return True if references are overdue or delay the start date."""
    if facts[REFERENCES_REQUESTED] == NEVER:
        return False
    day = facts[REFERENCES_REQUESTED_DAY]
    return facts[START_MOVED] < NEVER or now >= calendar.starts[day + 8]


def _start_date_off(facts: Facts) -> bool:
    """Return True if the start date was moved and the employer has not been asked since."""
    return facts[START_MOVED] < NEVER and not (
        facts[HR_UNREACHABLE]
        or _since(facts, HR_CONTACTED, START_MOVED)
        or _since(facts, ASKED, START_MOVED)
    )


def _quiet_day(facts: Facts) -> int:
    """Return the later of the last contact and the day before which they will not decide."""
    days = facts[LAST_CONTACT_DAY], facts[NOT_BEFORE_DAY]
    return max((day for day in days if day < NEVER), default=NEVER)


def _quiet_end(facts: Facts, calendar: Calendar) -> int:
    """Return the end of a week after the quiet day, of an absence and of a check, if later."""
    ends = [end for end in (facts[AWAY_END], facts[CHECK_DUE_END]) if end < NEVER]
    day = _quiet_day(facts)
    if day < NEVER:
        ends.append(calendar.starts[day + 8])
    return max(ends, default=NEVER)


def _news(now: int, facts: Facts, calendar: Calendar) -> int:
    """Return the mask of the rules about news that decides nothing."""
    both = 0
    if (
        facts[REFERENCES_REQUESTED] < NEVER
        or facts[REFERENCES_CHECKED] < NEVER
        or facts[CHECK] < NEVER
    ):
        both |= REFERENCES_DECIDE_NOTHING
    if facts[HOLIDAY] < NEVER:
        both |= HOLIDAY_COUNTS
    if facts[RELISTED] < NEVER and now < calendar.starts[facts[RELISTED_DAY] + 15]:
        both |= NEW_POSTING
    if facts[HINT] < NEVER and now < calendar.starts[facts[HINT_DAY] + 15]:
        both |= HEARSAY
    if (
        facts[OFFER] == NONE
        and facts[SIGNAL] < NEVER
        and now < calendar.starts[facts[SIGNAL_DAY] + 15]
    ):
        both |= KIND_WORDS
    return both


def _since(facts: Facts, one: int, other: int) -> bool:
    """Return True if both moments are known and the first is not before the second."""
    start, end, day = facts[other : other + 3]
    return _reaches(facts, one, start, end, day)


def _reaches(facts: Facts, one: int, start: int, end: int, day: int) -> bool:
    """Compare like `_since`, given the second moment. Two instants compare exactly, else days."""
    this = facts[one]
    if not (this < NEVER and start < NEVER):
        return False
    if this == facts[one + 1] and start == end:
        return this >= start
    return facts[one + 2] >= day


def _after(facts: Facts, one: int, other: int) -> bool:
    """Return True if both moments are known and the first is not before the end of the second."""
    start, end, day = facts[other : other + 3]
    return _passes(facts, one, start, end, day)


def _passes(facts: Facts, one: int, start: int, end: int, day: int) -> bool:
    this = facts[one]
    if not (this < NEVER and start < NEVER):
        return False
    if this == facts[one + 1] and start == end:
        return this >= start
    return facts[one + 2] > day


def _promised(facts: Facts) -> tuple[int, int, int]:
    """Return the later of the dates promised for the next step and for the paperwork."""
    next_step = facts[NEXT_STEP : NEXT_STEP + 3]
    paperwork = facts[PAPERWORK : PAPERWORK + 3]
    if next_step[0] == NEVER:
        return tuple(paperwork)
    if paperwork[0] == NEVER:
        return tuple(next_step)
    return tuple(map(max, next_step, paperwork))


def _letter_answered(facts: Facts, promised: tuple[int, int, int]) -> bool:
    """Return True if the employer has replied since the promised date."""
    return _passes(facts, REPLY, *promised) or (
        _reaches(facts, REPLY, *promised) and _after(facts, REPLY, OFFER_MADE)
    )
