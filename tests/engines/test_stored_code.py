"""The code that the build stores with the bundled packs."""

from __future__ import annotations

import inspect
import pickle
from importlib import import_module
from pathlib import Path

import pytest

from interview_rules import InterviewState, RulePack
from interview_rules.engines.compiled import stored_code
from interview_rules.engines.compiled.engine import Compiled
from interview_rules.engines.compiled.stored_code import code_to_store, stored_modules
from interview_rules.engines.conflict_resolution import ConflictResolution
from interview_rules.packs import bundled
from interview_rules.packs.digest import digest_of

NOW = 1_800_000_000
"""In January 2027."""


@pytest.mark.parametrize("name", bundled.names())
def test_bundled_packs_have_the_code_and_the_digest_that_are_generated_now(name):
    pack = RulePack.shipped(name)
    modules = {
        kind: import_module(f"interview_rules.prepared.{module}")
        for kind, module in stored_modules(pack).items()
    }
    stored = {kind: inspect.getsource(module) for kind, module in modules.items()}
    assert stored == code_to_store(pack, ConflictResolution(pack))
    assert pack.digest == digest_of(pack)


def test_code_of_another_generator_is_not_used(monkeypatch):
    pack = RulePack.default()
    monkeypatch.setattr(stored_code, "generator", lambda: "changed")
    assert stored_modules(pack) == {}
    evaluate = Compiled(pack, ConflictResolution(pack)).evaluate
    assert evaluate.__code__.co_filename.startswith("<rule pack")


def test_without_sources_the_stored_code_is_used(monkeypatch, tmp_path):
    stored_code.generator.cache_clear()
    monkeypatch.setattr(stored_code, "_ENGINES", tmp_path)
    assert stored_code.generator() == ""
    pack = RulePack.default()
    assert stored_modules(pack)
    evaluate = Compiled(pack, ConflictResolution(pack)).evaluate
    assert Path(evaluate.__code__.co_filename).stem == "in_practice_plain"
    stored_code.generator.cache_clear()


def evaluated(pack: RulePack, monkeypatch, generator: str) -> tuple[list, list[str]]:
    """Return the results for a plain state and two unusual ones, and where their code comes from.

    With an empty `generator`, the stored code is used.
    """
    monkeypatch.setattr(stored_code, "generator", lambda: generator)
    engine = Compiled(pack, ConflictResolution(pack))
    results, places = [], []
    for more in (
        [],
        [{"event": "firm-offer", "at": "2027-01-12"}],
        [{"event": "rejection", "at": "2027-01-12"}],
    ):
        state = InterviewState.from_events([{"event": "interview", "at": "2027-01-11"}, *more])
        facts = state.facts_at(NOW)
        assert bool(facts[0]) == bool(more)
        results.append(engine.evaluate(NOW, facts, state.calendar))
        split = bool(more) and pack.name == "in-practice"
        used = engine.evaluate.__globals__["unusual"] if split else engine.evaluate
        places.append(Path(used.__code__.co_filename).stem)
    return results, places


@pytest.mark.parametrize(
    ("name", "modules"),
    [
        ("after-the-interview", ["after_the_interview_whole"] * 3),
        ("in-practice", ["in_practice_plain", "in_practice_whole", "in_practice_whole"]),
    ],
)
def test_the_stored_functions_say_what_generated_ones_do(name, modules, monkeypatch):
    pack = RulePack.shipped(name)
    stored, places = evaluated(pack, monkeypatch, generator="")
    assert places == modules
    generated, places = evaluated(pack, monkeypatch, generator="another")
    assert all(place.startswith("<rule pack") for place in places)
    assert stored == generated


def test_the_modules_to_store_name_the_pack_and_import_what_they_need():
    pack = RulePack.shipped("in-practice")
    modules = code_to_store(pack, ConflictResolution(pack))
    assert set(modules) == {"plain", "whole"}
    for kind, source in modules.items():
        assert source.startswith('"""Generated from the rules of in-practice."""\n\nfrom bisect')
        assert ("unusual(now, F, C)" in source) == (kind == "plain")
        compile(source, kind, "exec")
    whole = RulePack.shipped("after-the-interview")
    assert set(code_to_store(whole, ConflictResolution(whole))) == {"whole"}


def test_packs_of_ones_own_have_no_stored_code(tmp_path):
    path = Path(tmp_path, "mine.yaml")
    path.write_text("pack: in-practice\nextends: after-the-interview\n")
    assert stored_modules(RulePack.load(path)) == {}


def test_a_pickled_pack_keeps_its_digest_without_computing_it_again(monkeypatch):
    pickled = pickle.dumps(RulePack.default())
    monkeypatch.setattr("interview_rules.packs.model.digest_of", lambda _pack: "computed")
    assert pickle.loads(pickled).digest == RulePack.default().digest
