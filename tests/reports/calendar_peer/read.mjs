// Reads a calendar file from standard input with ical.js and prints what it says as JSON.
import ICAL from "ical.js";
import { readFileSync } from "node:fs";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const moment = (component, name) => {
  const value = component.getFirstPropertyValue(name);
  return value === null ? null : { text: value.toString(), isDate: value.isDate, unix: value.toUnixTime() };
};
const entries = [...calendar.getAllSubcomponents("vevent"), ...calendar.getAllSubcomponents("vtodo")];
const said = entries.map((entry) => ({
  kind: entry.name,
  uid: entry.getFirstPropertyValue("uid"),
  summary: entry.getFirstPropertyValue("summary"),
  description: entry.getFirstPropertyValue("description"),
  status: entry.getFirstPropertyValue("status"),
  location: entry.getFirstPropertyValue("location"),
  url: entry.getFirstPropertyValue("url"),
  categories: entry.getFirstPropertyValue("categories"),
  sequence: entry.getFirstPropertyValue("sequence"),
  stamp: moment(entry, "dtstamp"),
  start: moment(entry, "dtstart"),
  end: moment(entry, "dtend"),
  due: moment(entry, "due"),
  alarms: entry.getAllSubcomponents("valarm").map((alarm) => ({
    action: alarm.getFirstPropertyValue("action"),
    at: moment(alarm, "trigger"),
  })),
}));
const names = ["name", "x-wr-calname", "color", "x-apple-calendar-color", "refresh-interval", "x-published-ttl"];
const look = Object.fromEntries(names.map((name) => [name, calendar.getFirstPropertyValue(name)?.toString()]));
process.stdout.write(JSON.stringify({ calendar: look, version: calendar.getFirstPropertyValue("version"), entries: said }));
