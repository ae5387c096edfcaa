/** What the person has entered, in this browser, with undo. */

import type { Event, Problem, Rules, Search, State } from "interview-rules";
import { ProblemsError } from "interview-rules";
import { useEffect, useState } from "preact/hooks";
import { deviceZone, now, setZone } from "../shared/dates.js";
import { words } from "../words/index.js";
import { isEvent } from "./happenings.js";

const KEY = "interview-rules.search";
const MOST_UNDONE = 50;
const NOTICE_MS = 8_000;

export type Applications = Record<string, State>;

/** The applications of a search; here, they always have names. */
export const applicationsOf = (search: Search): Applications =>
  (search.applications ?? {}) as Applications;

/** A search without applications, in the time zone of this browser. */
export function emptySearch(): Search {
  return { timezone: deviceZone(), applications: {} };
}

/** The events of an application, or of the person if its name is empty. */
export function eventsOf(search: Search, name: string): readonly Event[] {
  return (name === "" ? search : applicationsOf(search)[name])?.events ?? [];
}

/** The search with the events of an application, or of the person if its name is empty, replaced. */
export function withEvents(
  search: Search,
  name: string,
  change: (events: readonly Event[]) => Event[],
): Search {
  if (name === "") return { ...search, events: change(search.events ?? []) };
  const applications = applicationsOf(search);
  const state = applications[name] ?? {};
  const changed: State = { ...state, events: change(state.events ?? []) };
  return { ...search, applications: { ...applications, [name]: changed } };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isLog = (value: unknown) =>
  value === undefined ||
  (Array.isArray(value) &&
    value.every((each) => isRecord(each) && isEvent(each["event"]) && "at" in each));

/** Whether stored data can be shown; the rules find out whether it makes sense. */
function isShown(data: unknown): data is Search {
  if (!isRecord(data) || !isLog(data["events"]) || !isRecord(data["applications"])) return false;
  return Object.values(data["applications"]).every(
    (state) => isRecord(state) && isLog(state["events"]),
  );
}

class Store {
  search: Search = emptySearch();
  /** What is stored in this browser, if it cannot be read. */
  unreadable: string | null = null;
  /** What the page says about the last change, which can be undone. */
  said = "";
  /** What the page says for some seconds. */
  notice = "";
  /** Set once the rules are loaded. */
  rules: Rules | undefined;
  private past: Search[] = [];
  private queue: Promise<void> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor() {
    this.read();
    addEventListener("storage", ({ key }) => {
      if (key !== KEY) return;
      this.past = [];
      this.said = "";
      this.read();
      this.say(words.otherTab);
    });
  }

  get canUndo(): boolean {
    return this.past.length > 0 && this.said !== "" && this.notice === "";
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Change the search, unless the rules find problems with the result, which are returned. Changes are
   * made one after the other, each to what the one before has left.
   */
  change(edit: (search: Search) => Search, said: string): Promise<readonly Problem[]> {
    const made = this.queue.then(() => this.checked(edit, said));
    this.queue = made.then(
      () => undefined,
      () => undefined,
    );
    return made;
  }

  /** Change the search where no form can show problems; say them instead. */
  apply(edit: (search: Search) => Search, said: string): void {
    this.change(edit, said).then(
      ([problem]) => problem && this.say(problem.detail),
      (error) => this.say(String(error)),
    );
  }

  /** Remove something; that is always possible, because it cannot make anything worse. */
  remove(edit: (search: Search) => Search, said: string): void {
    this.keep(this.search);
    this.put(edit(this.search), said);
  }

  /** Take the last change back. */
  undo(): void {
    const last = this.past.pop();
    if (!last) return;
    const isLast = this.past.length === 0;
    // What is said stays for as long as there is something to take back.
    this.put(last, isLast ? "" : words.undone);
    if (isLast) this.say(words.undone);
  }

  /** Say something for some seconds. */
  say(notice: string): void {
    clearTimeout(this.timer);
    this.notice = notice;
    this.timer = setTimeout(() => {
      this.notice = "";
      this.tell();
    }, NOTICE_MS);
    this.tell();
  }

  /** Begin anew, without what cannot be read. */
  startAgain(): void {
    this.put(emptySearch(), "");
  }

  private async checked(
    edit: (search: Search) => Search,
    said: string,
  ): Promise<readonly Problem[]> {
    for (;;) {
      const before = this.search;
      const next = edit(before);
      try {
        await this.rules?.search.advise(next, { now: now(), include: [] });
      } catch (error) {
        if (error instanceof ProblemsError) return error.problems;
        throw error;
      }
      // Something else may have changed meanwhile, such as another tab.
      if (this.search !== before) continue;
      this.keep(before);
      this.put(next, said);
      return [];
    }
  }

  private keep(search: Search): void {
    this.past = [...this.past, search].slice(-MOST_UNDONE);
  }

  private read(): void {
    let text: string | null = null;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      // This browser stores nothing; the first change says so.
    }
    if (text === null) return;
    try {
      const data: unknown = JSON.parse(text);
      this.unreadable = isShown(data) ? null : text;
      if (isShown(data)) this.search = data;
    } catch {
      this.unreadable = text;
    }
    setZone(this.search.timezone);
  }

  private put(search: Search, said: string): void {
    this.search = search;
    this.unreadable = null;
    this.said = said;
    this.notice = "";
    setZone(search.timezone);
    try {
      localStorage.setItem(KEY, JSON.stringify(search));
    } catch {
      this.say(words.notStored);
    }
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export const store = new Store();

/** The store, in a component that is drawn again after each change. */
export function useStore(): Store {
  const [, draw] = useState({});
  useEffect(() => store.subscribe(() => draw({})), []);
  return store;
}
