/** The site in Chromium, at a moment that a test sets, for tests. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { startChromium } from "../../interview-rules/scripts/chromium.mjs";
import { serve } from "../../interview-rules/scripts/serve.mjs";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

export const PHONE = { width: 360, height: 740 };

/** Open the site in a new browser; `now` is a moment such as `2026-11-20T10:00:00-05:00`. */
export async function openSite({
  now,
  path = "",
  viewport = { width: 1280, height: 900 },
  timezoneId = "America/New_York",
}) {
  const site = await serve(dist);
  const browser = await startChromium();
  const context = await browser.newContext({
    viewport,
    locale: "en-US",
    timezoneId,
    permissions: ["clipboard-read", "clipboard-write"],
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const requested = [];
  const faults = [];
  context.on("request", (request) => requested.push(request.url()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("dialog", (dialog) => dialog.accept());
  await page.clock.setFixedTime(new Date(now));
  await page.goto(site.url + path);

  return {
    page,
    context,
    site,
    /** Fill in the first form, and choose what was said about the decision. */
    async start(fields, decision = "") {
      for (const [label, value] of Object.entries(fields)) {
        await page.getByLabel(label).fill(value);
      }
      if (decision === "no") await page.getByLabel("No, they named no day").check();
      else if (decision) {
        await page.getByLabel("Yes, they named a day").check();
        await page.getByLabel("They decide by").fill(decision);
      }
      await page.getByRole("button", { name: "Show me where I stand" }).click();
    },
    /** Come back to the page at a later moment. */
    async at(later) {
      await page.clock.setFixedTime(new Date(later));
      await page.reload();
    },
    /** The titles of the advice, in the order of the page. */
    async advice() {
      await page.locator(".piece h3").first().waitFor();
      return page.locator(".piece h3").allTextContents();
    },
    /** Wait until a piece of advice is shown, or is no longer shown. */
    async advised(title, shown = true) {
      const piece = page.locator(".piece", { hasText: title }).first();
      await piece.waitFor({ state: shown ? "visible" : "detached" });
      return piece;
    },
    /** Choose what happened; return the form that asks for its days. */
    async choose(what) {
      const button = { name: what, exact: true };
      const first = page.locator(".log fieldset").first().getByRole("button", button);
      if ((await first.count()) > 0) {
        await first.click();
      } else {
        const others = page.locator(".others");
        if ((await others.getAttribute("open")) === null) await others.locator("summary").click();
        await others.getByRole("button", button).first().click();
      }
      return page.getByRole("dialog");
    },
    /** Add what happened to the log, with a day and what else the form asks for. */
    async add(what, fields = {}) {
      const dialog = await this.choose(what);
      for (const [label, value] of Object.entries(fields)) {
        await dialog.getByLabel(label).fill(value);
      }
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.waitFor({ state: "detached" });
    },
    /** Assert that axe finds nothing, in light and in dark. */
    async assertAccessible() {
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
        assert.deepEqual(found, [], colorScheme);
      }
      await page.emulateMedia({ colorScheme: null });
    },
    /** Assert that nothing is wider than the window. */
    async assertFits() {
      // Editors measure themselves again after the window has changed.
      await page.waitForFunction(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth === clientWidth;
      });
    },
    /** Assert that nothing failed and that nothing was requested from elsewhere; close all. */
    async close() {
      const { origin } = new URL(site.url);
      const elsewhere = requested.filter((url) => {
        const { protocol, origin: from } = new URL(url);
        return !["blob:", "data:"].includes(protocol) && from !== origin;
      });
      await browser.close();
      site.close();
      assert.deepEqual(elsewhere, []);
      assert.deepEqual(faults, []);
    },
  };
}
