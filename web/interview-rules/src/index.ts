/** Advice for the time after a job interview, in the browser and without a server. */

import type { components } from "./api-types.js";
import type { Answer, Call, ProblemDetails, Ready, Start } from "./messages.js";

type Schemas = components["schemas"];

/** What is known about one application: what happened, and when. */
export type State = Schemas["InterviewState"];
/** All applications of one person. */
export type Search = Schemas["JobSearch"];
/** Something that happened, in the log of a state. */
export type Event = Schemas["Event"];
export type Report = Schemas["ReportRecord"];
export type Plan = Schemas["PlanRecord"];
export type Explanation = Schemas["ExplanationRecord"];
export type Questions = Schemas["QuestionsAnswer"];
export type Drafts = Schemas["DraftsAnswer"];
export type Findings = Schemas["FindingsAnswer"];
export type Status = Schemas["StatusAnswer"];
export type Tests = Schemas["TestsAnswer"];
export type SearchReport = Schemas["SearchReportRecord"];
export type SearchPlan = Schemas["SearchPlanRecord"];
export type SearchQuestions = Schemas["SearchQuestionsAnswer"];
/** One problem with a request; `pointer` is its place, a JSON Pointer in a URI fragment. */
export type Problem = ProblemDetails["errors"][number];

/** The other arguments of a call: `now` is the moment to advise on, by default the present one. */
export type AdviseOptions = Omit<Schemas["AdviseRequest"], "state">;
export type PlanOptions = Omit<Schemas["PlanRequest"], "state">;
export type SearchPlanOptions = Omit<Schemas["SearchPlanRequest"], "search">;
export type IcsOptions = Omit<Schemas["IcsRequest"], "state">;
export type SearchIcsOptions = Omit<Schemas["SearchIcsRequest"], "search">;
export type QuestionsOptions = Omit<Schemas["QuestionsRequest"], "state">;
export type NowOptions = Pick<AdviseOptions, "now">;
/** The answers to questions, by their ids, as a form posts them. */
export type Answers = Schemas["AnswerRequest"]["answers"];
export type SearchAnswers = Schemas["SearchAnswerRequest"]["answers"];

/** A request or a rule pack with problems: each with its place, a message and a hint. */
export class ProblemsError extends Error {
  override readonly name = "ProblemsError";
  readonly problems: readonly Problem[];

  constructor(details: ProblemDetails) {
    super(details.errors.map(lineOf).join("\n"));
    this.problems = details.errors;
  }
}

function lineOf({ pointer, detail, hint }: Problem): string {
  return `${pointer ? `${pointer}: ` : ""}${detail}${hint ? ` (${hint})` : ""}`;
}

/** The calls on the worker, and those that wait for an answer. */
class Connection {
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private last = 0;

  private constructor(private readonly worker: Worker) {
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      this.waiting.get(data.id)?.(data);
      this.waiting.delete(data.id);
    });
  }

  static open(worker: Worker, url: URL): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const missing = `cannot load ${url} (serve the folder dist/ of interview-rules as a whole)`;
      // A script that cannot be loaded is an error without a message.
      const fail = ({ message }: ErrorEvent) => reject(new Error(message || missing));
      worker.addEventListener("error", fail, { once: true });
      worker.addEventListener(
        "message",
        ({ data }: MessageEvent<Ready>) =>
          data.ready ? resolve(new Connection(worker)) : reject(new Error(data.fault)),
        { once: true },
      );
    });
  }

  async text(pack: string, operation: string, request: object): Promise<string> {
    const call: Call = { id: ++this.last, pack, operation, body: JSON.stringify(request) };
    const answered = new Promise<Answer>((resolve) => this.waiting.set(call.id, resolve));
    this.worker.postMessage(call);
    const answer = await answered;
    if ("text" in answer) return answer.text;
    throw "problems" in answer ? new ProblemsError(answer.problems) : new Error(answer.fault);
  }

  async ask<Result>(pack: string, operation: string, request: object): Promise<Result> {
    return JSON.parse(await this.text(pack, operation, request));
  }

  close(): void {
    this.worker.terminate();
    for (const [id, settle] of this.waiting) settle({ id, fault: "the rules were closed" });
    this.waiting.clear();
  }
}

/** Rules, ready to advise on any number of states. Every method throws `ProblemsError`. */
export class Rules {
  /** The same on a whole job search. */
  readonly search: SearchRules;

  constructor(
    private readonly connection: Connection,
    private readonly pack: string,
  ) {
    this.search = new SearchRules(connection, pack);
  }

  /** Return what to do, to avoid and to know at a moment. */
  advise(state: State, options: AdviseOptions = {}): Promise<Report> {
    return this.connection.ask(this.pack, "advise", { state, ...options });
  }

  /** Return what will be advised, and when. */
  plan(state: State, options: PlanOptions = {}): Promise<Plan> {
    return this.connection.ask(this.pack, "plan", { state, ...options });
  }

  /** Return why a rule (an id, or an action) holds or does not, and when it could. */
  explain(state: State, rule: string, options: NowOptions = {}): Promise<Explanation> {
    return this.connection.ask(this.pack, "explain", { state, rule, ...options });
  }

  /** Return for every rule whether it holds and gives its advice, and when. */
  status(state: State, options: NowOptions = {}): Promise<Status> {
    return this.connection.ask(this.pack, "status", { state, ...options });
  }

