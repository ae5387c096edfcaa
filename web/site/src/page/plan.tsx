/** What comes next: the plan as a list and as a picture, and as a calendar file. */

import type { Rules } from "interview-rules";
import { useState } from "preact/hooks";
import { dayOf, now, sayDay, sayMoment } from "../shared/dates.js";
import { Section } from "../shared/parts.js";
import { Picture } from "../shared/picture.js";
import { words } from "../words/index.js";
import type { Assumed, Standing } from "./advice.js";
import { useAhead } from "./advice.js";
import { download } from "./files.js";
import { applicationsOf, store } from "./store.js";
import { Why } from "./why.js";

/** How many pieces of advice to come are shown at first. */
const FEW = 5;

interface PlanProps {
  rules: Rules;
  standing: Standing;
}

export function Plan({ rules, standing }: PlanProps) {
  const [all, setAll] = useState(false);
  const [assume, setAssume] = useState<Assumed>("follow advice");
  const ahead = useAhead(rules, standing, assume);
  const isCurrent = ahead?.standing === standing && ahead.assume === assume;
  const text = words.plan;
  const several = Object.keys(applicationsOf(standing.search)).length > 1;
  const given = new Set(standing.report.advice.map((each) => `${each.application} ${each.action}`));
  const moment = Date.parse(standing.report.now);
  const coming = (ahead?.plan.rows ?? [])
    .flatMap((row) => {
      const next = row.bars.find((bar) => Date.parse(bar.since) > moment);
      return next && !given.has(`${row.application} ${row.action}`) ? [{ row, next }] : [];
    })
    .sort((one, other) => Date.parse(one.next.since) - Date.parse(other.next.since));

  async function save() {
    const options = { now: now(), assume };
    try {
      const file = await rules.search.ics(store.search, options);
      download(text.calendarFile, file, "text/calendar");
    } catch (error) {
      store.say(String(error));
    }
  }

  const choices = [
    ["follow advice", text.follow],
    ["silence", text.silence],
  ] as const;
  return (
    <Section id="plan" heading={text.heading} class="card plan">
      <fieldset class="choices">
        <legend class="hidden">{text.heading}</legend>
        {choices.map(([value, label]) => (
          <label key={value} class="option">
            <input
              type="radio"
              name="assume"
              checked={assume === value}
              onChange={() => setAssume(value)}
            />{" "}
            {label}
          </label>
        ))}
      </fieldset>
      {ahead && coming.length === 0 && <p>{text.nothing}</p>}
      <ol class="entries" aria-busy={!isCurrent}>
        {(all ? coming : coming.slice(0, FEW)).map(({ row, next }) => (
          <li key={`${row.application} ${row.id}`}>
            <p>
              <span class="when">{text.on(sayDay(next.since))}</span> {row.title}
              {several && row.application && <span class="minor"> · {row.application}</span>}
              {next.due && next.due >= dayOf(next.since) && (
                <span class="minor"> · {words.advice.due(sayMoment(next.due_at ?? next.due))}</span>
              )}
            </p>
            <Why
              standing={ahead?.standing ?? standing}
              application={row.application}
              rule={row.id}
              summary={words.why.notYet}
              title={row.title}
            />
          </li>
        ))}
      </ol>
      {!all && coming.length > FEW && (
        <p class="actions">
          <button type="button" onClick={() => setAll(true)}>
            {text.all(coming.length)}
          </button>
        </p>
      )}
      {ahead && <Picture svg={ahead.picture} label={text.picture} />}
      <p class="actions">
        <button type="button" onClick={save}>
          {text.calendar}
        </button>
      </p>
    </Section>
  );
}
