"""The web service: its answers, what it refuses, its limits, and what it logs."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("httpx2")

import anyio
from fastapi import FastAPI
from fastapi.testclient import TestClient

from interview_rules import Advisor, StateError, __version__, advise
from interview_rules.errors import MissingExtraError
from interview_rules.http import Limits, create_app
from interview_rules.http import work as work_of_service
from interview_rules.http.limits import QUICK_BYTES
from interview_rules.service import processes
from interview_rules.service.examples import EXAMPLES
from interview_rules.service.operations import OPERATIONS
from interview_rules.service.problem_details import PROBLEM_JSON

NOW = "2026-11-24 12:00"
STATE = {"interview": "2026-11-19 10:00", "decision_date": "2026-11-23", "country": "DE"}
ASKED = {"state": STATE, "now": NOW}


@pytest.fixture(scope="module")
def client():
    # Without its lifespan, the service starts no process before one is needed.
    return TestClient(create_app(limits=Limits(body=50_000, seconds=60)))


def refused(response, status):
    """Return the details of a refusal, after a look at its form."""
    assert response.status_code == status
    assert response.headers["content-type"] == PROBLEM_JSON
    found = response.json()
    assert (found["type"], found["status"]) == ("about:blank", status)
    assert found.keys() == {"type", "title", "status", "detail", "errors"}
    return found


def test_an_answer_is_that_of_a_direct_call(client):
    response = client.post("/advise", json=ASKED)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.content == advise(STATE, NOW).to_json().encode()


@pytest.mark.parametrize("name", [name for name, each in OPERATIONS.items() if each.quick])
def test_every_quick_operation_has_an_example_that_works(client, name):
    assert client.post(f"/{name}", json=EXAMPLES[name]).status_code == 200


def test_everything_that_is_wrong_is_listed_with_pointers_and_without_values(client):
    asked = {"state": {"rounds": [{"date": "2026-11-31"}], "a/b": "secret"}, "nwo": "secret"}
    found = refused(client.post("/advise", json=asked), 422)
    assert found["detail"] == "3 problems in the request"
    assert [each["pointer"] for each in found["errors"]] == [
        "#/state/rounds/0/date",
        "#/state/a~1b",
        "#/nwo",
    ]
    assert all(each["code"] and each["detail"] for each in found["errors"])
    assert "secret" not in json.dumps(found)


@pytest.mark.parametrize("kind", [None, "text/plain", "application/jsonx", "multipart/form-data"])
def test_a_body_of_another_type_is_refused(client, kind):
    headers = {} if kind is None else {"content-type": kind}
    found = refused(client.post("/advise", content=b"{}", headers=headers), 415)
    what = f"the media type '{kind}' is not supported" if kind else "no media type is given"
    assert found["detail"] == f"{what}: send the body as application/json"


def test_a_compressed_body_is_refused(client):
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    found = refused(client.post("/advise", content=b"\x1f\x8b", headers=headers), 415)
    assert found["detail"] == (
        "the content encoding 'gzip' is not supported: send the body uncompressed"
    )


def test_the_description_knows_where_the_service_is_mounted(client):
    host = FastAPI()
    host.mount("/advice", create_app())
    assert client.get("/openapi.json").json()["servers"] == [{"url": "/"}]
    assert TestClient(host).get("/advice/openapi.json").json()["servers"] == [{"url": "/advice"}]
    assert TestClient(host).post("/advice/advise", json=ASKED).status_code == 200


def test_a_process_that_dies_is_a_fault(client, monkeypatch, caplog):
    async def die(*_arguments, **_options):
        raise anyio.BrokenWorkerProcess

    monkeypatch.setattr(anyio.to_process, "run_sync", die)
    assert (
        refused(client.post("/plan", json=ASKED), 500)["detail"]
        == "internal error: see the log of the service"
    )
    assert "a process ended before its work was done" in caplog.text


def test_requests_beyond_those_that_can_wait_are_refused(client, monkeypatch):
    monkeypatch.setattr(processes, "MOST_WAITING", 0)
    found = refused(client.post("/plan", json=ASKED), 503)
    assert found["detail"] == "too busy: try again later"


def test_a_charset_of_json_is_ignored(client):
    headers = {"content-type": "application/json; charset=utf-8"}
    response = client.post("/advise", content=json.dumps(ASKED), headers=headers)
    assert response.status_code == 200


def test_a_body_that_is_too_large_is_refused_whether_or_not_it_says_so(client):
    headers = {"content-type": "application/json"}
    for content in (b" " * 50_001, (b" " * 1_000 for _ in range(51))):
        found = refused(client.post("/advise", content=content, headers=headers), 413)
        assert found["detail"] == "the body is larger than 50,000 bytes: send a smaller one"


def test_what_the_service_does_not_have_is_not_found(client):
    found = refused(client.get("/docs"), 404)
    assert found["detail"] == "there is no path '/docs': /openapi.json lists all paths"
    found = refused(client.get("/rules/no-such-rule"), 404)
    assert found["detail"] == "there is no rule 'no-such-rule': /rules lists all rules"
    response = client.get("/advise")
    assert refused(response, 405)["detail"] == "GET is not allowed here: use POST"
    assert response.headers["allow"] == "POST"


def test_a_site_is_served_beside_the_service(tmp_path):
    (tmp_path / "index.html").write_text("<title>Where do I stand?</title>")
    (tmp_path / "page.js").write_text("")
    (tmp_path / "old.js").write_text("")
    (tmp_path / ".env").write_text("SECRET=1")
    (tmp_path / "{a}.js").write_text("")
    (tmp_path / "interview-rules").mkdir()
    (tmp_path / "interview-rules" / "index.js").write_text("export {}")
    client = TestClient(create_app(site=tmp_path))
    for path in ("/", "/index.html"):
        page = client.get(path)
        assert page.headers["content-type"].startswith("text/html")
        assert "Where do I stand?" in page.text
    assert client.get("/interview-rules/index.js").text == "export {}"
    assert client.get("/page.js").status_code == client.head("/page.js").status_code == 200
    (tmp_path / "old.js").unlink()
    for path in ("/no-such-page.html", "/.env", "/x.js", "/old.js"):
        refused(client.get(path), 404)
    refused(client.get("/interview-rules/none.js"), 404)
    assert client.get("/advise").status_code == 405
    assert client.post("/advise", json=ASKED).status_code == 200
    assert "/page.js" not in client.get("/openapi.json").json()["paths"]


def test_without_a_site_there_is_no_page(client):
    refused(client.get("/"), 404)


def test_a_folder_without_a_page_is_refused(tmp_path):
    with pytest.raises(StateError, match=r"has no index\.html \(build the site first"):
        create_app(site=tmp_path)


def test_rules_and_health(client):
    pack = Advisor().pack
    rules = client.get("/rules").json()
    assert [each["id"] for each in rules["rules"]] == list(pack.ids)
    rule = client.get("/rules/assume-filled").json()
    assert rule["title"] == "Plan as if someone else has the job"
    assert "at" not in rule
    assert client.get("/health").json() == {
        "status": "ok",
        "version": __version__,
        "pack": "in-practice",
        "digest": pack.digest,
        "search_pack": "job-search",
    }


def test_rules_of_ones_own(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("pack: own\nextends: after-the-interview\nset: {reply_wait: 9 days}\n")
    advisor = Advisor(own)
    response = TestClient(create_app(advisor)).post("/advise", json=ASKED)
    assert response.content == advisor.advise(STATE, NOW).to_json().encode()
    assert response.json()["pack"] == "own"


@pytest.mark.parametrize("cors", ["https://example.org", ["https://example.org"]])
def test_other_origins_are_allowed_only_if_named(cors):
    headers = {"origin": "https://example.org", "access-control-request-method": "POST"}
    closed, opened = create_app(), create_app(cors=cors)
    assert TestClient(closed).options("/advise", headers=headers).status_code == 405
    answer = TestClient(opened).options("/advise", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "https://example.org"
    other = {**headers, "origin": "https://example.com"}
    assert (
        "access-control-allow-origin" not in TestClient(opened).options("/", headers=other).headers
    )


def test_the_log_has_nothing_that_a_person_sent(client, caplog):
    caplog.set_level(logging.INFO, "interview_rules.http")
    client.post("/advise?who=Okafor", json={"state": {**STATE, "company": "Okafor"}, "now": NOW})
    client.get("/Okafor")
    client.post("/advise", json={"state": {"comany": "Okafor"}})
    told = [each.getMessage() for each in caplog.records if each.name == "interview_rules.http"]
    assert [line.rsplit(" ", 2)[0] for line in told] == [
        "POST /advise 200",
        "GET (unknown path) 404",
        "POST /advise 422",
    ]
    assert "Okafor" not in "".join(told)


def test_a_fault_is_neither_told_nor_logged_with_its_values(client, caplog, monkeypatch):
    def fail(*_arguments):
        raise ValueError("Okafor")

    monkeypatch.setattr(work_of_service, "perform", fail)
    found = refused(client.post("/advise", json=ASKED), 500)
    assert found["detail"] == "internal error: see the log of the service"
    assert any("ValueError at" in each.getMessage() for each in caplog.records)
    assert "Okafor" not in caplog.text


def test_a_missing_extra_is_told(client, monkeypatch):
    def fail(*_arguments):
        raise MissingExtraError("this needs an extra: pip install 'interview-rules[calendar]'")

    monkeypatch.setattr(work_of_service, "perform", fail)
    assert "interview-rules[calendar]" in refused(client.post("/advise", json=ASKED), 501)["detail"]


def test_the_example_of_the_docs_runs():
    page = Path(__file__).parents[2] / "docs" / "embedding" / "service.md"
    code = re.search(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    names = {}
    exec(compile(code[1], str(page), "exec", dont_inherit=True), names)  # noqa: S102  # our own page
    assert TestClient(names["app"]).get("/health").json()["pack"] == "after-the-interview"


# -- other processes -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def service():
    with TestClient(create_app(limits=Limits(seconds=60, workers=1))) as found:
        yield found


@pytest.mark.process
@pytest.mark.parametrize("name", [name for name, each in OPERATIONS.items() if not each.quick])
def test_every_longer_operation_has_an_example_that_works(service, name):
    response = service.post(f"/{name}", json=EXAMPLES[name])
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(OPERATIONS[name].media_type)


@pytest.mark.process
def test_a_large_state_has_the_answer_of_a_direct_call(service):
    days = [f"2026-{month:02}-{day:02}" for month in range(9, 12) for day in range(1, 31)]
    state = {"interview": "2026-08-19", "follow_ups": [{"at": day} for day in days]}
    asked = {"state": state, "now": NOW}
    assert len(json.dumps(asked)) > QUICK_BYTES
    assert service.post("/advise", json=asked).content == advise(state, NOW).to_json().encode()


@pytest.mark.process
def test_work_that_takes_too_long_is_stopped_and_the_service_goes_on():
    with TestClient(create_app(limits=Limits(seconds=0.001, workers=1))) as service:
        found = refused(service.post("/plan", json={**ASKED, "assume": "follow advice"}), 503)
        assert found["detail"] == "this takes longer than 0.001 s: send a smaller request"
        assert service.post("/advise", json=ASKED).status_code == 200


@pytest.mark.process
def test_advice_for_a_table_that_is_larger_than_allowed_is_refused():
    pytest.importorskip("polars")
    pytest.importorskip("resource")
    limits = Limits(table_answer=100_000, seconds=60, workers=1)
    table = {"params": {"now": NOW}, "headers": {"content-type": "text/csv"}}
    with TestClient(create_app(limits=limits)) as service:
        many = "interview\n" + "2026-11-19\n" * 2_000
        found = refused(service.post("/table", content=many, **table), 413)
        assert found["detail"] == (
            "the advice for this table takes more than 100,000 bytes: send fewer rows"
        )
        few = service.post("/table", content="interview\n2026-11-19\n", **table)
        assert few.status_code == 200


@pytest.mark.process
def test_a_table_comes_back_as_a_table(service):
    pl = pytest.importorskip("polars")
    from interview_rules.tables import advise_table

    rows = pl.DataFrame(
        {"interview": ["2026-11-19", "2026-11-20"], "company": ["A", "B"]},
    ).with_columns(pl.col("interview").str.to_date())
    expected = advise_table(rows, now=NOW, keep="company")
    asked = {"now": NOW, "keep": "company"}
    csv = {"content-type": "text/csv"}
    response = service.post("/table", params=asked, content=rows.write_csv(), headers=csv)
    assert response.status_code == 200
    assert response.text == expected.write_csv()
    wrong = service.post("/table", content="interveiw\n2026-11-19\n", headers=csv)
    (problem,) = refused(wrong, 422)["errors"]
    assert problem["detail"].startswith("interveiw: this column is not named")
    assert problem["code"] == "unknown-field"
    refused(service.post("/table?windows=perhaps", content="a", headers=csv), 400)
    refused(service.post("/table?now=a&now=b", content="a", headers=csv), 400)
    found = refused(service.post("/table?timezome=UTC", content="a", headers=csv), 400)
    assert found["detail"] == "unknown parameter 'timezome': did you mean timezone?"
    refused(service.post("/table", content="a", headers={"content-type": "application/json"}), 415)


@pytest.mark.parametrize("cors", ["x", "https://example.org/", ["https://a.org", "b.org"]])
def test_an_invalid_origin_is_refused(cors):
    with pytest.raises(StateError, match="is not an origin"):
        create_app(cors=cors)
