/** Why a piece of advice is given, or why not yet: from the entries that it follows from. */

import type { Event, Explanation } from "interview-rules";
import { useEffect, useState } from "preact/hooks";
import { lastDay, sayNearDay, sayOnDay } from "../shared/dates.js";
import { words } from "../words/index.js";
import type { Standing } from "./advice.js";
import { entryAt, sayEntry } from "./entries.js";
import type { EventName } from "./happenings.js";
import { eventsOf, store } from "./store.js";

/** The entries that an explanation rests on; those of other applications as far as it tells them. */
function entriesBehind(explanation: Explanation, events: readonly Event[]): Event[] {
  const entries = explanation.origins.flatMap(({ path, event, at, day }): Event[] => {
    const own = entryAt(events, path);
    if (own) return [own];
    return event ? [{ event: event as EventName, at: at ?? day }] : [];
  });
  const said = new Map(entries.map((entry) => [sayEntry(entry), entry]));
  return [...said.values()];
}

function Reasons({ explanation, events }: { explanation: Explanation; events: readonly Event[] }) {
  const text = words.why;
  const behind = entriesBehind(explanation, events);
  const { holds, given_from: begins, until, source } = explanation;
  return (
    <>
      {!explanation.given && <p>{begins ? text.begins(sayOnDay(begins)) : text.never}</p>}
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
      {holds && until && <p>{text.applies(sayNearDay(lastDay(until)))}</p>}
      <p>{source.section ? text.article(source.section) : source.rests_on}</p>
    </>
  );
}

interface WhyProps {
  standing: Standing;
  application: string;
  rule: string;
  summary: string;
  /** What it is about, for people who hear the summary alone. */
  title: string;
}

export function Why({ standing, application, rule, summary, title }: WhyProps) {
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
  return (
    <details class="why" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={`${summary} ${title}`}>{summary}</summary>
      {explanation ? (
        <Reasons explanation={explanation} events={eventsOf(search, application)} />
      ) : (
        <p>{words.why.loading}</p>
      )}
    </details>
  );
}
