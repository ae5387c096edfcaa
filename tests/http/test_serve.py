"""The command `serve`, and what Schemathesis finds in the service."""

from __future__ import annotations

import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from command_line import COMMAND
from servers import serving

from interview_rules import advise

pytest.importorskip("fastapi")
pytest.importorskip("uvicorn")
httpx2 = pytest.importorskip("httpx2")
pytestmark = pytest.mark.process

HERE = Path(__file__).parent
NOW = "2026-11-24 12:00"
STATE = {"interview": "2026-11-19 10:00", "decision_date": "2026-11-23", "country": "DE"}


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_command_serves_until_interrupted(workers):
    with serving("serve", "--workers", workers, "--rules", "after-the-interview") as (
        address,
        told,
    ):
        expected = advise(STATE, NOW, "after-the-interview").to_json().encode()
        asked = {"state": STATE, "now": NOW}
        assert httpx2.post(f"{address}/advise", json=asked).content == expected
    assert any("POST /advise 200" in line for line in told)
    assert not any("2026-11-19" in line or "Traceback" in line for line in told)


def test_the_first_request_with_a_country_finds_the_holidays_loaded():
    code = f"""
import sys
from fastapi.testclient import TestClient
from interview_rules.http import create_app
if __name__ == "__main__":
    with TestClient(create_app()) as client:
        before = {{*sys.modules}}
        assert client.post("/advise", json={{"state": {STATE}}}).status_code == 200
        print(*sorted(name for name in {{*sys.modules}} - before if name.startswith("holidays")))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


def test_wrong_rules_and_a_taken_port_are_told():
    command = [*COMMAND, "serve"]
    done = subprocess.run(
        [*command, "--rules", "no.yaml"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.startswith("--rules: cannot read 'no.yaml'")
    for more in ([], ["--workers", "2"]):
        done = subprocess.run(
            [*command, "--cors", "x", *more],
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 2
        assert done.stderr.startswith("--cors: 'x' is not an origin")
    done = subprocess.run(
        [*command, "--limit", "secnds=5", "--limit", "body=0", "--limit", "seconds=soon"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "--limit: unknown limit 'secnds' (did you mean seconds?)",
        "--limit: '0' is not a whole number from 1 to 1,000,000,000,000 (write, for example, body=256000)",
        "--limit: 'soon' is not a number of seconds above 0 and up to 1,000,000,000,000 (write, for example, seconds=10)",
    ]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [*command, "--port", port], check=False, capture_output=True, text=True
        )
    assert done.returncode == 2
    assert "address already in use" in done.stderr


def test_limits_are_set_by_the_command():
    with serving("serve", "--limit", "body=300") as (address, _told):
        assert httpx2.post(f"{address}/advise", json={"state": {}}).status_code == 200
        large = {"state": {}, "now": " " * 300}
        assert httpx2.post(f"{address}/advise", json=large).status_code == 413


@pytest.mark.slow
@pytest.mark.skipif(find_spec("schemathesis") is None, reason="Schemathesis is not installed")
@pytest.mark.parametrize(
    "what",
    [
        ["--phases", "examples,fuzzing"],
        # On a path with a state, this phase takes minutes.
        [
            "--phases",
            "coverage",
            *(f"--include-path=/{each}" for each in ("table", "rules", "health")),
        ],
    ],
    ids=["examples and fuzzing", "coverage"],
)
def test_schemathesis_finds_nothing(what, tmp_path):
    with serving("serve") as (address, _told):
        command = [
            Path(sys.executable).with_name("schemathesis"), "--no-color", "--config-file", HERE / "schemathesis.toml",
            "run", f"{address}/openapi.json", *what,
            # A check of the bundled rules takes seconds, and longer beside other tests.
            "--max-examples", "20", "--request-timeout", "60",
        ]  # fmt: skip
        done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-5_000:]
