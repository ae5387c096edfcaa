"""Templates of a new pack: its rules and tests, and the other files of a package around it."""

from __future__ import annotations

from string import Template

__all__ = ["BLANK_PACK", "BLANK_TESTS", "PACK", "PROJECT", "README", "TESTS", "WORKFLOW"]

PACK = Template("""\
${modeline}${stem}.schema.json
pack: ${name}
title: Rules of our own
extends: ${extends}

rules:
  - id: ${rule}
    when:
      - interview is known and not after interview + 1 week
      - not settled
    advise:
      action: ${rule}
      kind: do
      title: Write down what they asked
      text: >
        Write down the questions of {interview} while you still remember them. They may come up
        again in another round.
      due: interview + 1 business day
    source: Name the source of this rule here.
""")

TESTS = Template("""\
${modeline}${stem}.tests.schema.json
rules: ${stem}.yaml

tests:
  - name: The questions should be written down within a week after the interview
    events:
      - {at: 2026-11-19, event: interview}
    now: [2026-11-19 00:00, 2026-11-26 23:59]
    expect:
      - ${rule}: {until: 2026-11-27 00:00, due: 2026-11-20}

  - name: After that week it is too late to remember them
    events:
      - {at: 2026-11-19, event: interview}
    now: 2026-11-27 00:00
    expect_not: [${rule}]

  - name: Before any interview there is nothing to write down
    events:
      - {at: 2026-11-16, event: interview-scheduled, date: 2026-11-19 15:00}
    now: 2026-11-18 12:00
    expect_not: [${rule}]

  - name: After a rejection there is no need to write them down
    events:
      - {at: 2026-11-19, event: interview}
      - {at: 2026-11-20, event: rejection}
    now: 2026-11-20 12:00
    expect: [application-closed]
    expect_not: [${rule}]
""")

BLANK_PACK = Template("""\
${modeline}${stem}.schema.json
pack: ${name}
title: Rules of our own

parameters:
  answer_time:
    value: 1 week
    doc: How long people take to answer.
    source: Name the source of this number here.

facts:
  asked:
    type: moment
    doc: When you asked them for something.
    spoken: the day on which you asked
  answered:
    type: moment
    doc: When they answered.
  reminded:
    type: moment
    doc: When you reminded them.

events:
  ${event}.asked:
    doc: You asked them for something.
    by: you
    sets: {asked: at}
    ask: When did you ask them?
  ${event}.answered:
    doc: They answered.
    by: them
    sets: {answered: at}
  ${event}.reminded:
    doc: You reminded them.
    by: you
    sets: {reminded: at}
    ask: When did you remind them?

rules:
  - id: remind-them
    when:
      - after asked + answer_time
      - no answered since asked and no reminded since asked
    advise:
      action: remind-them
      kind: do
      title: Remind them once
      text: >
        You asked them on {asked}, and they have not answered. Write one short message.
      due: asked + answer_time + 1 business day
      recorded_as: ${event}.reminded
    source: Name the source of this rule here.
""")

BLANK_TESTS = Template("""\
${modeline}${stem}.tests.schema.json
rules: ${stem}.yaml

tests:
  - name: A week after you asked, it is time for a reminder
    events:
      - {at: 2026-11-19, event: ${event}.asked}
    now: 2026-11-27 00:00
    expect:
      - remind-them: {since: 2026-11-27 00:00, due: 2026-11-27}

  - name: Within the week they have time to answer
    events:
      - {at: 2026-11-19, event: ${event}.asked}
    now: [2026-11-19 00:00, 2026-11-26 23:59]
    expect_not: [remind-them]

  - name: An answer needs no reminder
    events:
      - {at: 2026-11-19, event: ${event}.asked}
      - {at: 2026-11-23, event: ${event}.answered}
    now: 2026-11-27 12:00
    expect_not: [remind-them]

  - name: One reminder is enough
    events:
      - {at: 2026-11-19, event: ${event}.asked}
      - {at: 2026-11-27, event: ${event}.reminded}
    now: 2026-11-28 12:00
    expect_not: [remind-them]
""")


PROJECT = Template("""\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "${name}"
version = "0.1.0"
description = "Rules of our own${about}, for interview_rules."
readme = "README.md"
requires-python = ">=3.11"
dependencies = [${dependencies}]

# The name by which others use the pack, and its file. The package is never imported.
[project.entry-points."${group}"]
${name} = "${module}:${stem}.yaml"

[tool.hatch.build.targets.wheel]
packages = ["${module}"]
# The schemas are for editors, and larger than the rules.
exclude = ["*.schema.json"]
""")

README = Template("""\
# ${name}

Rules of our own${about}, for the Python library interview_rules.

## Use the pack

    pip install ${name} "interview-rules[cli]"
    interview-rules advise state.yaml --rules ${name}

In Python:

    from interview_rules import Advisor

    advisor = Advisor("${name}")

In a pack of your own, which can change numbers and texts and add rules:

    pack: my-rules
    extends: ${name} >= 0.1, < 0.2

## Change the pack

The rules are in `${module}/${stem}.yaml`, their tests beside them.

    pip install --editable . "interview-rules[cli]"
    interview-rules check ${module}/${stem}.yaml ${module}/${stem}.tests.yaml
    interview-rules test ${module} --min-coverage 100

## Publish the pack

Set the `version` in `pyproject.toml`. Increase its first number if a rule or another name is removed
or renamed, because packs of others may change it; while the first number is 0, increase the second.
Then build the package:

    pip wheel --no-deps --wheel-dir dist .
""")

WORKFLOW = Template("""\
name: Check the rules

on: [push, pull_request]

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: pip install . "interview-rules[cli]"
      - run: interview-rules check ${module}/${stem}.yaml ${module}/${stem}.tests.yaml --format github
      - run: interview-rules test ${module} --min-coverage 100
      # The pack as others get it, from the installed package.
      - run: interview-rules test ${name}
        working-directory: $${{ runner.temp }}
""")
