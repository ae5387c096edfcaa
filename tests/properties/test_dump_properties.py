"""Whatever is dumped is read as the same state, also as an earlier version would have dumped it."""

from __future__ import annotations

import json
import pickle

from drawn import nows, states
from hypothesis import given
from profiles import scaled

from interview_rules import InterviewState, JobSearch, ReportRecord, advise, plan

EXAMPLES = scaled(80)
SINCE_VERSION_2 = {"schema_version", "id", "meta", "skip_questions"}


def as_version_1(data):
    """Return the dump of a state as version 0.2 wrote it."""
    if isinstance(data, list):
        return [as_version_1(each) for each in data]
    if isinstance(data, dict):
        return {k: as_version_1(v) for k, v in data.items() if k not in SINCE_VERSION_2}
    return data


@EXAMPLES
@given(states(), nows)
def test_dumping_loading_and_upgrading_keep_the_report(state, now):
    dumped = json.loads(state.model_dump_json())
    report = advise(state, now)
    text = report.to_json()
    for data in (
        dumped,
        as_version_1(dumped),
        {**as_version_1(dumped), "schema_version": 1},
        json.loads(state.model_dump_json(exclude_defaults=True)),
        InterviewState.read(dumped).model_dump(mode="json"),
    ):
        again = InterviewState.read(data)
        assert again == state
        assert advise(again, now).to_json() == text
    assert ReportRecord.model_validate_json(text) == report.record()
    assert pickle.loads(pickle.dumps(state)) == state


@EXAMPLES
@given(states(), states(), nows)
def test_a_search_is_kept_as_well(one, other, now):
    search = JobSearch(applications={"one": one, "other": other})
    again = JobSearch.read(search.model_dump_json())
    older = as_version_1(json.loads(search.model_dump_json()))
    assert again == search == JobSearch.read(older)
    assert advise(again, now).to_json() == advise(search, now).to_json()
    assert len(plan(again, now).stretches) == len(plan(search, now).stretches)
