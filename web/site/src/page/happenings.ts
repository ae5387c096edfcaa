/** What can have happened: how each event of the library is entered, and in which group. */

import type { Event } from "interview-rules";

/** The events that the page offers: those of the library. Other packs declare names with a dot. */
export type EventName = Exclude<Event["event"], `${string}.${string}`>;
export type Group = "interviews" | "dates" | "mine" | "theirs" | "offers" | "ending" | "search";

/** How an event is entered; `date` is a second day, beside the one on which it happened. */
export interface Shape {
  group: Group | null;
  date?: "required" | "optional";
  /** Whether its own time matters, or that of its second day. */
  hour?: true;
  /** Whether the candidate does it, outside of the group for that. */
  mine?: true;
  people?: true;
  message?: true;
}

const named = (group: Group): Shape => ({ group, date: "required" });

export const SHAPES: Record<EventName, Shape> = {
  interview: { group: "interviews", hour: true, people: true },
  "phone-screen": { group: "interviews", hour: true, people: true },
  "interview-scheduled": { group: "interviews", date: "required", hour: true, people: true },
  "test-taken": { group: "interviews", mine: true },
  "reschedule-requested": { group: "interviews" },
  "interview-cancelled": { group: "interviews" },
  "missed-interview": { group: "interviews" },
  "decision-date-set": named("dates"),
  "decision-date-changed": { group: "dates", date: "optional" },
  "no-decision-date": { group: "dates" },
  "next-step-date-set": named("dates"),
  "not-before-date": named("dates"),
  "contact-date-set": named("dates"),
  "silence-means-no": named("dates"),
  "decision-meeting": named("dates"),
  "paperwork-date-set": named("dates"),
  holiday: named("dates"),
  "thank-you-sent": { group: "mine" },
  "follow-up-sent": { group: "mine" },
  "hr-contacted": { group: "mine" },
  "question-answered": { group: "mine" },
  "materials-sent": { group: "mine" },
  "contact-failed": { group: "mine" },
  "contact-update": { group: "mine" },
  "thank-you-not-sent": { group: "mine" },
  "mistake-noticed": { group: "mine" },
  "correction-sent": { group: "mine" },
  "reply-received": { group: "theirs", date: "optional" },
  rejection: { group: "theirs" },
  "call-missed": { group: "theirs", message: true },
  "question-received": { group: "theirs", date: "optional", hour: true },
  "materials-requested": { group: "theirs", date: "optional", hour: true },
  "references-requested": { group: "theirs" },
  "references-checked": { group: "theirs" },
  "background-check": { group: "theirs", date: "optional" },
  "position-on-hold": { group: "theirs", date: "optional" },
  "contact-away": { group: "theirs", date: "optional" },
  "contact-left": { group: "theirs" },
  "positive-signal": { group: "theirs" },
  "third-party-info": { group: "theirs" },
  "posting-relisted": { group: "theirs" },
  "auto-reply-received": { group: "theirs" },
  "chance-contact": { group: "theirs" },
  "thank-you-reply": { group: "theirs" },
  "thank-you-failed": { group: "theirs" },
  "informal-offer": { group: "offers" },
  "verbal-offer": { group: "offers" },
  "conditional-offer": { group: "offers" },
  "firm-offer": { group: "offers" },
  "written-offer": { group: "offers" },
  "offer-deadline": { group: "offers", date: "required", hour: true },
  "counter-offer-made": { group: "offers", mine: true },
  "offer-accepted": { group: "offers", mine: true },
  "offer-declined": { group: "offers", mine: true },
  "offer-withdrawn": { group: "offers" },
  "start-date-changed": { group: "offers", date: "optional" },
  "notice-given": { group: "offers", mine: true },
  "notice-withdrawn": { group: "offers", mine: true },
  withdrawn: { group: "ending" },
  "interest-lost": { group: "ending" },
  "application-sent": { group: "search" },
  "boards-searched": { group: "search" },
  "networking-attended": { group: "search" },
  "mentor-consulted": { group: "search" },
  "other-offer": { group: "search" },
  "other-offer-deadline": { group: "search", date: "required", hour: true },
  "advice-done": { group: null },
  "advice-set-aside": { group: null, date: "optional" },
};

/** How an event of another pack is changed, if an imported search has one. */
const OF_PACK: Shape = { group: null, date: "optional", hour: true };

/** Whether a name is that of an event of the library, or can be that of an event of another pack. */
export const isEvent = (name: unknown): name is Event["event"] =>
  typeof name === "string" && (Object.hasOwn(SHAPES, name) || name.includes("."));

/** How an event of any pack is entered. */
export function shapeOf(name: Event["event"]): Shape {
  return name in SHAPES ? SHAPES[name as EventName] : OF_PACK;
}

export const EVENTS = Object.keys(SHAPES) as EventName[];

export const GROUPS: readonly Group[] = [
  "interviews",
  "dates",
  "mine",
  "theirs",
  "offers",
  "ending",
  "search",
];

/** The buttons that stand above all others: what happens to most people. */
export const FIRST: readonly EventName[] = [
  "thank-you-sent",
  "decision-date-set",
  "reply-received",
  "follow-up-sent",
  "interview-scheduled",
  "rejection",
];
