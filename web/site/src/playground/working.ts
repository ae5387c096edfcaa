/** What the library says about a pack, its tests and a situation, computed as one types. */

import type { Report, Rules, State, Status, Tests } from "interview-rules";
import { ProblemsError } from "interview-rules";
import { useEffect, useState } from "preact/hooks";
import type { Work } from "./examples.js";
import { type Mark, markOf, readSituation } from "./marks.js";

const PAUSE_MS = 300;

export interface Outcome {
  work: Work;
  marks: readonly Mark[];
  /** What is wrong with the moment. */
  wrongNow: string;
  tests: Tests;
  /** Undefined while the pack or the situation has errors. */
  found:
    | { rules: Rules; state: State; report: Report; status: Status; picture: string }
    | undefined;
}

/** Return what holds in the situation, or the problems with it. */
async function advised(
  rules: Rules,
  work: Work,
): Promise<Pick<Outcome, "found" | "marks" | "wrongNow">> {
  const situation = readSituation(work.state);
  if (situation.marks.length > 0) return { found: undefined, marks: situation.marks, wrongNow: "" };
  const own = rules.with(work.pack);
  const state = situation.value as State;
  const options = { now: work.now };
  try {
    const report = await own.advise(state, options);
    const status = await own.status(state, options);
    const picture = await own.picture(state, { ...options, assume: "follow advice" });
    return { found: { rules: own, state, report, status, picture }, marks: [], wrongNow: "" };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const ofNow = error.problems.filter(({ pointer }) => pointer === "#/now");
    const ofState = error.problems.filter(({ pointer }) => pointer !== "#/now");
    const wrongNow = ofNow.map(({ detail, hint }) => `${detail} (${hint})`).join("; ");
    return { found: undefined, marks: ofState.map(situation.markFor), wrongNow };
  }
}

/** Return everything about some work; `onFirst` gets all but the warnings, which take longer. */
async function workedOut(
  rules: Rules,
  work: Work,
  isCurrent: () => boolean,
  onFirst: (outcome: Outcome) => void,
): Promise<Outcome | undefined> {
  const tests = await rules.test(work.pack, work.tests);
  if (!isCurrent()) return undefined;
  const errors = tests.findings.map(markOf);
  const isBroken = errors.some(({ file }) => file !== "pack.tests.yaml");
  const { found, marks, wrongNow } = isBroken
    ? { found: undefined, marks: [], wrongNow: "" }
    : await advised(rules, work);
  const first = { work, marks: [...errors, ...marks], wrongNow, tests, found };
  if (!isCurrent()) return undefined;
  onFirst(first);
  const { findings } = await rules.check(work.pack);
  const ofTests = errors.filter(({ file }) => file === "pack.tests.yaml");
  return { ...first, marks: [...findings.map(markOf), ...ofTests, ...marks] };
}

/** The last outcome, and whether it is that of the work as it is now. */
export function useOutcome(
  rules: Rules | undefined,
  work: Work,
): { outcome: Outcome | undefined; isCurrent: boolean; fault: string } {
  const [outcome, setOutcome] = useState<Outcome>();
  const [fault, setFault] = useState("");
  useEffect(() => {
    if (!rules) return;
    let current = true;
    const show = (next: Outcome) => {
      if (current) setOutcome(next);
    };
    const timer = setTimeout(async () => {
      try {
        const last = await workedOut(rules, work, () => current, show);
        if (last) show(last);
        setFault("");
      } catch (error) {
        if (current) setFault(String(error));
      }
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [rules, work]);
  return { outcome, isCurrent: outcome?.work === work, fault };
}
