"""The YAML reader: where its problems are."""

from __future__ import annotations

import pytest

from interview_rules import PackError
from interview_rules.sources.yaml_tree import read_yaml


def test_a_lone_surrogate_is_located():
    with pytest.raises(PackError) as caught:
        read_yaml("pack: x\nt: a\udc80b\n", "q.yaml")
    assert str(caught.value).startswith("q.yaml:2:5: the text contains a lone surrogate")
