/** Entries of the log in words. */

import type { Event } from "interview-rules";
import { sayMoment } from "../shared/dates.js";
import { words } from "../words/index.js";
import type { EventName } from "./happenings.js";

/** The words for an event; those for an event of another pack come from its name. */
export function wordsFor(name: Event["event"]): { label: string; date?: string } {
  if (name in words.events) return words.events[name as EventName];
  return { label: name.replace(/[.-]/g, " ") };
}

/** The entry at a path such as `events[2]` of a log; undefined if the path leads elsewhere. */
export function entryAt(events: readonly Event[], path: string): Event | undefined {
  return events[Number(/^events\[(\d+)\]$/.exec(path)?.[1])];
}

/** What an entry says, without the day on which it happened. */
export function sayWhat(event: Event): string {
  if (event.event === "advice-done" && event.detail) return words.log.done(event.detail);
  if (event.event === "advice-set-aside" && event.detail) return words.log.hidden(event.detail);
  const { label, date } = wordsFor(event.event);
  const parts = [label];
  if (event.date && date) parts.push(`${date} ${sayMoment(event.date)}`);
  if (event.interviewers?.length) parts.push(event.interviewers.join(", "));
  return parts.join(" · ");
}

/** What an entry says, with the day on which it happened. */
export function sayEntry(event: Event): string {
  const when = event.at ? `${sayMoment(event.at)}: ` : "";
  return when + sayWhat(event);
}
