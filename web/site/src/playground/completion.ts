/** Completion of keys and values in YAML, from a JSON Schema. */

import type { Completion, CompletionContext, CompletionSource } from "@codemirror/autocomplete";

/** The parts of JSON Schema that the published schemas use. */
interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  patternProperties?: Record<string, Schema>;
  items?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  type?: string | string[];
}

/** A step from a node to one inside of it: the key of a mapping, or an item of a list. */
type Step = string | typeof ITEM;
const ITEM = Symbol("item");

const LINE = /^( *)((?:- +)*)(?:([\w-]+):(?: |$))?/;

/** The steps from the root to where a line begins, and the key at its start, if there is one. */
function stepsTo(lines: readonly string[]): {
  steps: Step[];
  key: string | undefined;
  rest: string;
} {
  const open: { indent: number; step: Step }[] = [];
  let key: string | undefined;
  let rest = "";
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    if (!isLast && (line.trim() === "" || line.trim().startsWith("#"))) continue;
    const [whole, spaces = "", dashes = "", found] = LINE.exec(line) ?? [""];
    let indent = spaces.length;
    const close = (to: number) => {
      while ((open.at(-1)?.indent ?? -1) >= to) open.pop();
    };
    for (const dash of dashes.match(/- +/g) ?? []) {
      // The items of a list may stand below their key without being indented.
      while ((open.at(-1)?.indent ?? -1) > indent) open.pop();
      if (open.at(-1)?.step === ITEM && open.at(-1)?.indent === indent) open.pop();
      open.push({ indent, step: ITEM });
      indent += dash.length;
    }
    if (dashes === "" || found) close(indent);
    key = found;
    rest = line.slice(whole.length);
    if (found && !isLast) open.push({ indent, step: found });
  }
  return { steps: open.map(({ step }) => step), key, rest };
}

/** All alternatives that a schema stands for. */
function* alternatives(schema: Schema, root: Schema, depth = 0): Generator<Schema> {
  if (depth > 8) return;
  yield schema;
  const name = schema.$ref?.replace("#/$defs/", "");
  const referred = name === undefined ? undefined : root.$defs?.[name];
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  for (const each of referred ? [referred, ...inner] : inner) {
    yield* alternatives(each, root, depth + 1);
  }
}

function* inside(schema: Schema, step: Step): Generator<Schema> {
  if (step === ITEM) {
    if (typeof schema.items === "object") yield schema.items;
    return;
  }
  const own = schema.properties?.[step];
  if (own) {
    yield own;
    return;
  }
  if (typeof schema.additionalProperties === "object") yield schema.additionalProperties;
  for (const [pattern, each] of Object.entries(schema.patternProperties ?? {})) {
    if (new RegExp(pattern, "u").test(step)) yield each;
  }
}

/** The schemas of the node at the end of some steps. */
function schemasAt(root: Schema, steps: readonly Step[]): Schema[] {
  let found = [...alternatives(root, root)];
  for (const step of steps) {
    found = found.flatMap((schema) =>
      [...inside(schema, step)].flatMap((each) => [...alternatives(each, root)]),
    );
  }
  return found;
}

/** The keys of a mapping, each with its description. */
function keysOf(schemas: readonly Schema[]): Completion[] {
  const found = new Map<string, Completion>();
  for (const { properties } of schemas) {
    for (const [label, { description }] of Object.entries(properties ?? {})) {
      const info = description ? { info: description } : {};
      found.set(label, { label, apply: `${label}: `, type: "property", ...info });
    }
  }
  return [...found.values()];
}

/** The values that a node can have, each with its description. */
function valuesOf(schemas: readonly Schema[]): Completion[] {
  const found = new Map<string, Completion>();
  for (const { enum: several = [], const: one, type, description } of schemas) {
    const values = [...several, ...(one === undefined ? [] : [one])];
    if (type === "boolean") values.push(true, false);
    for (const value of values) {
      if (value === null) continue;
      const info = one !== undefined && description ? { info: description } : {};
      found.set(String(value), { label: String(value), type: "enum", ...info });
    }
  }
  return [...found.values()];
}

/** What can stand at the end of a text. */
export function completions(root: object, text: string): Completion[] {
  const { steps, key, rest } = stepsTo(text.split("\n"));
  const flow = /^\{(?:.*,)?\s*(?:([\w-]+):\s+)?[\w-]*$/.exec(rest);
  const list = /^\[[^\]{]*$/.test(rest);
  if (key === undefined && !flow) {
    // A key that is not finished, or an item of a list of values.
    const schemas = schemasAt(root, steps);
    return [...keysOf(schemas), ...(steps.at(-1) === ITEM ? valuesOf(schemas) : [])];
  }
  const at = key === undefined ? steps : [...steps, key];
  if (flow)
    return flow[1] ? valuesOf(schemasAt(root, [...at, flow[1]])) : keysOf(schemasAt(root, at));
  return valuesOf(schemasAt(root, list ? [...at, ITEM] : at));
}

/** Completion for an editor. */
export function completionFrom(schema: object): CompletionSource {
  return (context: CompletionContext) => {
    const word = context.matchBefore(/[\w-]*/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const options = completions(schema, context.state.doc.sliceString(0, context.pos));
    return options.length > 0 ? { from: word.from, options, validFor: /^[\w-]*$/ } : null;
  };
}
