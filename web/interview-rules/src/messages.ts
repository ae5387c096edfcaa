/** The messages between the page and the worker. */

import type { components } from "./api-types.js";

export type ProblemDetails = components["schemas"]["ProblemDetails"];

/** The first message to the worker. */
export interface Start {
  snapshot: boolean;
}

/** A call of an operation; `pack` is a rule pack in YAML, or empty for the bundled rules. */
export interface Call {
  id: number;
  pack: string;
  operation: string;
  body: string;
}

/** The answer to a call: its text, the problems of the request, or a fault of the package. */
export type Answer = { id: number } & (
  | { text: string }
  | { problems: ProblemDetails }
  | { fault: string }
);

/** What the worker sends once it is ready, or cannot start. */
export type Ready = { ready: true } | { ready: false; fault: string };
