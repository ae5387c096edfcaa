/** Write the pictures of the page that stand in the docs. `npm run pictures`, after a build. */

import { fileURLToPath } from "node:url";
import { openSite } from "../test/site.mjs";

const docs = (name) => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

const viewport = { width: 1100, height: 760 };
const site = await openSite({ now: "2026-11-20T10:00:00-05:00", viewport });
const { page } = site;
await page.getByLabel("Company").fill("Harbor & Finch");
await page.getByLabel("Job title").fill("Data Analyst");
await page.getByLabel("Day of the interview").fill("2026-11-19");
await page.getByLabel("Time, if you know it").fill("14:00");
await page.getByLabel("Who did you meet?").fill("Ms. Okafor");
await page.getByLabel("Yes, they named a day").check();
await page.getByLabel("They decide by").fill("2026-11-25");
await page.getByRole("button", { name: "Show me where I stand" }).click();
await site.advised("Send a short thank-you note");
// Only what is asked for is stored here, so that the page begins without messages.
await page.evaluate(() => navigator.serviceWorker.ready);
await page.reload();
await site.advised("Send a short thank-you note");
await page.locator(".picture img").waitFor();
await page.screenshot({ path: docs("where-do-i-stand.png") });
await page.emulateMedia({ colorScheme: "dark" });
await page.screenshot({ path: docs("where-do-i-stand-dark.png") });
await page.goto(`${site.site.url}playground.html`);
await page.emulateMedia({ colorScheme: "light" });
await page.getByRole("status").getByText("Up to date").waitFor();
await page.locator(".picture img").waitFor();
await page.screenshot({ path: docs("playground.png") });
await site.close();
