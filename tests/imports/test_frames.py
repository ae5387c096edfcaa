from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import pytest

from interview_rules import StateError
from interview_rules.imports import Importer

pytest.importorskip("narwhals")

COLUMNS = {
    "Company": ["Acme", "Bolt", None],
    "Title": ["Analyst", None, "x"],
    "List": ["Applied", "Interview", "Applied"],
    "Date Applied": [date(2024, 1, 2), date(2024, 1, 3), None],
}
EXPECTED = {
    "Acme": [("application-sent", date(2024, 1, 2))],
    "Bolt": [("application-sent", date(2024, 1, 3)), ("interview-scheduled", None)],
}


def check(frame):
    found = Importer("huntr").read(frame)
    assert {
        name: [(event.event, event.at) for event in state.log()]
        for name, state in found.search.applications.items()
    } == EXPECTED
    assert [str(row.place) for row in found.rejected] == ["rows[2]"]


def test_polars():
    pl = pytest.importorskip("polars")
    check(pl.DataFrame(COLUMNS))
    check(pl.LazyFrame(COLUMNS))


def test_pandas_knows_only_datetimes_and_nan():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(COLUMNS)
    frame["Date Applied"] = pd.to_datetime(frame["Date Applied"])
    check(frame)
    check(frame.convert_dtypes())


def test_pyarrow():
    pa = pytest.importorskip("pyarrow")
    check(pa.table(COLUMNS))


def test_duckdb():
    duckdb = pytest.importorskip("duckdb")
    pa = pytest.importorskip("pyarrow")
    rows = pa.table(COLUMNS)  # noqa: F841  # the query names it
    check(duckdb.sql("select * from rows"))


def test_times_of_a_frame_are_kept():
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(
        {"Company": ["A"], "Title": [""], "List": [""], "Date Applied": [datetime(2024, 1, 2, 9)]}
    )
    (state,) = Importer("huntr").read(frame).search.applications.values()
    assert state.log()[0].at == datetime(2024, 1, 2, 9)


def test_what_is_no_frame():
    class Odd:
        columns = ("a",)

    for rows in (Odd(), 5):
        with pytest.raises(StateError, match="expected a list of dicts or a frame, not"):
            Importer("huntr").read(rows)


@pytest.mark.process
def test_a_missing_extra_is_named():
    code = (
        "import sys; sys.modules['narwhals'] = None\n"
        "from interview_rules.imports import Importer\n"
        "Importer('huntr').read_csv('Company,Title,List,Date Applied\\nA,,,2024-01-02\\n')\n"
        "class Frame: columns = ['Company']\n"
        "try: Importer('huntr').read(Frame())\n"
        "except ModuleNotFoundError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "frames need an extra: pip install 'interview-rules[tables]'\n"
