"""The picture in the documents is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "docs"))
from make_pictures import FILE, picture  # importable thanks to the line above


def test_the_picture_is_up_to_date():
    assert FILE.read_text(encoding="utf-8") == picture(), "run: python docs/make_pictures.py"
