/** What the rules say about the search, computed again after each change and when time passes. */

import type { Drafts, Problem, Rules, Search, SearchPlan, SearchReport } from "interview-rules";
import { ProblemsError } from "interview-rules";
import { useEffect, useState } from "preact/hooks";
import { now } from "../shared/dates.js";
import { applicationsOf, store } from "./store.js";

export type Piece = SearchReport["advice"][number];

export interface Standing {
  report: SearchReport;
  drafts: Drafts["drafts"];
  /** The search that the report is about. */
  search: Search;
}

export interface Ahead {
  plan: SearchPlan;
  picture: string;
  /** What it was computed for: what was changed since then is not yet in it. */
  standing: Standing;
  assume: Assumed;
}

export type Assumed = "follow advice" | "silence";

/** Return a number that changes when the page is shown again, and at a moment in the future. */
function useTick(at: string | null): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const shown = () => document.visibilityState === "visible" && setTick((last) => last + 1);
    document.addEventListener("visibilitychange", shown);
    return () => document.removeEventListener("visibilitychange", shown);
  }, []);
  useEffect(() => {
    if (at === null) return;
    const wait = Math.max(1000, Date.parse(at) - Date.now());
    // A longer wait would overflow; the page is hardly open for that long.
    if (wait > 2 ** 31 - 1) return;
    const timer = setTimeout(() => setTick((last) => last + 1), wait);
    return () => clearTimeout(timer);
  }, [at]);
  return tick;
}

/** The report on the search and its letters; undefined until the rules are loaded. */
export function useStanding(
  rules: Rules | undefined,
  search: Search,
): { standing: Standing | undefined; problems: readonly Problem[] } {
  const [standing, setStanding] = useState<Standing>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const tick = useTick(standing?.report.next_change ?? null);
  useEffect(() => {
    if (!rules || Object.keys(applicationsOf(search)).length === 0) return;
    let current = true;
    const at = now();
    Promise.all([
      rules.search.advise(search, { now: at }),
      rules.search.drafts(search, { now: at }),
    ])
      .then(([report, { drafts }]) => {
        if (!current) return;
        setProblems([]);
        setStanding({ report, drafts, search });
      })
      .catch((error) => {
        if (!current) return;
        if (error instanceof ProblemsError) setProblems(error.problems);
        else store.say(String(error.message));
      });
    return () => {
      current = false;
    };
  }, [rules, search, tick]);
  return { standing, problems };
}

/**
 * The plan and its picture, computed after the report is shown. Those of before stay until then, so
 * that nothing that a person has opened closes.
 */
export function useAhead(
  rules: Rules | undefined,
  standing: Standing | undefined,
  assume: Assumed,
): Ahead | undefined {
  const [ahead, setAhead] = useState<Ahead>();
  useEffect(() => {
    if (!rules || !standing) return;
    let current = true;
    const { search } = standing;
    const options = { now: standing.report.now, assume };
    Promise.all([rules.search.plan(search, options), rules.search.picture(search, options)])
      .then(([plan, picture]) => current && setAhead({ plan, picture, standing, assume }))
      .catch((error) => current && store.say(String(error.message)));
    return () => {
      current = false;
    };
  }, [rules, standing, assume]);
  return ahead;
}
