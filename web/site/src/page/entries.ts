/** Entries of the log in words. */

import type { Event } from "interview-rules";
import { sayMoment } from "../shared/dates.js";
import { words } from "../words/index.js";

/** What an entry says, without the day on which it happened. */
export function sayWhat(event: Event): string {
  if (event.event === "advice-done" && event.detail) return words.log.done(event.detail);
  if (event.event === "advice-set-aside" && event.detail) return words.log.hidden(event.detail);
  const { label, date }: { label: string; date?: string } = words.events[event.event];
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
