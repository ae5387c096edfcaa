/** The rules, in the worker that the page starts. */

import type { Rules } from "interview-rules";
import { load } from "interview-rules";
import { useEffect, useState } from "preact/hooks";

/** Load the rules; `failed` is true if that was not possible, and `again` tries once more. */
export function useRules(): { rules: Rules | undefined; failed: boolean; again: () => void } {
  const [rules, setRules] = useState<Rules>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    setFailed(false);
    load().then(setRules, (error) => {
      console.error(error);
      setFailed(true);
    });
  }, [attempt]);
  return { rules, failed, again: () => setAttempt(attempt + 1) };
}
