/** The first form: one application, as a person would tell it. */

import type { Event, Problem, Search, State } from "interview-rules";
import { useState } from "preact/hooks";
import { day, momentOf } from "../shared/dates.js";
import { Choice, entered, Field, namesIn, Problems } from "../shared/parts.js";
import { words } from "../words/index.js";
import { COUNTRIES, likelyCountry } from "./countries.js";
import { applicationsOf, store } from "./store.js";

type Decision = "" | "yes" | "no";

/** A name for an application that no other has. */
export function newName(search: Search, wanted: string, except?: string): string {
  const taken = new Set(Object.keys(applicationsOf(search)).filter((name) => name !== except));
  // Names that are numbers would come first, whatever their place.
  let name = /^\d+$/.test(wanted) ? `${words.start.noCompany} ${wanted}` : wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted} ${count}`;
  return name;
}

/** The state that the form tells. */
function told(form: Record<string, string>): State {
  const events: Event[] = [];
  const { interview, decision, decisionDay } = form;
  if (interview) {
    const at = momentOf(interview, form["hour"] ?? "");
    events.push({ at, event: "interview", interviewers: namesIn(form["interviewer"]) });
    // They said it at the interview, or, if that is still to come, before.
    const said = [interview, day()].sort()[0] ?? interview;
    if (decision === "yes" && decisionDay) {
      events.push({ at: said, event: "decision-date-set", date: decisionDay });
    }
    if (decision === "no") events.push({ at: said, event: "no-decision-date" });
  }
  const { company, position } = form;
  return { ...(company && { company }), ...(position && { position }), events };
}

interface StartProps {
  search: Search;
  onDone: (name: string) => void;
  onCancel?: () => void;
}

export function Start({ search, onDone, onCancel }: StartProps) {
  const [decision, setDecision] = useState<Decision>("");
  const [on, setOn] = useState("");
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const first = Object.keys(applicationsOf(search)).length === 0;
  const text = words.start;

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = entered(event.currentTarget as HTMLFormElement);
    const name = newName(search, form["company"] ?? text.noCompany);
    const found = await store.change((before) => {
      const applications = { ...applicationsOf(before), [name]: told(form) };
      const next: Search = { ...before, applications };
      return first ? { ...next, country: form["country"] ?? null } : next;
    }, words.applications.added(name));
    setProblems(found);
    if (found.length === 0) onDone(name);
  }

  const decisions = [
    ["yes", text.decisionYes],
    ["no", text.decisionNo],
  ] as const;
  return (
    <section aria-labelledby="start" class="card">
      <h2 id="start" tabIndex={-1}>
        {text.heading}
      </h2>
      <form onSubmit={submit}>
        <div class="row">
          <Field label={text.company} name="company" autoComplete="organization" required />
          <Field label={text.position} name="position" optional />
        </div>
        <div class="row">
          <Field
            label={text.interview}
            name="interview"
            type="date"
            required
            value={on}
            onInput={(event) => setOn(event.currentTarget.value)}
          />
          <Field label={words.form.hour} name="hour" type="time" />
        </div>
        <Field label={text.interviewer} name="interviewer" placeholder="Ms. Okafor" optional />
        <fieldset>
          <legend>{text.decision}</legend>
          {decisions.map(([value, label]) => (
            <label key={value} class="option">
              <input
                type="radio"
                name="decision"
                value={value}
                checked={decision === value}
                onChange={() => setDecision(value)}
              />{" "}
              {label}
            </label>
          ))}
        </fieldset>
        {decision === "yes" && (
          <Field label={text.decisionDay} name="decisionDay" type="date" min={on} required />
        )}
        {first && (
          <Choice
            label={text.country}
            name="country"
            value={search.country ?? likelyCountry()}
            options={COUNTRIES}
          />
        )}
        <Problems problems={problems} />
        <p class="actions">
          <button type="submit" class="main">
            {text.submit}
          </button>
          {onCancel && (
            <button type="button" onClick={onCancel}>
              {words.form.cancel}
            </button>
          )}
        </p>
      </form>
    </section>
  );
}
