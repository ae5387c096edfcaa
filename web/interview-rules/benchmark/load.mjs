/** Bytes, and time to the first advice, in Chromium: `npm run benchmark`. */

import { openPage, snapshotKept } from "../test/page.mjs";

const RUNS = 5;
const { page, site, close } = await openPage({ load: false });
const state = {
  interview: "2026-11-19",
  decision_date: "2026-11-25",
  timezone: "America/New_York",
};

/** Return the milliseconds to the first advice, and of each further one, after loading the page. */
async function measure(options) {
  await page.goto(site.url);
  const given = { state, options };
  return page.evaluate(async ({ state, options }) => {
    const start = performance.now();
    const { load } = await import("./package/index.js");
    const rules = await load(options);
    const now = "2026-11-27 09:00";
    await rules.advise(state, { now });
    const first = performance.now() - start;
    const each = async (parts) => {
      // The browser compiles what is called often once more, for some seconds.
      for (let call = 0; call < 300; call++) await rules.advise(state, { now, ...parts });
      const from = performance.now();
      for (let call = 0; call < 100; call++) await rules.advise(state, { now, ...parts });
      return (performance.now() - from) / 100;
    };
    const times = { first, whole: await each({}), brief: await each({ include: ["windows"] }) };
    return times;
  }, given);
}

const best = (name, runs) => Math.min(...runs.map((run) => run[name]));
const cold = await measure();
const bytes = [...site.sent.values()].reduce((sum, size) => sum + size);
await snapshotKept(page);
const warm = [];
for (let run = 0; run < RUNS; run++) warm.push(await measure());
const without = [];
for (let run = 0; run < RUNS; run++) without.push(await measure({ snapshot: false }));
console.log(`| | |\n|---|--:|`);
console.log(`| to the first advice, MB | ${(bytes / 1e6).toFixed(2)} |`);
console.log(`| to the first advice, nothing cached, s | ${(cold.first / 1e3).toFixed(2)} |`);
console.log(`| the same, files cached, s | ${(best("first", without) / 1e3).toFixed(2)} |`);
console.log(
  `| the same, files and a snapshot cached, s | ${(best("first", warm) / 1e3).toFixed(2)} |`,
);
console.log(`| each further report, ms | ${best("whole", warm).toFixed(1)} |`);
console.log(`| with titles, texts and windows only, ms | ${best("brief", warm).toFixed(1)} |`);
await close();
