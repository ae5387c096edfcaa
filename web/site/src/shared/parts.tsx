/** Small parts that several views use: fields of forms, and problems. */

import type { Problem } from "interview-rules";
import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { words } from "../words/index.js";

interface FieldProps extends Omit<JSX.InputHTMLAttributes, "label"> {
  label: string;
  optional?: boolean;
}

/** An input with its label. */
export function Field({ label, optional = false, ...input }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label} {optional && <span class="minor">({words.form.optional})</span>}
      </label>
      <input id={id} {...input} />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  name: string;
  /** The value at first. */
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onChange?: (value: string) => void;
}

/** A list to choose one value from, with its label. */
export function Choice({ label, name, value, options, onChange }: ChoiceProps) {
  const id = useId();
  const [chosen, setChosen] = useState(value);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        name={name}
        value={chosen}
        onChange={(event) => {
          setChosen(event.currentTarget.value);
          onChange?.(event.currentTarget.value);
        }}
      >
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Problems that the rules found with what was entered. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="problems" role="alert">
      <strong>{words.problems}</strong>
      <ul>
        {problems.map((problem) => (
          <li key={problem.pointer}>
            {problem.detail}
            {problem.hint && ` (${problem.hint})`}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface SectionProps {
  id: string;
  heading: string;
  children: ComponentChildren;
  class?: string;
}

/** A section of the page under a heading. */
export function Section({ id, heading, children, class: name = "" }: SectionProps) {
  return (
    <section aria-labelledby={id} class={name}>
      <h2 id={id} tabIndex={-1}>
        {heading}
      </h2>
      {children}
    </section>
  );
}

/** What was entered into a form, by the names of its fields, without empty ones. */
export function entered(form: HTMLFormElement): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim() !== "") found[name] = value.trim();
  }
  return found;
}

/** Names from a text that separates them by commas. */
export const namesIn = (text: string | undefined) =>
  (text ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
