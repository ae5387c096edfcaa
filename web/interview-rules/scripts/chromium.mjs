/** Start Chromium for tests and benchmarks. CHROMIUM is its path, by default `/usr/bin/chromium`. */

import { chromium } from "playwright-core";

export function startChromium() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
}
