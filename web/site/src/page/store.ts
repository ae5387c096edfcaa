/** What the person has entered, in this browser, with undo. */

import type { Event, Problem, Rules, Search, State } from "interview-rules";
import { ProblemsError } from "interview-rules";
import { useEffect, useState } from "preact/hooks";
import { words } from "../words/index.js";
import { now } from "./dates.js";

const KEY = "interview-rules.search";
const MOST_UNDONE = 50;

export type Applications = Record<string, State>;

export const applicationsOf = (search: Search): Applications => search.applications ?? {};

/** A search without applications, in the time zone of this browser. */
export function emptySearch(): Search {
  return {
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    applications: {},
  };
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

function stored(): Search {
  try {
    const text = localStorage.getItem(KEY);
    if (text) return JSON.parse(text);
  } catch {
    // Nothing is stored, or it cannot be read: begin anew.
  }
  return emptySearch();
}

class Store {
  search: Search = stored();
  /** What the page says about the last change. */
  said = "";
  private past: Search[] = [];
  private readonly listeners = new Set<() => void>();
  /** Set once the rules are loaded. */
  rules: Rules | undefined;

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
    if (last) this.put(last, words.undone);
  }

  /** True if the last thing that the page said was a change. */
  canUndo = false;

  say(said: string): void {
    this.said = said;
    this.canUndo = false;
    this.tell();
  }

  private put(search: Search, said: string): void {
    this.search = search;
    this.said = said;
    this.canUndo = this.past.length > 0;
    try {
      localStorage.setItem(KEY, JSON.stringify(search));
    } catch {
      this.said = words.notStored;
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
