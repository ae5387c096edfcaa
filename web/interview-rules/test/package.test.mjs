import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, snapshotKept } from "./page.mjs";

const NOW = "2026-11-27 09:00";
const STATE = {
  interview: "2026-11-19",
  decision_date: "2026-11-25",
  timezone: "America/New_York",
};

let opened;
let page;
before(async () => {
  opened = await openPage();
  page = opened.page;
});
after(() => opened.close());

/** Call a method of the rules in the page. */
const call = (method, ...given) =>
  page.evaluate(
    ([name, all]) => {
      const path = name.split(".");
      const last = path.pop();
      const owner = path.reduce((each, step) => each[step], globalThis.rules);
      return owner[last](...all);
    },
    [method, given],
  );

/** Return the name, the message and the problems of the error that a function throws in the page. */
const thrown = (work) =>
  page.evaluate(async (source) => {
    try {
      // biome-ignore lint/security/noGlobalEval: functions cannot be sent to the page
      await globalThis.eval(`(${source})`)(globalThis.rules);
    } catch (error) {
      return { name: error.name, message: error.message, problems: error.problems };
    }
    return undefined;
  }, String(work));

/** Close the rules of the page and load them again. */
const loadAgain = (options) =>
  page.evaluate(async (given) => {
    const { load } = await import("./package/index.js");
    globalThis.rules.close();
    globalThis.rules = await load(given);
  }, options);

/** How many times Python was started without a snapshot. */
const started = () => paths().filter((path) => path.endsWith("/bridge.py")).length;

const paths = () => opened.requested.map((url) => new URL(url).pathname);

test("the advice, the plan and the reasons", async () => {
  const report = await call("advise", STATE, { now: NOW });
  assert.equal(report.headline, "Ask your interviewer for news");
  assert.equal(report.advice[0].action, "follow-up");
  const brief = await call("advise", STATE, { now: NOW, include: [] });
  assert.deepEqual([brief.questions, report.questions.length > 0], [[], true]);
  const plan = await call("plan", STATE, { now: NOW, assume: "follow advice" });
  assert.ok(plan.imagined.some((each) => each.event === "follow-up-sent"));
  const why = await call("explain", STATE, "assume-filled", { now: NOW });
  assert.equal(why.holds, false);
});

test("the countries with known holidays are listed, each with its subdivisions", () => {
  const listed = readFileSync(new URL("../dist/countries.json", import.meta.url), "utf8");
  const countries = JSON.parse(listed);
  assert.ok(countries.DE.includes("BY"));
  assert.ok(Object.keys(countries).length > 200);
});

test("a search as a whole: reasons, a picture and event logs", async () => {
  const search = { applications: { Harbor: STATE }, timezone: "America/New_York" };
  const why = await call("search.explain", search, "Harbor", "follow-up", { now: NOW });
  assert.equal(why.given, true);
  assert.match(await call("search.picture", search, { now: NOW }), /^<svg /);
  assert.match(await call("picture", STATE, { now: NOW }), /^<svg /);
  const log = await call("search.log", search);
  assert.equal(log.applications.Harbor.events[0].event, "interview");
  assert.deepEqual((await call("log", STATE)).events, log.applications.Harbor.events);
});

test("the status of rules, and the tests of a pack", async () => {
  const { rules } = await call("status", STATE, { now: NOW });
  assert.equal(rules.find(({ id }) => id === "follow-up").given, true);
  const pack = "pack: own\nextends: in-practice\nset:\n  reply_wait: 5 business days\n";
  const named = "tests:\n  - name: They are silent.\n    state: {decision_date: 2026-11-25}\n";
  const expects = "    now: 2026-12-10 12:00\n    expect: assume-filled\n";
  const { tests, findings } = await call("test", pack, named + expects);
  assert.deepEqual([tests.map(({ passed }) => passed), findings], [[true], []]);
});

test("questions, answers and drafts", async () => {
  const { questions } = await call("questions", { interview: "2026-11-19" }, { now: NOW });
  const asked = questions.map((each) => each.id);
  assert.ok(asked.includes("decision_date"));
  const state = await call(
    "answer",
    { interview: "2026-11-19" },
    { decision_date: "2026-12-01" },
    { now: NOW },
  );
  const again = await call("questions", state, { now: NOW });
  assert.ok(!again.questions.some((each) => each.id === "decision_date"));
  const { drafts } = await call("drafts", STATE, { now: NOW });
  assert.ok(drafts.some((each) => each.action === "follow-up"));
});

test("a job search", async () => {
  const search = { applications: { One: STATE, Two: { interview: "2026-11-26" } } };
  const report = await call("search.advise", search, { now: NOW });
  const named = report.advice.map((each) => each.application).filter(Boolean);
  assert.deepEqual([...new Set(named)].sort(), ["One", "Two"]);
  assert.match(await call("search.ics", search, { now: NOW }), /^BEGIN:VCALENDAR\r\n/);
});

