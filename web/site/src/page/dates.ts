/** Days and moments: as forms have them, as the library has them, and in words. */

import { words } from "../words/index.js";

/** The present moment, as the library reads it. */
export const now = () => new Date().toISOString();

/** A day as `2026-11-25`; `days` from today. */
export function day(days = 0): string {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day of a moment of the library, in the time zone that the moment has. */
export const dayOf = (moment: string) => moment.slice(0, 10);

/** The hour of a moment, or an empty text for a whole day. */
export const hourOf = (moment: string) => moment.slice(11, 16);

/** A moment from the fields of a form: a day, and an hour if there is one. */
export const momentOf = (on: string, hour: string) => (hour ? `${on} ${hour}` : on);

const utc = (on: string) => new Date(`${on}T00:00:00Z`);

/** A day in words, with the weekday, and with the year if it is another one. */
export function sayDay(moment: string): string {
  const on = dayOf(moment);
  const other = on.slice(0, 4) !== day().slice(0, 4);
  return new Intl.DateTimeFormat(words.locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
    ...(other && { year: "numeric" }),
  }).format(utc(on));
}

/** A day in words, or `today` or `tomorrow`. */
export function sayNearDay(moment: string): string {
  const on = dayOf(moment);
  if (on === day()) return words.advice.today;
  if (on === day(1)) return words.advice.tomorrow;
  return sayDay(on);
}

/** A moment in words, with its hour if it has one. */
export function sayMoment(moment: string): string {
  const hour = hourOf(moment);
  return hour && hour !== "00:00" ? `${sayDay(moment)}, ${hour}` : sayDay(moment);
}

/** The last day before the moment at which something ends. */
export function lastDay(end: string): string {
  const date = utc(dayOf(end));
  if (hourOf(end) === "00:00") date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
