/** Eleven mistakes, each of which the compiler has to refuse. */

import { type Event, load, type Report, type State } from "interview-rules";

const rules = await load();
const report: Report = await rules.advise({});

// @ts-expect-error: an unknown field
export const misspelled: State = { compny: "Acme" };
// @ts-expect-error: an unknown event
export const event: Event = { event: "intervew", at: "2026-11-19" };
// @ts-expect-error: a number in place of a moment
export const moment: State = { interview: 20261119 };
// @ts-expect-error: a Date in place of a text
await rules.advise({}, { now: new Date() });
// @ts-expect-error: an unknown part of a report
await rules.advise({}, { include: ["question"] });
// @ts-expect-error: an unknown assumption
await rules.plan({}, { assume: "follow advise" });
// @ts-expect-error: the rule is missing
await rules.explain({});
// @ts-expect-error: a list in place of the answers by question
await rules.answer({}, ["decision_date"]);
// @ts-expect-error: a search in place of a state
await rules.advise({ applications: {} });
// @ts-expect-error: a report has no field `actions`
export const actions = report.actions;
// @ts-expect-error: not everything has a due date
export const due: string = report.advice[0]?.due;
