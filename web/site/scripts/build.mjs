/**
 * Build dist/: the pages, the npm package that they use, and the service worker. `npm run build`.
 *
 * The package in ../interview-rules is built first if it is not there. After a change of the library,
 * build it again there.
 */

import { execSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = join(root, "dist");
const library = join(root, "../interview-rules/dist");

if (!existsSync(join(library, "python/manifest.json"))) {
  console.log("Building the npm package in ../interview-rules, which takes some minutes.");
  const inPackage = { cwd: join(root, "../interview-rules"), stdio: "inherit" };
  execSync("npm ci --no-audit --no-fund && npm run build", inPackage);
}
rmSync(out, { recursive: true, force: true });
mkdirSync(out);

/** The package is served beside the pages, because its worker loads files from its own folder. */
const beside = {
  name: "beside",
  setup(bundle) {
    bundle.onResolve({ filter: /^interview-rules$/ }, () => ({
      path: "./interview-rules/index.js",
      external: true,
    }));
  },
};

const options = {
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "eof",
  logLevel: "warning",
};
await build({
  ...options,
  entryPoints: {
    page: join(root, "src/page/main.tsx"),
    playground: join(root, "src/playground/main.tsx"),
  },
  outdir: out,
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [beside],
});
await build({ ...options, entryPoints: [join(root, "src/styles.css")], outdir: out });
for (const name of ["index.html", "playground.html", "icon.svg", "manifest.webmanifest"]) {
  cpSync(join(root, "src", name), join(out, name));
}
cpSync(library, join(out, "interview-rules"), {
  recursive: true,
  filter: (path) => !path.endsWith(".d.ts"),
});

/** Yield the paths of all files under a folder. */
function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

const files = [...filesUnder(out)].sort();
const digest = createHash("sha256");
for (const file of files) digest.update(relative(out, file)).update(readFileSync(file));
await build({
  ...options,
  entryPoints: [join(root, "src/offline/service-worker.ts")],
  outdir: out,
  define: {
    FILES: JSON.stringify(["./", ...files.map((file) => relative(out, file))]),
    VERSION: JSON.stringify(digest.digest("hex").slice(0, 16)),
  },
});
