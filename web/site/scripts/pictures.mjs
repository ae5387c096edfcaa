/** Write the pictures of the page that stand in the docs. `npm run pictures`, after a build. */

import { fileURLToPath } from "node:url";
import { openSite } from "../test/site.mjs";

const docs = (name) => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

const viewport = { width: 1100, height: 760 };
const site = await openSite({ now: "2026-11-20T10:00:00-05:00", viewport });
const { page } = site;
await site.start(
  {
    Company: "Harbor & Finch",
    "Job title": "Data Analyst",
    "Day of the interview": "2026-11-19",
    "Time, if you know it": "14:00",
    "Who did you meet?": "Ms. Okafor",
  },
  "2026-11-25",
);
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
