/** Why a piece of advice is given, or why not yet: from the entries that it follows from. */

import type { Event, Explanation } from "interview-rules";
import { useEffect, useState } from "preact/hooks";
import { words } from "../words/index.js";
import type { Standing } from "./advice.js";
import { lastDay, sayMoment, sayNearDay } from "./dates.js";
import { sayEntry } from "./entries.js";
import { applicationsOf, store } from "./store.js";

type Part = Explanation["tree"];

/** The places in the state that the tests with these words looked at, each once. */
function placesIn(part: Part, deciding: readonly string[], found = new Set<string>()): Set<string> {
  if (deciding.includes(part.words)) {
    for (const { origins } of part.saw) {
      for (const { path } of origins) found.add(path);
    }
  }
  for (const inner of part.parts as Part[]) placesIn(inner, deciding, found);
  return found;
}

/** The entries in the log of an application that an explanation rests on. */
function entriesBehind(explanation: Explanation, events: readonly Event[]): Event[] {
  const indexes = [...placesIn(explanation.tree, explanation.deciding)].flatMap((path) => {
    const match = /^events\[(\d+)\]$/.exec(path);
    return match ? [Number(match[1])] : [];
  });
  return indexes.sort((one, other) => one - other).flatMap((index) => events[index] ?? []);
}

function Reasons({ explanation, events }: { explanation: Explanation; events: readonly Event[] }) {
  const text = words.why;
  const behind = entriesBehind(explanation, events);
  const { holds, given_from: begins, until, source } = explanation;
  return (
    <>
      {!explanation.given && <p>{begins ? text.begins(sayMoment(begins)) : text.never}</p>}
      {behind.length === 0 ? (
        <p>{text.nothing}</p>
      ) : (
        <>
          <p>{text.from}</p>
          <ul>
            {behind.map((event) => (
              <li key={JSON.stringify(event)}>{sayEntry(event)}</li>
            ))}
          </ul>
        </>
      )}
      {holds && until && <p>{text.openStart(sayNearDay(lastDay(until)))}</p>}
      <p>{source.section ? text.article(source.section) : source.rests_on}</p>
      <p class="minor">{text.rule(explanation.rule)}</p>
    </>
  );
}

interface WhyProps {
  standing: Standing;
  application: string;
  rule: string;
  summary: string;
}

export function Why({ standing, application, rule, summary }: WhyProps) {
  const [open, setOpen] = useState(false);
  const [explanation, setExplanation] = useState<Explanation>();
  const { search } = standing;
  useEffect(() => {
    if (!open || !store.rules) return;
    let current = true;
    store.rules.search
      .explain(search, application, rule, { now: standing.report.now })
      .then((found) => current && setExplanation(found))
      .catch((error) => store.say(String(error.message)));
    return () => {
      current = false;
    };
  }, [open, standing, search, application, rule]);
  const events = (application ? applicationsOf(search)[application] : search)?.events ?? [];
  return (
    <details class="why" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {explanation ? (
        <Reasons explanation={explanation} events={events} />
      ) : (
        <p>{words.why.loading}</p>
      )}
    </details>
  );
}
