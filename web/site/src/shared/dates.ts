/** Days and moments: as forms have them, as the library has them, and in words. */

import { words } from "../words/index.js";

/** The time zone of this device. */
export const deviceZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

let zone = deviceZone();

/** Set the time zone that all days and hours are in, which is that of the search. */
export function setZone(name: string | null | undefined): void {
  try {
    Intl.DateTimeFormat("en", { timeZone: name ?? deviceZone() });
    zone = name ?? deviceZone();
  } catch {
    // The rules report a time zone that does not exist.
    zone = deviceZone();
  }
}

/** An instant in the time zone of the search, as `2026-11-25 14:00`. */
const local = (instant: Date) =>
  new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(instant);

/** The present moment, as the rules take it. */
export const now = () => new Date().toISOString();

/** The present moment, as an entry of the log has it. */
export const nowHere = () => local(new Date());

const utc = (on: string) => new Date(`${on}T00:00:00Z`);

/** A day as `2026-11-25`; `days` from today. */
export function day(days = 0): string {
  const date = utc(nowHere().slice(0, 10));
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** A moment in the time zone of the search, without an offset. */
const here = (moment: string) =>
  /T.*(?:Z|[+-]\d\d:\d\d)$/.test(moment) ? local(new Date(moment)) : moment;

/** The day of a moment. */
export const dayOf = (moment: string) => here(moment).slice(0, 10);

/** The hour of a moment, or an empty text for a whole day. */
export const hourOf = (moment: string) => here(moment).slice(11, 16);

/** A moment from the fields of a form: a day, and an hour if there is one. */
export const momentOf = (on: string, hour: string) => (hour ? `${on} ${hour}` : on);

/** The language for dates: that of this device, if the page speaks it, in its regional form. */
const dateLocale = () =>
  navigator.language.slice(0, 2) === words.locale.slice(0, 2) ? navigator.language : words.locale;

/** A day in words, with the weekday, and with the year if it is another one. */
export function sayDay(moment: string): string {
  const on = dayOf(moment);
  const other = on.slice(0, 4) !== day().slice(0, 4);
  return new Intl.DateTimeFormat(dateLocale(), {
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

/** When something happens, in words that follow a verb: `today`, or `on Friday`. */
export function sayOnDay(moment: string): string {
  const near = sayNearDay(moment);
  return near === sayDay(moment) ? words.advice.on(near) : near;
}

/** A day that was put in words, with the hour of a moment if it has one. */
function withHour(said: string, moment: string): string {
  const hour = hourOf(moment);
  if (!hour || hour === "00:00") return said;
  const time = new Intl.DateTimeFormat(dateLocale(), { timeStyle: "short", timeZone: "UTC" });
  return `${said}, ${time.format(new Date(`${dayOf(moment)}T${hour}Z`))}`;
}

/** A moment in words, with its hour if it has one. */
export const sayMoment = (moment: string) => withHour(sayDay(moment), moment);

/** A moment in words, on `today` or `tomorrow` if it is then, with its hour if it has one. */
export const sayNearMoment = (moment: string) => withHour(sayNearDay(moment), moment);

/** The last day before the moment at which something ends. */
export function lastDay(end: string): string {
  const date = utc(dayOf(end));
  if (hourOf(end) === "00:00") date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