  /** Return the questions whose answers would change the advice, most useful first. */
  questions(state: State, options: QuestionsOptions = {}): Promise<Questions> {
    return this.connection.ask(this.pack, "questions", { state, ...options });
  }

  /** Return the state with answers added, to store. */
  answer(state: State, answers: Answers, options: NowOptions = {}): Promise<State> {
    return this.connection.ask(this.pack, "answer", { state, answers, ...options });
  }

  /** Return the same state as an event log, to show and to change. */
  log(state: State): Promise<State> {
    return this.connection.ask(this.pack, "log", { state });
  }

  /** Return drafts of the messages to send. */
  drafts(state: State, options: NowOptions = {}): Promise<Drafts> {
    return this.connection.ask(this.pack, "drafts", { state, ...options });
  }

  /** Return a calendar file of what will be advised. */
  ics(state: State, options: IcsOptions = {}): Promise<string> {
    return this.connection.text(this.pack, "ics", { state, ...options });
  }

  /** Return the plan as an SVG picture, legible at a width of 600 pixels or more. */
  picture(state: State, options: PlanOptions = {}): Promise<string> {
    return this.connection.text(this.pack, "picture", { state, ...options });
  }

  /** Return what is wrong with a rule pack in YAML, and what probably is. */
  check(pack: string): Promise<Findings> {
    return this.connection.ask(this.pack, "check", { pack });
  }

  /** Return the outcomes of the tests of a rule pack, and their coverage; both are YAML. */
  test(pack: string, tests: string): Promise<Tests> {
    return this.connection.ask(this.pack, "test", { pack, tests });
  }

  /**
   * Return rules of your own, on the same worker. `pack` is a rule pack in YAML, which can extend the
   * bundled ones; empty for the bundled rules. Its problems are thrown by the first call.
   */
  with(pack: string): Rules {
    return new Rules(this.connection, pack);
  }

  /** Stop the worker. Calls that wait for an answer fail. */
  close(): void {
    this.connection.close();
  }
}

/** Rules on a whole job search. Every method throws `ProblemsError`. */
export class SearchRules {
  constructor(
    private readonly connection: Connection,
    private readonly pack: string,
  ) {}

  /** Return what to do, to avoid and to know at a moment, for all applications. */
  advise(search: Search, options: AdviseOptions = {}): Promise<SearchReport> {
    return this.connection.ask(this.pack, "search/advise", { search, ...options });
  }

  /** Return what will be advised, and when; by default for eight weeks. */
  plan(search: Search, options: SearchPlanOptions = {}): Promise<SearchPlan> {
    return this.connection.ask(this.pack, "search/plan", { search, ...options });
  }

  /**
   * Return why a rule (an id, or an action) holds or does not for an application, as the search sees
   * it, and when it could. An empty `application` stands for the rules of the search as a whole.
   */
  explain(
    search: Search,
    application: string,
    rule: string,
    options: NowOptions = {},
  ): Promise<Explanation> {
    const request = { search, application, rule, ...options };
    return this.connection.ask(this.pack, "search/explain", request);
  }

  /** Return the questions on all applications. */
  questions(search: Search, options: NowOptions = {}): Promise<SearchQuestions> {
    return this.connection.ask(this.pack, "search/questions", { search, ...options });
  }

  /** Return the search with answers added, to store; `answers` has those of each application. */
  answer(search: Search, answers: SearchAnswers, options: NowOptions = {}): Promise<Search> {
    return this.connection.ask(this.pack, "search/answer", { search, answers, ...options });
  }

  /** Return the same search with event logs, to show and to change. */
  log(search: Search): Promise<Search> {
    return this.connection.ask(this.pack, "search/log", { search });
  }

  /** Return drafts of the messages to send. */
  drafts(search: Search, options: NowOptions = {}): Promise<Drafts> {
    return this.connection.ask(this.pack, "search/drafts", { search, ...options });
  }

  /** Return a calendar file of what will be advised. */
  ics(search: Search, options: SearchIcsOptions = {}): Promise<string> {
    return this.connection.text(this.pack, "search/ics", { search, ...options });
  }

  /** Return the plan as an SVG picture, legible at a width of 600 pixels or more. */
  picture(search: Search, options: SearchPlanOptions = {}): Promise<string> {
    return this.connection.text(this.pack, "search/picture", { search, ...options });
  }
}

export interface LoadOptions {
  /**
   * Where the folder `dist` of this package is served, by default where this module is. A page whose
   * bundle includes this module has to say it. The folder has to be on the origin of the page.
   */
  from?: string | URL;
  /**
   * Whether the browser keeps a snapshot of Python once it has started, by default true. Later loads
   * then take about a third of the time. It takes 14 MB in the browser's cache, and has no data that
   * calls are given.
   */
  snapshot?: boolean;
}

/**
 * Start the worker and return the bundled rules. Everything is loaded from the folder of this
 * package; nothing is sent anywhere.
 */
export async function load({ from, snapshot = true }: LoadOptions = {}): Promise<Rules> {
  const folder = String(from ?? "").replace(/\/*$/, "/");
  const url = new URL(
    "worker.js",
    from === undefined ? import.meta.url : new URL(folder, location.href),
  );
  const worker = new Worker(url, { type: "module" });
  worker.postMessage({ snapshot } satisfies Start);
  return new Rules(await Connection.open(worker, url), "");
}
