// Reads a calendar file from standard input with node-ical and with ts-ics and prints what each says as JSON.
import { readFileSync } from "node:fs";
import nodeIcal from "node-ical";
import { convertIcsCalendar } from "ts-ics";

const text = readFileSync(0, "utf8");
const unix = (date) => (date ? Math.round(date.getTime() / 1000) : null);
// 20261203T120000Z
const compact = (at) => unix(new Date(at.replace(/^(....)(..)(..T..)(..)/, "$1-$2-$3:$4:")));
const plain = (value) => value ?? null;

const parsed = Object.values(nodeIcal.sync.parseICS(text)).filter((entry) => entry.type === "VEVENT");
const first = parsed.map((entry) => ({
  uid: entry.uid,
  summary: plain(entry.summary),
  description: plain(entry.description),
  status: plain(entry.status),
  sequence: Number(entry.sequence),
  location: plain(entry.location),
  url: plain(entry.url),
  start: unix(entry.start),
  end: unix(entry.end),
  isDate: entry.datetype === "date",
  alarms: (entry.alarms ?? []).map((alarm) => compact(alarm.trigger.val)),
}));

const calendar = convertIcsCalendar(undefined, text);
const second = (calendar.events ?? []).map((entry) => ({
  uid: entry.uid,
  summary: plain(entry.summary),
  description: plain(entry.description),
  status: plain(entry.status),
  sequence: entry.sequence,
  location: plain(entry.location),
  url: plain(entry.url),
  start: unix(entry.start.date),
  end: unix(entry.end?.date),
  isDate: entry.start.type === "DATE",
  alarms: (entry.alarms ?? []).map((alarm) => unix(alarm.trigger.value.date)),
}));

process.stdout.write(JSON.stringify({ "node-ical": { entries: first }, "ts-ics": { entries: second } }));