test("a request with problems", async () => {
  const error = await thrown((rules) => rules.advise({ interview: "soon", rounds: [{}] }));
  assert.equal(error.name, "ProblemsError");
  assert.deepEqual(error.problems.map((each) => each.pointer).sort(), [
    "#/state/interview",
    "#/state/rounds/0",
  ]);
  assert.match(error.message, /^#\/state\/interview: 'soon' is not a date \(write one such as /m);
});

test("rules of one's own", async () => {
  const patient = "pack: patient\nextends: in-practice\nset: {reply_wait: 30 days}\n";
  const state = { ...STATE, follow_up: "2026-11-26" };
  const titles = await page.evaluate(
    async ([pack, given]) => {
      const late = { now: "2026-12-10 09:00" };
      const own = await globalThis.rules.with(pack).advise(given, late);
      const usual = await globalThis.rules.advise(given, late);
      return [own.pack, usual.pack];
    },
    [patient, state],
  );
  assert.deepEqual(titles, ["patient", "in-practice"]);
  const { findings } = await call("check", "pack: mine\ntitel: Mine\n");
  assert.deepEqual(
    findings.map((each) => [each.line, each.code]),
    [[2, "unknown-key"]],
  );
  const error = await thrown((rules) => rules.with("pack: x\nrulez: []\n").advise({}));
  assert.equal(error.name, "ProblemsError");
  assert.match(error.message, /pack.yaml:2:1: unknown key 'rulez'/);
});

test("calls at the same time are answered in order", async () => {
  const headlines = await page.evaluate(
    async ([state, now]) => {
      const answered = [];
      const days = [1, 2, 3, 4];
      await Promise.all(
        days.map(async (day) => {
          await globalThis.rules.advise({ ...state, interview: `2026-11-0${day}` }, { now });
          answered.push(day);
        }),
      );
      return answered;
    },
    [STATE, NOW],
  );
  assert.deepEqual(headlines, [1, 2, 3, 4]);
});

test("only what is needed is loaded, and only from the own origin", async () => {
  const before = paths().length;
  await call("advise", { ...STATE, country: "DE", subdivision: "BY" }, { now: NOW });
  const error = await thrown((rules) => rules.advise({ country: "Germny" }));
  assert.match(error.message, /unknown country 'Germny' \(did you mean DE\?\)/);
  const pack = `pack: mine
rules:
  - id: note
    when: in Atlantis
    advise: {action: note, kind: know, title: Note, text: Note.}
    source: My own experience.
`;
  const { findings } = await call("check", pack);
  assert.match(findings[0].message, /'in Atlantis' is not a condition/);
  const loaded = paths()
    .slice(before)
    .filter((path) => path.includes("/countries/"));
  assert.deepEqual(loaded, ["/package/python/countries/germany.gz"]);
  assert.deepEqual(
    [...new Set(opened.requested.map((url) => new URL(url).origin))],
    [opened.origin],
  );
});

test("a later load continues from a snapshot, which has nothing of earlier calls", async () => {
  const own = { ...STATE, company: "Nobody & Knows Ltd" };
  const before = await call("advise", own, { now: NOW });
  await snapshotKept(page);
  const starts = started();
  await loadAgain();
  assert.deepEqual(await call("advise", own, { now: NOW }), before);
  assert.equal(started(), starts);
  const [hasTexts, hasCompany] = await page.evaluate(async (company) => {
    const cache = await caches.open("interview-rules-snapshots");
    const { body } = await cache.match((await cache.keys())[0]);
    const unzipped = body.pipeThrough(new DecompressionStream("gzip"));
    const memory = new TextDecoder("latin1").decode(await new Response(unzipped).arrayBuffer());
    return [memory.includes("your interviewer"), memory.includes(company)];
  }, own.company);
  assert.deepEqual([hasTexts, hasCompany], [true, false]);
});

test("the same bytes as in Python for every situation", async () => {
  const script = fileURLToPath(new URL("expected.py", import.meta.url));
  const python = process.env.PYTHON ?? "python3";
  const printed = execFileSync(python, [script], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    // The time zones of the package `tzdata`, as in the browser.
    env: { ...process.env, PYTHONTZPATH: "" },
  });
  const situations = printed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(situations.length, 92);
  const differ = [];
  for (const { id, request, answers } of situations) {
    const { state, now } = request;
    for (const [operation, expected] of Object.entries(answers)) {
      const found = await call(operation, state, { now });
      const text = operation === "ics" ? found : JSON.stringify(found);
      if (text !== expected) differ.push(`${id}: ${operation}`);
    }
  }
  assert.deepEqual(differ, []);
});

test("a snapshot that is damaged is not used", async () => {
  const starts = started();
  await page.evaluate(async () => {
    const cache = await caches.open("interview-rules-snapshots");
    const [{ url }] = await cache.keys();
    const zipped = new Blob(["damaged"]).stream().pipeThrough(new CompressionStream("gzip"));
    await cache.put(url, new Response(zipped));
  });
  await loadAgain();
  assert.equal((await call("advise", STATE, { now: NOW })).advice[0].action, "follow-up");
  assert.equal(started(), starts + 1);
});

test("a browser that is told to keeps no snapshot", async () => {
  await page.evaluate(() => caches.delete("interview-rules-snapshots"));
  await loadAgain({ snapshot: false });
  await page.waitForTimeout(4_000);
  assert.equal(await page.evaluate(() => caches.has("interview-rules-snapshots")), false);
});
