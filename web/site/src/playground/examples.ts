/** Packs to start from, each with its tests and a situation. */

export interface Work {
  pack: string;
  tests: string;
  state: string;
  now: string;
}

const SITUATION = `country: US
timezone: America/New_York
company: Harbor & Finch
events:
  - {at: 2026-11-19 14:00, event: interview, interviewers: [Ms. Okafor]}
  - {at: 2026-11-19, event: decision-date-set, date: 2026-11-25}
`;

export const EXAMPLES: readonly { name: string; work: Work }[] = [
  {
    name: "A rule of your own",
    work: {
      pack: `pack: our-office
extends: in-practice

rules:
  - id: tell-your-coach
    when: assumed_filled
    advise:
      action: tell-your-coach
      kind: do
      title: Tell your coach
      text: Tell your coach that {company|they} did not answer.
    source: Our coaches call everyone who gets no answer.
`,
      tests: `timezone: America/New_York
country: US
tests:
  - name: Three business days after the decision date, the coach is told
    state: {interview: 2026-11-19, decision_date: 2026-11-25}
    now: 2026-12-02 09:00
    expect: tell-your-coach

  - name: On the decision date, it is too early
    state: {interview: 2026-11-19, decision_date: 2026-11-25}
    now: 2026-11-25 09:00
    expect: wait
    expect_not: tell-your-coach
`,
      state: SITUATION,
      now: "2026-12-02 09:00",
    },
  },
  {
    name: "A longer wait, and another text",
    work: {
      pack: `pack: university
extends: in-practice

set:
  # Committees answer slowly.
  reply_wait: 5 business days

override:
  follow-up:
    title: Write to the secretary of the committee
`,
      tests: `timezone: America/New_York
country: US
tests:
  - name: A committee has five business days before the job counts as filled
    state: {interview: 2026-11-19, decision_date: 2026-11-25}
    now: 2026-11-30 09:00
    expect: follow-up
    expect_not: assume-filled

  - name: After five business days, it counts as filled
    state: {interview: 2026-11-19, decision_date: 2026-11-25}
    now: 2026-12-04 09:00
    expect: assume-filled
`,
      state: SITUATION,
      now: "2026-11-30 09:00",
    },
  },
  {
    name: "Two rules that depend on each other",
    work: {
      pack: `pack: referees
extends: in-practice

definitions:
  referees_were_asked:
    condition: references_requested is known or references_checked is known
    doc: The employer asked for references, or has called the referees.

rules:
  - id: warn-your-referees
    when: references_requested is known and no references_checked
    advise:
      action: warn-your-referees
      kind: do
      title: Tell your referees that they will be called
      text: Tell your referees which job it is, and what you would like them to mention.
      due: references_requested + 1 business day
    source: A referee who expects the call can prepare.

  - id: thank-your-referees
    when: referees_were_asked and references_checked is known
    advise:
      action: thank-your-referees
      kind: do
      title: Thank your referees
      text: Tell them how it is going, and thank them.
    instead_of: warn-your-referees
    source: You may need them again.
`,
      tests: `timezone: America/New_York
country: US
tests:
  - name: Referees are told on the business day after the request
    events:
      - {at: 2026-11-19 14:00, event: interview}
      - {at: 2026-11-24 10:00, event: references-requested}
    now: 2026-11-24 12:00
    expect:
      - warn-your-referees: {due: 2026-11-25}
    expect_not: thank-your-referees

  - name: Once they were called, they are thanked
    events:
      - {at: 2026-11-19 14:00, event: interview}
      - {at: 2026-11-24 10:00, event: references-requested}
      - {at: 2026-11-27 10:00, event: references-checked}
    now: 2026-11-27 12:00
    expect: thank-your-referees
    expect_not: warn-your-referees
`,
      state: `country: US
timezone: America/New_York
events:
  - {at: 2026-11-19 14:00, event: interview}
  - {at: 2026-11-24 10:00, event: references-requested}
`,
      now: "2026-11-24 12:00",
    },
  },
];
