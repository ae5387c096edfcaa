/** The npm package in the bundle of somebody's own page, as docs/embedding/browser.md describes it. */

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { startChromium } from "../../interview-rules/scripts/chromium.mjs";
import { serve } from "../../interview-rules/scripts/serve.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bundle-"));

/** Bundle a page that loads the rules with these options, and shows a headline or what failed. */
const bundle = (options) =>
  build({
    stdin: {
      contents: `
        import { load } from "interview-rules";
        load(${options})
          .then((rules) => rules.advise({ interview: "2026-11-19" }, { now: "2026-11-20 09:00" }))
          .then(({ headline }) => { document.title = headline; })
          .catch((error) => { document.title = "failed: " + error.message; });`,
      resolveDir: root,
    },
    bundle: true,
    format: "esm",
    outfile: join(folder, "own/page.js"),
  });

let site;
let browser;
before(async () => {
  mkdirSync(join(folder, "own"));
  const page = '<!doctype html><title></title><script type="module" src="page.js"></script>';
  writeFileSync(join(folder, "own/index.html"), page);
  cpSync(join(root, "../interview-rules/dist"), join(folder, "interview-rules"), {
    recursive: true,
  });
  site = await serve(folder);
  browser = await startChromium();
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
});

/** Open the page; return its title once it has one. `answers` prepares what the server answers. */
async function titleOf(answers = async () => {}) {
  const page = await browser.newPage();
  await answers(page);
  await page.goto(`${site.url}own/`);
  await page.waitForFunction(() => document.title !== "", null, { timeout: 120_000 });
  const title = await page.title();
  await page.close();
  return title;
}

test("a bundle finds the folder that it is told", async () => {
  for (const from of ["/interview-rules/", "../interview-rules"]) {
    await bundle(`{ from: "${from}" }`);
    assert.equal(await titleOf(), "Send a short thank-you note");
  }
});

test("a bundle that is told nothing says which file it could not load", async () => {
  await bundle("");
  assert.match(await titleOf(), /^failed: cannot load http.*\/own\/worker\.js \(serve the folder/);
});

test("a folder that lacks a part says which file it could not load", async () => {
  await bundle('{ from: "/interview-rules" }');
  const isPage = { contentType: "text/html", body: "<!doctype html>" };
  for (const [name, answer, said] of [
    ["manifest.json", { status: 404 }, "status 404"],
    ["manifest.json", isPage, "the server answered with a page"],
    ["pyodide.asm.wasm.gz", isPage, "the server answered with a page"],
    ["core.gz", isPage, "the server answered with a page"],
  ]) {
    const title = await titleOf((page) =>
      page.route(`**/${name}`, (route) => route.fulfill(answer)),
    );
    assert.ok(
      title.includes(`cannot load ${site.url}interview-rules/python/${name}: ${said}`),
      title,
    );
  }
});
