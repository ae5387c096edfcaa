/** What the person has entered, in this browser, with undo. */

import type { Event, Problem, Rules, Search, State } from "interview-rules";
import { ProblemsError } from "interview-rules";
import { useEffect, useState } from "preact/hooks";
import { words } from "../words/index.js";
import { deviceZone, now, setZone } from "./dates.js";
import { SHAPES } from "./happenings.js";

const KEY = "interview-rules.search";
const MOST_UNDONE = 50;
const NOTICE_MS = 8_000;

export type Applications = Record<string, State>;

export const applicationsOf = (search: Search): Applications => search.applications ?? {};

/** A search without applications, in the time zone of this browser. */
export function emptySearch(): Search {
  return { timezone: deviceZone(), applications: {} };
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
    value.every((each) => isRecord(each) && String(each["event"]) in SHAPES && "at" in each));

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
    return this.past.length > 0 && this.said !== "";
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Take over a changed search, unless the rules find problems with it, which are returned. */
  async change(next: Search, said: string): Promise<readonly Problem[]> {
    if (this.rules) {
      try {
        await this.rules.search.advise(next, { now: now(), include: [] });
      } catch (error) {
        if (error instanceof ProblemsError) return error.problems;
        throw error;
      }
    }
    this.past = [...this.past, this.search].slice(-MOST_UNDONE);
    this.put(next, said);
    return [];
  }

  undo(): void {
    const last = this.past.pop();
    if (!last) return;
    this.put(last, "");
    this.say(words.undone);
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
    this.unreadable = null;
    this.put(emptySearch(), "");
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
