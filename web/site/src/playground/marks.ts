/** What is marked in the editors: findings of the library, and problems with the situation. */

import type { Findings, Problem } from "interview-rules";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";

type Finding = Findings["findings"][number];

/** A finding at a place in one of the texts. */
export interface Mark {
  file: string;
  line: number;
  column: number;
  level: "error" | "warning";
  message: string;
  hint: string;
  fix: Finding["fix"];
}

export const markOf = (finding: Finding): Mark => finding;

/** A situation in YAML: its value, or what is wrong with the text. */
export interface Situation {
  value: unknown;
  marks: Mark[];
  /** The mark for a problem that the library has with the value. */
  markFor: (problem: Problem) => Mark;
}

const STATE = "state";

/** The steps of a JSON Pointer in a URI fragment, without the first one, the name of the argument. */
const stepsIn = (pointer: string) =>
  pointer
    .replace(/^#\/?/, "")
    .split("/")
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"))
    .slice(1);

/** The node at a place, or the nearest one around it. */
function offsetOf(document: Document, steps: readonly string[]): number {
  for (let length = steps.length; length > 0; length--) {
    const node = document.getIn(steps.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Read a situation, as a person writes it in YAML. */
export function readSituation(text: string): Situation {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const mark = (offset: number, message: string, hint = ""): Mark => {
    const { line, col } = counter.linePos(offset);
    return { file: STATE, line, column: col, level: "error", message, hint, fix: null };
  };
  const marks = document.errors.map(({ pos, message }) => mark(pos[0], message));
  let value: unknown = null;
  if (marks.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: 50 }) ?? {};
    } catch (error) {
      // An alias that stands for nothing, or for too much.
      marks.push(mark(0, error instanceof Error ? error.message : String(error)));
    }
  }
  return {
    value,
    marks,
    markFor: ({ pointer, detail, hint }) =>
      mark(offsetOf(document, stepsIn(pointer ?? "")), detail, hint ?? ""),
  };
}
