import pytest

from interview_rules.engines.code import AGE, FACT, Code, Use, code, joined


def test_code_renders_text_and_uses():
    age = code("{} >= {}", Code([Use(AGE, 7)]), 3600)
    known = code("{} < {}", Code([Use(FACT, 7)]), 99)
    assert str(joined(" and ", [known, age])) == "F[7] < 99 and now - F[7] >= 3600"


def test_code_knows_its_uses():
    twice = code("{} if {} else {}", Use(FACT, 3), Use(AGE, 3), Use(FACT, 3))
    assert [*twice.uses(FACT)] == [3, 3]
    assert [*twice.uses(AGE)] == [3]


def test_replacing_leaves_other_uses_and_text_as_they_are():
    line = code("F[1] + {} + {}", Use(FACT, 1), Use(FACT, 2))
    changed = line.replaced(FACT, lambda number: Code(["x"]) if number == 1 else None)
    assert str(changed) == "F[1] + x + F[2]"
    assert [*changed.uses(FACT)] == [2]


def test_names_are_free_to_repeat():
    assert Code([Use(FACT, 1)]).is_name
    assert Code(["w1"]).is_name
    assert not code("{} + 1", Use(FACT, 1)).is_name


def test_numbers_in_a_template_become_text_and_uses_stay_uses():
    assert code("{}{} < {}", "h", Use(FACT, 1), 7) == ("h", Use(FACT, 1), " < ", "7")


def test_a_template_has_a_place_for_each_part():
    for parts in ((1,), (1, 2, 3)):
        with pytest.raises(ValueError, match="zip"):
            code("{} + {}", *parts)
