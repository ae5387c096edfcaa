/** The form for one entry of the log: what happened is chosen already, the days are not. */

import type { Event, Problem } from "interview-rules";
import { useEffect, useRef, useState } from "preact/hooks";
import { day, dayOf, hourOf, momentOf } from "../shared/dates.js";
import { entered, Field, namesIn, Problems } from "../shared/parts.js";
import { words } from "../words/index.js";
import { wordsFor } from "./entries.js";
import { SHAPES, shapeOf } from "./happenings.js";

/** Whether the hour of an entry is that of its second day, as of an arranged round or a deadline. */
const hasHourOfDate = ({ event }: Event) =>
  event in SHAPES && shapeOf(event).hour === true && "date" in shapeOf(event);

/** A day of the form with its hour; an hour that the form does not show stays as it was. */
function momentIn(on: string, hour: string | undefined, before: string | null | undefined) {
  if (hour !== undefined) return momentOf(on, hour);
  return before && dayOf(before) === on ? before : on;
}

/** The entry that a form tells; what the form does not show stays as it was. */
function toldIn(form: Record<string, string>, before: Event): Event {
  const shape = shapeOf(before.event);
  const hour = shape.hour ? (form["hour"] ?? "") : undefined;
  const [ofDay, ofDate] = hasHourOfDate(before) ? [undefined, hour] : [hour, undefined];
  const { day: on, date } = form;
  const event: Event = { ...before, at: on ? momentIn(on, ofDay, before.at) : null };
  if (shape.date) event.date = date ? momentIn(date, ofDate, before.date) : null;
  if (shape.people) event.interviewers = namesIn(form["people"]);
  if (shape.message) event.message = form["message"] === "on";
  event.detail = form["note"] ?? null;
  return event;
}

/** How the form asks for the day of an entry. */
function whenOf({ event }: Event): string {
  const { group, hour, mine, date } = shapeOf(event);
  const { when } = words.log;
  if (hour && group === "interviews" && !date) return when.round;
  return mine || group === "mine" || group === "ending" || group === "search"
    ? when.mine
    : when.theirs;
}

interface EntryFormProps {
  /** The entry to change, or a new one without a day. */
  entry: Event;
  isNew: boolean;
  onSave: (entry: Event) => Promise<readonly Problem[]>;
  onClose: () => void;
}

export function EntryForm({ entry, isNew, onSave, onClose }: EntryFormProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [on, setOn] = useState(entry.at ? dayOf(entry.at) : isNew ? day() : "");
  useEffect(() => dialog.current?.showModal(), []);

  const text = words.log;
  const shape = shapeOf(entry.event);
  const said = wordsFor(entry.event);
  const timed = hasHourOfDate(entry) ? entry.date : entry.at;
  const isRound = shape.hour && !shape.date;
  const close = () => dialog.current?.close();

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = entered(event.currentTarget as HTMLFormElement);
    const found = await onSave(toldIn(form, entry));
    setProblems(found);
    if (found.length === 0) close();
  }

  return (
    <dialog ref={dialog} aria-labelledby="entry" onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id="entry">{said.label}</h2>
        <div class="row">
          <Field
            label={whenOf(entry)}
            name="day"
            type="date"
            required={isNew || entry.at !== null}
            max={isRound ? undefined : day()}
            value={on}
            onInput={(event) => setOn(event.currentTarget.value)}
          />
          <p class="near">
            <button type="button" onClick={() => setOn(day())}>
              {text.today}
            </button>
            <button type="button" onClick={() => setOn(day(-1))}>
              {text.yesterday}
            </button>
          </p>
        </div>
        {shape.date && (
          <Field
            label={said.date ?? words.form.day}
            name="date"
            type="date"
            required={shape.date === "required"}
            min={on || undefined}
            optional={shape.date === "optional"}
            defaultValue={entry.date ? dayOf(entry.date) : ""}
          />
        )}
        {shape.hour && (
          <Field
            label={words.form.hour}
            name="hour"
            type="time"
            defaultValue={timed ? hourOf(timed) : ""}
          />
        )}
        {shape.people && (
          <Field
            label={words.form.names}
            name="people"
            optional
            defaultValue={(entry.interviewers ?? []).join(", ")}
          />
        )}
        {shape.message && (
          <label class="option">
            <input type="checkbox" name="message" defaultChecked={entry.message === true} />{" "}
            {text.message}
          </label>
        )}
        <Field label={text.note} name="note" optional defaultValue={entry.detail ?? ""} />
        <Problems problems={problems} />
        <p class="actions">
          <button type="submit" class="main">
            {words.form.save}
          </button>
          <button type="button" onClick={close}>
            {words.form.cancel}
          </button>
        </p>
      </form>
    </dialog>
  );
}
