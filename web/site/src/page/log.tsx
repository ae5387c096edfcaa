/** What happened: buttons for what can have happened, and the entries to change or remove. */

import type { Event } from "interview-rules";
import { useState } from "preact/hooks";
import { day, dayOf, sayMoment } from "../shared/dates.js";
import { Field, Section } from "../shared/parts.js";
import { words } from "../words/index.js";
import { sayWhat, wordsFor } from "./entries.js";
import { EntryForm } from "./entry-form.js";
import { focusOn } from "./focus.js";
import { EVENTS, type EventName, FIRST, GROUPS, SHAPES, shapeOf } from "./happenings.js";
import { applicationsOf, useStore, withEvents } from "./store.js";

/** An entry in the log of an application, or of the person if the name is empty. */
interface Place {
  application: string;
  index: number;
}

/** All other things that can have happened, in groups, with a field to find one by its words. */
function Others({ onChoose }: { onChoose: (event: EventName) => void }) {
  const [wanted, setWanted] = useState("");
  const text = words.log;
  const matches = (event: EventName) =>
    words.events[event].label.toLowerCase().includes(wanted.toLowerCase().trim());
  // Those above are found here only by their words.
  const offered = wanted.trim() ? EVENTS : EVENTS.filter((event) => !FIRST.includes(event));
  const groups = GROUPS.map((group) => ({
    group,
    events: offered.filter((event) => SHAPES[event].group === group && matches(event)),
  })).filter(({ events }) => events.length > 0);
  return (
    <details class="others">
      <summary>{text.other}</summary>
      <Field
        label={text.find}
        type="search"
        value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)}
      />
      {groups.length === 0 && <p role="status">{text.nothingFound}</p>}
      {groups.map(({ group, events }) => (
        <fieldset key={group} class="choices">
          <legend>{words.groups[group]}</legend>
          {events.map((event) => (
            <button key={event} type="button" onClick={() => onChoose(event)}>
              {words.events[event].label}
            </button>
          ))}
        </fieldset>
      ))}
    </details>
  );
}

interface EntryProps {
  event: Event;
  onChange: () => void;
  onRemove: () => void;
}

function EntryView({ event, onChange, onRemove }: EntryProps) {
  const text = words.log;
  const what = sayWhat(event);
  const marked = event.event in SHAPES && shapeOf(event.event).group === null;
  const ahead = event.at !== null && dayOf(event.at) > day();
  return (
    <li>
      <p>
        {event.at && <span class="when">{sayMoment(event.at)}</span>} {what}
        {ahead && <span class="minor"> ({text.ahead})</span>}
        {event.detail && !marked && <span class="minor"> · {event.detail}</span>}
      </p>
      <p class="actions">
        {!marked && (
          <button type="button" class="quiet" onClick={onChange} aria-label={text.changeOf(what)}>
            {text.change}
          </button>
        )}
        <button type="button" class="quiet" onClick={onRemove} aria-label={text.removeOf(what)}>
          {text.remove}
        </button>
      </p>
    </li>
  );
}

const replaced = (events: readonly Event[], index: number, entry: Event) =>
  events.map((each, at) => (at === index ? entry : each));

/** The entries of a log in order of their days, each with its place in the log. */
function inOrder(events: readonly Event[]): [number, Event][] {
  const on = (event: Event) => dayOf(event.at ?? event.date ?? "");
  return [...events.entries()].sort(([, one], [, other]) => on(one).localeCompare(on(other)));
}

export function Log({ application }: { application: string }) {
  const store = useStore();
  const [editing, setEditing] = useState<{ entry: Event; place: Place | null }>();
  const text = words.log;
  const logs = [
    [application, applicationsOf(store.search)[application]?.events ?? []],
    ["", store.search.events ?? []],
  ] as const;

  function choose(event: EventName) {
    setEditing({ entry: { at: null, event }, place: null });
  }

  async function save(entry: Event) {
    const place = editing?.place;
    const what = wordsFor(entry.event).label;
    const owner = place
      ? place.application
      : shapeOf(entry.event).group === "search"
        ? ""
        : application;
    const change = (events: readonly Event[]) =>
      place ? replaced(events, place.index, entry) : [...events, entry];
    const said = place ? text.changed(what) : text.added(what);
    return store.change((search) => withEvents(search, owner, change), said);
  }

  function remove(place: Place, event: Event) {
    const kept = (events: readonly Event[]) => events.filter((_, at) => at !== place.index);
    store.remove(
      (search) => withEvents(search, place.application, kept),
      text.removed(sayWhat(event)),
    );
    focusOn("#log");
  }

  const several = Object.keys(applicationsOf(store.search)).length > 1;
  const heading = several ? text.headingOf(application) : text.heading;
  return (
    <Section id="log" heading={heading} class="card log">
      <fieldset class="choices">
        <legend>{text.add}</legend>
        {FIRST.map((event) => (
          <button key={event} type="button" onClick={() => choose(event)}>
            {words.events[event].label}
          </button>
        ))}
      </fieldset>
      <Others onChoose={choose} />
      {logs.map(([owner, events]) =>
        owner === "" && events.length === 0 ? null : (
          <div key={owner}>
            {owner === "" && <h3>{text.ofSearch}</h3>}
            {events.length === 0 && <p>{text.empty}</p>}
            <ol class="entries">
              {inOrder(events).map(([index, event]) => {
                const place = { application: owner, index };
                return (
                  <EntryView
                    key={index}
                    event={event}
                    onChange={() => setEditing({ entry: event, place })}
                    onRemove={() => remove(place, event)}
                  />
                );
              })}
            </ol>
          </div>
        ),
      )}
      {editing && (
        <EntryForm
          entry={editing.entry}
          isNew={editing.place === null}
          onSave={save}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Section>
  );
}
