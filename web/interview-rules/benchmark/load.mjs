/** Bytes, and time to the first advice, in Chromium: `npm run benchmark`. */

import { openPage } from "../test/page.mjs";

const RUNS = 5;
const { page, site, close } = await openPage({ load: false });
const state = {
  interview: "2026-11-19",
  decision_date: "2026-11-25",
  timezone: "America/New_York",
};

/** Return the milliseconds to the first advice, and of each further one, after loading the page. */
async function measure() {
  await page.goto(site.url);
  return page.evaluate(async (given) => {
    const start = performance.now();
    const { load } = await import("./package/index.js");
    const rules = await load();
    const now = "2026-11-27 09:00";
    await rules.advise(given, { now });
    const first = performance.now() - start;
    const each = async (options) => {
      await rules.advise(given, { now, ...options });
      const from = performance.now();
      for (let call = 0; call < 100; call++) await rules.advise(given, { now, ...options });
      return (performance.now() - from) / 100;
    };
    const times = { first, whole: await each({}), brief: await each({ include: ["windows"] }) };
    rules.close();
    return times;
  }, state);
}

const best = (name, runs) => Math.min(...runs.map((run) => run[name]));
const cold = await measure();
const bytes = [...site.sent.values()].reduce((sum, size) => sum + size);
const warm = [];
for (let run = 0; run < RUNS; run++) warm.push(await measure());
console.log(`| | |\n|---|--:|`);
console.log(`| to the first advice, MB | ${(bytes / 1e6).toFixed(2)} |`);
console.log(`| to the first advice, nothing cached, s | ${(cold.first / 1e3).toFixed(2)} |`);
console.log(`| to the first advice, files cached, s | ${(best("first", warm) / 1e3).toFixed(2)} |`);
console.log(`| each further report, ms | ${best("whole", warm).toFixed(1)} |`);
console.log(`| with titles, texts and windows only, ms | ${best("brief", warm).toFixed(1)} |`);
await close();
