/** A page in Chromium that has loaded the package, for tests. */

import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChromium } from "../scripts/chromium.mjs";
import { serve } from "../scripts/serve.mjs";

const dist = fileURLToPath(new URL("../dist", import.meta.url));

/** Return a page, which has loaded `rules` unless told not to, its requests, and `close`. */
export async function openPage({ load = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  cpSync(dist, join(folder, "package"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Test</title>");
  const site = await serve(folder, { headers: { "cache-control": "max-age=3600" } });
  const browser = await startChromium();
  const page = await browser.newPage();
  const requested = [];
  page.on("request", (request) => requested.push(request.url()));
  if (load) {
    await page.goto(site.url);
    await page.evaluate(async () => {
      const { load } = await import("./package/index.js");
      globalThis.rules = await load();
    });
  }
  const close = async () => {
    await browser.close();
    site.close();
  };
  return { page, site, requested, origin: new URL(site.url).origin, close };
}

/** Wait until the browser of a page keeps a snapshot of Python. */
export const snapshotKept = (page) =>
  page.evaluate(async () => {
    const cache = await caches.open("interview-rules-snapshots");
    while ((await cache.keys()).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
