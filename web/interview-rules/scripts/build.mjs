/**
 * Build dist/: the compiled TypeScript, Pyodide, and Python's modules as archives. `npm run build`.
 *
 * PYTHON is the interpreter that downloads and builds the wheels, by default `python3`.
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { gzipAsync } from "@gfx/zopfli";
import { loadPyodide } from "pyodide";
import { downloaded } from "./wheels.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const root = here("..");
const out = join(root, "dist/python");
const python = process.env.PYTHON ?? "python3";
const run = (program, ...args) => execFileSync(program, args, { cwd: root, stdio: "inherit" });

rmSync(join(root, "dist"), { recursive: true, force: true });
mkdirSync(out, { recursive: true });
run("npx", "tsc");

// The wheels: this library, and what it needs.
const needed = downloaded();
const wheels = mkdtempSync(join(tmpdir(), "wheels-"));
run(
  python,
  "-m",
  "pip",
  "wheel",
  "--quiet",
  "--no-deps",
  "--wheel-dir",
  wheels,
  join(root, "../.."),
);

const SITE = "/lib/python3.14/site-packages";
const pyodide = await loadPyodide();
for (const folder of [needed, wheels]) {
  for (const name of readdirSync(folder).sort()) {
    const content = new Uint8Array(readFileSync(join(folder, name)));
    pyodide.unpackArchive(content, "wheel", { extractDir: SITE });
  }
}
rmSync(wheels, { recursive: true });
const scope = pyodide.toPy({});
pyodide.runPython(readFileSync(here("prepare.py"), "utf8"), { globals: scope });
writeFileSync(join(root, "dist/countries.json"), scope.get("countries")());
scope.get("compiled")(readFileSync(join(root, "src/sitecustomize.py"), "utf8"));

/** Yield the paths of all files under a folder of Pyodide's file system. */
function* filesUnder(folder) {
  for (const name of pyodide.FS.readdir(folder).sort()) {
    if (name === "." || name === "..") continue;
    const path = `${folder}/${name}`;
    if (pyodide.FS.isDir(pyodide.FS.stat(path).mode)) yield* filesUnder(path);
    else yield path;
  }
}

const COMPILED = "/compiled";
const LIB = "/lib/python3.14";
const ENVIRONMENT = {
  PYTHONPATH: LIB,
  PYTHONDONTWRITEBYTECODE: "1",
  PYTHONHASHSEED: "0",
  PYTHONWARNINGS: "ignore", // they would go to the console of the page
  PYDANTIC_DISABLE_PLUGINS: "1", // else pydantic looks for plugins among all packages
};
const files = [...filesUnder(COMPILED)].map((path) => [
  path.slice(COMPILED.length + 1),
  pyodide.FS.readFile(path),
]);

// A second Python with nothing but these files shows which of them the usual calls need.
const bridge = readFileSync(join(root, "src/bridge.py"), "utf8");
const emptyZip = join(out, "empty.zip");
writeFileSync(emptyZip, Buffer.from("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==", "base64"));
const second = await loadPyodide({
  stdLibURL: emptyZip,
  env: ENVIRONMENT,
  fsInit: async (FS) => {
    for (const [path, data] of files) {
      FS.mkdirTree(join(LIB, path, ".."));
      FS.writeFile(join(LIB, path), data);
    }
  },
});
rmSync(emptyZip);
const traced = second.toPy({});
second.runPython(readFileSync(here("trace.py"), "utf8"), { globals: traced });
const used = new Set(traced.get("used")(bridge).toJs());

const moduleOf = (file) =>
  file
    .replace("site-packages/", "")
    .replace(/(\/__init__)?\.pyc$/, "")
    .replaceAll("/", ".");

/** Return the archive for a file: the core, holidays, one country, or everything else. */
function archiveOf(file) {
  const name = moduleOf(file);
  const country = /^holidays\.countries\.(\w+)$/.exec(name);
  if (country) return `countries/${country[1]}`;
  if (name.startsWith("holidays.") || name === "holidays") return "holidays";
  if (/^dateutil/.test(name) && !used.has(name)) return "holidays";
  if (name.startsWith("icalendar")) return "calendar";
  if (/\.tests\.yaml$/.test(file)) return "more";
  if (!file.endsWith(".pyc")) return file.startsWith("site-packages/") ? "core" : "more";
  return used.has(name) ? "core" : "more";
}

/** The files that a snapshot of Python depends on. */
const STARTED = ["core.gz", "native.wasm.gz", "pyodide.asm.wasm.gz", "bridge.py", "../worker.js"];

/** Write a gzipped file; what every page loads is compressed as well as possible. */
async function zip(name, content) {
  const always = ["core", "native.wasm", "pyodide.asm.mjs", "pyodide.asm.wasm"].includes(name);
  const zipped = always
    ? await gzipAsync(content, { numiterations: 5 })
    : gzipSync(content, { level: 9 });
  writeFileSync(join(out, `${name}.gz`), zipped);
}

const archives = {};
const modules = {};
let native;
for (const [file, data] of files) {
  if (file.endsWith(".so")) {
    // Python looks for the file, but the worker has loaded it by then.
    if (native) throw new Error(`two native libraries: ${native} and ${file}`);
    native = file;
    await zip("native.wasm", data);
    archives.core.push([file, new Uint8Array()]);
    continue;
  }
  const archive = archiveOf(file);
  archives[archive] ??= [];
  archives[archive].push([file, data]);
  if (archive !== "core" && file.endsWith(".pyc")) modules[moduleOf(file)] = archive;
}
for (const [name, files] of Object.entries(archives)) {
  const index = Buffer.from(JSON.stringify(files.map(([path, data]) => [path, data.length])));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(index.length);
  const content = Buffer.concat([length, index, ...files.map(([, data]) => data)]);
  mkdirSync(join(out, name, ".."), { recursive: true });
  await zip(name, content);
}
const from = join(root, "node_modules/pyodide");
// Pyodide's list of the packages that it can load: none, since all of them are here.
const { info } = JSON.parse(readFileSync(join(from, "pyodide-lock.json"), "utf8"));
writeFileSync(join(out, "bridge.py"), bridge);
cpSync(join(from, "pyodide.mjs"), join(out, "pyodide.mjs"));
for (const name of ["pyodide.asm.mjs", "pyodide.asm.wasm"]) {
  await zip(name, readFileSync(join(from, name)));
}
const digest = createHash("sha256");
for (const name of STARTED) digest.update(readFileSync(join(out, name)));
const manifest = {
  build: digest.digest("hex"),
  lib: LIB,
  native,
  environment: ENVIRONMENT,
  lock: { info, packages: {} },
  modules,
};
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest));
