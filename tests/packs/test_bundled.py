"""Prepared data of bundled packs, and the modules that advice imports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from interview_rules import RulePack
from interview_rules.packs import bundled
from interview_rules.packs.loading import read_packs
from interview_rules.packs.serialization import LAYOUT, pack_from_data, pack_to_data

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", bundled.names())
def test_prepared_data_is_the_pack(name):
    fresh = read_packs((name,))
    data = json.loads(json.dumps({"layout": LAYOUT, "pack": pack_to_data(fresh)}))
    again = pack_from_data(data)
    assert again == fresh
    assert list(again.parameters) == list(fresh.parameters)


def test_data_with_another_layout_is_ignored():
    data = {"pack": pack_to_data(RulePack.default())}
    assert pack_from_data(data) is None
    assert pack_from_data({**data, "layout": {**LAYOUT, "Rule": ["id"]}}) is None


def test_outdated_data_is_ignored(monkeypatch, tmp_path):
    (tmp_path / "prepared").mkdir()
    path = tmp_path / "prepared" / "in-practice.json"
    monkeypatch.setattr(bundled, "__file__", str(tmp_path / "packs" / "bundled.py"))
    assert bundled.prepared("in-practice") is None
    path.write_text('{"digest": "of something else", "pack": []}')
    assert bundled.prepared("in-practice") is None
    path.write_text("{")
    assert bundled.prepared("in-practice") is None
    path.write_text(json.dumps({"digest": bundled.digest(), "pack": []}))
    assert bundled.prepared("in-practice") == {"digest": bundled.digest(), "pack": []}


@pytest.mark.process
def test_the_default_advice_imports_neither_yaml_nor_lark_nor_holidays():
    code = (
        "import sys; from interview_rules import advise; from interview_rules.packs import bundled\n"
        "assert bundled.prepared('in-practice') is not None, 'install again to prepare the packs'\n"
        "report = advise({'interview': '2026-11-19'}, '2026-11-20 12:00'); report.to_json()\n"
        "print([m for m in ('lark', 'ruamel', 'holidays', 'typer', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_bundled_packs_are_found():
    assert bundled.names() == ("after-the-interview", "in-practice", "job-search")
    assert RulePack.shipped("after-the-interview").layers == ("after-the-interview",)
    assert RulePack.default().layers == ("after-the-interview", "in-practice")
