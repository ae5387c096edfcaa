/** The applications: which one is shown, and the details of each. */

import type { Problem, Search, State } from "interview-rules";
import { useEffect, useRef, useState } from "preact/hooks";
import { deviceZone } from "../shared/dates.js";
import { Choice, entered, Field, Problems } from "../shared/parts.js";
import { words } from "../words/index.js";
import { COUNTRIES, partsOf } from "./countries.js";
import { newName } from "./start.js";
import { applicationsOf, store } from "./store.js";

interface ApplicationsProps {
  search: Search;
  current: string;
  onSelect: (name: string) => void;
  onAdd: () => void;
}

export function Applications({ search, current, onSelect, onAdd }: ApplicationsProps) {
  const [open, setOpen] = useState(false);
  const text = words.applications;
  return (
    <nav aria-label={text.heading} class="applications">
      <ul>
        {Object.keys(applicationsOf(search)).map((name) => (
          <li key={name}>
            <button
              type="button"
              aria-current={name === current ? "true" : undefined}
              onClick={() => onSelect(name)}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
      <p class="actions">
        <button type="button" onClick={() => setOpen(true)}>
          {text.details}
        </button>
        <button type="button" id="add" onClick={onAdd}>
          {text.add}
        </button>
      </p>
      {open && (
        <Details
          search={search}
          name={current}
          onClose={(name) => {
            setOpen(false);
            onSelect(name);
          }}
        />
      )}
    </nav>
  );
}

/** The time zones to choose from, with the one that is chosen already. */
function zones(chosen: string | null | undefined): [string, string][] {
  const known = new Set(Intl.supportedValuesOf("timeZone")).add(chosen ?? deviceZone());
  return [...known].sort().map((zone) => [zone, zone.replaceAll("_", " ")]);
}

type Intermediary = NonNullable<State["intermediary"]>;

/** The search with the details of the form; the name of the person is that of all applications. */
function detailed(
  search: Search,
  name: string,
  renamed: string,
  form: Record<string, string>,
): Search {
  const { company, position, candidate, country, part } = form;
  const intermediary = (form["intermediary"] as Intermediary | undefined) ?? null;
  const own = { company: company ?? null, position: position ?? null, intermediary };
  const applications = Object.fromEntries(
    Object.entries(applicationsOf(search)).map(([each, state]): [string, State] => {
      const signed = { ...state, candidate: candidate ?? null };
      return each === name ? [renamed, { ...signed, ...own }] : [each, signed];
    }),
  );
  const place = {
    country: country ?? null,
    subdivision: (country && part) || null,
    timezone: form["zone"] ?? search.timezone ?? null,
  };
  return { ...search, ...place, applications };
}

interface DetailsProps {
  search: Search;
  name: string;
  onClose: (name: string) => void;
}

function Details({ search, name, onClose }: DetailsProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  /** The name of the application that is shown afterwards. */
  const closing = useRef(name);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [country, setCountry] = useState(search.country ?? "");
  useEffect(() => dialog.current?.showModal(), []);
  const text = words.details;
  const state = applicationsOf(search)[name] ?? {};
  const parts = partsOf(country);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = entered(event.currentTarget as HTMLFormElement);
    const renamed = newName(search, form["company"] ?? name, name);
    const edit = (before: Search) => detailed(before, name, renamed, form);
    const found = await store.change(edit, words.applications.saved(renamed));
    setProblems(found);
    if (found.length > 0) return;
    closing.current = renamed;
    dialog.current?.close();
  }

  function remove() {
    if (!confirm(words.applications.confirm(name))) return;
    store.remove((before) => {
      const { [name]: _gone, ...applications } = applicationsOf(before);
      return { ...before, applications };
    }, words.applications.removed(name));
    closing.current = Object.keys(applicationsOf(store.search))[0] ?? "";
    dialog.current?.close();
  }

  return (
    <dialog ref={dialog} aria-labelledby="details" onClose={() => onClose(closing.current)}>
      <form onSubmit={submit}>
        <h2 id="details">{text.heading}</h2>
        <Field label={words.start.company} name="company" defaultValue={state.company ?? ""} />
        <Field label={words.start.position} name="position" defaultValue={state.position ?? ""} />
        <Choice
          label={text.intermediary}
          name="intermediary"
          value={state.intermediary ?? ""}
          options={[["", text.unknown], ...Object.entries(text.intermediaries)]}
        />
        <Field
          label={text.candidate}
          name="candidate"
          autoComplete="name"
          defaultValue={state.candidate ?? ""}
        />
        <Choice
          label={words.start.country}
          name="country"
          value={country}
          options={COUNTRIES}
          onChange={setCountry}
        />
        {parts.length > 0 && (
          <Choice
            key={country}
            label={text.part}
            name="part"
            value={search.subdivision ?? ""}
            options={parts}
          />
        )}
        <Choice
          label={text.zone}
          name="zone"
          value={search.timezone ?? deviceZone()}
          options={zones(search.timezone)}
        />
        <Problems problems={problems} />
        <p class="actions">
          <button type="submit" class="main">
            {words.form.save}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {words.form.cancel}
          </button>
          <button type="button" class="quiet" onClick={remove}>
            {words.applications.remove}
          </button>
        </p>
      </form>
    </dialog>
  );
}
