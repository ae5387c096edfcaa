/** The worker: Python, the library, and the files that they need, in a thread of its own. */

import type { Lockfile, PyodideAPI } from "pyodide";
import { filesOf, unzipped } from "./archive.js";
import type { Answer, Call, Ready } from "./messages.js";

/** Which archive has each module that is not in the core, and where its files belong. */
interface Manifest {
  lib: string;
  lock: Lockfile;
  environment: Record<string, string>;
  modules: Record<string, string>;
}

const assets = new URL("./python/", import.meta.url);
const path = (name: string) => new URL(name, assets).href;
const archive = async (name: string) => unzipped(await fetch(path(`${name}.gz`)));

// Pyodide fetches its WebAssembly by itself; here, the file is gzipped.
const fetched = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (!url.endsWith(".wasm")) return fetched(input, init);
  const response = await fetched(`${url}.gz`, init);
  const wasm = { headers: { "content-type": "application/wasm" } };
  if (response.body === null || response.headers.has("content-encoding")) {
    return new Response(response.body, wasm);
  }
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip")), wasm);
};

const EMPTY_ZIP = "data:application/zip;base64,UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";

/** Return the module in a gzipped file. */
async function moduleIn(name: string) {
  const source = new Blob([(await archive(name)) as BlobPart], { type: "text/javascript" });
  const url = URL.createObjectURL(source);
  const module = await import(url);
  URL.revokeObjectURL(url);
  return module;
}

type Files = Pick<PyodideAPI["FS"], "mkdirTree" | "writeFile">;

function write(files: Files, lib: string, content: Uint8Array): void {
  const made = new Set<string>();
  for (const [name, data] of filesOf(content)) {
    const folder = `${lib}/${name}`.replace(/\/[^/]*$/, "");
    if (!made.has(folder)) {
      files.mkdirTree(folder);
      made.add(folder);
    }
    files.writeFile(`${lib}/${name}`, data);
  }
}

async function start() {
  const core = archive("core");
  const runtime = moduleIn("pyodide.asm.mjs");
  const bridge = fetched(path("bridge.py")).then((response) => response.text());
  const manifest: Manifest = await (await fetched(path("manifest.json"))).json();
  const { loadPyodide } = await import(/* @vite-ignore */ path("pyodide.mjs"));
  const python: PyodideAPI = await loadPyodide({
    indexURL: assets.href,
    createPyodideModule: (await runtime).default,
    lockFileContents: manifest.lock,
    stdLibURL: EMPTY_ZIP,
    env: manifest.environment,
    fsInit: async (files: Files) => write(files, manifest.lib, await core),
  });
  const scope = python.toPy({});
  python.runPython(await bridge, { globals: scope, filename: "bridge.py" });
  return { python, manifest, call: scope.get("call") };
}

type Runtime = Awaited<ReturnType<typeof start>>;

/** Load the archive with a module that is missing; throw an error if there is none. */
async function load({ python, manifest }: Runtime, module: string): Promise<void> {
  const name = manifest.modules[module];
  if (name === undefined) throw new Error(`this package does not have the module ${module}`);
  delete manifest.modules[module];
  write(python.FS, manifest.lib, await archive(name));
  python.runPython("import importlib; importlib.invalidate_caches()");
}

async function answer(runtime: Runtime, { id, pack, operation, body }: Call): Promise<Answer> {
  try {
    for (;;) {
      const result = runtime.call(pack, operation, body);
      const [kind, text]: [string, string] = result.toJs();
      result.destroy();
      if (kind === "text") return { id, text };
      if (kind === "problems") return { id, problems: JSON.parse(text) };
      await load(runtime, text);
    }
  } catch (error) {
    return { id, fault: String(error) };
  }
}

const runtime = start();
runtime.then(
  () => postMessage({ ready: true } satisfies Ready),
  (error) => postMessage({ ready: false, fault: String(error) } satisfies Ready),
);
// Calls are answered one after the other, also while an archive is loading.
let queue: Promise<void> = Promise.resolve();
addEventListener("message", ({ data }: MessageEvent<Call>) => {
  queue = queue.then(async () => postMessage(await answer(await runtime, data)));
});
