/** The worker: Python, the library, and the files that they need, in a thread of its own. */

import type { Lockfile, PyodideAPI } from "pyodide";
import { filesOf, found, unzipped } from "./archive.js";
import type { Answer, Call, Ready, Start } from "./messages.js";
import { forgetSnapshots, keepSnapshot, keptSnapshot } from "./snapshot.js";

/** Which archive has each module that is not in the core, and where its files belong. */
interface Manifest {
  /** A digest of all files. */
  build: string;
  lib: string;
  /** The path of the native library that Python imports. */
  native: string;
  lock: Lockfile;
  environment: Record<string, string>;
  modules: Record<string, string>;
}

const assets = new URL("./python/", import.meta.url);
const path = (name: string) => new URL(name, assets).href;
const archive = async (name: string) => unzipped(await fetch(path(`${name}.gz`)));

/** Return the WebAssembly in a gzipped file, whether or not the server declares the compression. */
async function wasm(name: string): Promise<Response> {
  const response = found(await fetched(path(`${name}.gz`)));
  const typed = { headers: { "content-type": "application/wasm" } };
  if (response.body === null || response.headers.has("content-encoding")) {
    return new Response(response.body, typed);
  }
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip")), typed);
}

// Pyodide asks for its WebAssembly after everything else. Here it is fetched and compiled from the
// first moment on, beside the rest.
const fetched = globalThis.fetch;
const compiled = WebAssembly.compileStreaming(wasm("pyodide.asm.wasm"));
const native = wasm("native.wasm");
WebAssembly.instantiateStreaming = async (_source, imports) => {
  const module = await compiled;
  return { module, instance: await WebAssembly.instantiate(module, imports) };
};
globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (url.endsWith("/pyodide.asm.wasm")) return new Response();
  return url.endsWith("/native.wasm") ? (await native).clone() : fetched(input, init);
};

const core = archive("core");

/**
 * Rejected if a file is missing that Pyodide would wait for without end, or report without its name;
 * else never settled.
 */
const missing = new Promise<never>((_resolve, reject) => {
  Promise.all([compiled, native, core]).catch(reject);
});

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

/** What Pyodide has beyond its documented interface. */
interface Settings {
  dynamicLibraries: string[];
  locateFile: (name: string) => string;
}
interface Module {
  HEAP8: Int8Array;
  growMemory: (size: number) => void;
}
type Create = (settings: Settings) => Promise<Module>;

const SNAPSHOT_AFTER_MS = 3_000;

/** A call whose answer is not used: it imports and prepares what all calls need. */
const WARM_UP = JSON.stringify({
  state: { interview: "2000-01-03", decision_date: "2000-01-10", timezone: "UTC" },
  now: "2000-01-11 09:00",
});

async function start({ snapshot }: Start) {
  const runtime = moduleIn("pyodide.asm.mjs");
  const pyodide = import(/* @vite-ignore */ path("pyodide.mjs"));
  const manifest: Manifest = await found(await fetched(path("manifest.json"))).json();
  const keeps = snapshot && "caches" in globalThis;
  const url = path(`snapshot-${manifest.build}`);
  const kept = keeps ? await keptSnapshot(url) : undefined;
  const { loadPyodide } = await pyodide;
  const create: Create = (await runtime).default;

  const begin = (from: Uint8Array | undefined): Promise<PyodideAPI> =>
    loadPyodide({
      indexURL: assets.href,
      // The native library is loaded before Python starts, so that its functions and data have the
      // addresses that they have in a snapshot.
      createPyodideModule: async (settings: Settings) => {
        const native = `${manifest.lib}/${manifest.native}`;
        settings.dynamicLibraries = [native];
        const { locateFile } = settings;
        settings.locateFile = (name) => locateFile(name === native ? "native.wasm" : name);
        const module = await create(settings);
        if (from !== undefined) module.growMemory(from.length);
        return module;
      },
      lockFileContents: manifest.lock,
      stdLibURL: EMPTY_ZIP,
      env: manifest.environment,
      fsInit: async (files: Files) => write(files, manifest.lib, await core),
      _makeSnapshot: keeps && from === undefined,
      _loadSnapshot: from,
    });

  /** Advise once, and return the function for calls. */
  const warmedUp = (python: PyodideAPI) => {
    const call = python.runPython("call");
    call("", "advise", WARM_UP).destroy();
    return call;
  };

  if (kept !== undefined) {
    try {
      const python = await begin(kept);
      return { python, manifest, call: warmedUp(python) };
    } catch {
      // What the browser has kept is damaged.
      await forgetSnapshots(url);
    }
  }
  const bridge = fetched(path("bridge.py")).then((response) => found(response).text());
  const python = await begin(undefined);
  python.runPython(await bridge, { filename: "bridge.py" });
  if (keeps) {
    warmedUp(python).destroy();
  }
  // What is loaded by now stays loaded, so garbage collections, which src/sitecustomize.py has
  // disabled until now, need not visit it.
  python.runPython("import gc; gc.freeze(); gc.enable()");
  if (keeps) {
    // Pyodide expects its list of packages to be as it was before Python started.
    for (const name of Object.keys(python.loadedPackages)) delete python.loadedPackages[name];
    const made = python.makeMemorySnapshot();
    // Zipping it takes some time, which the first calls need more.
    setTimeout(() => keepSnapshot(url, made), SNAPSHOT_AFTER_MS);
  }
  return { python, manifest, call: python.runPython("call") };
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

addEventListener(
  "message",
  ({ data }: MessageEvent<Start>) => {
    const runtime = Promise.race([start(data), missing]);
    runtime.then(
      () => postMessage({ ready: true } satisfies Ready),
      (error) => postMessage({ ready: false, fault: String(error) } satisfies Ready),
    );
    // Calls are answered one after the other, also while an archive is loading.
    let queue: Promise<void> = Promise.resolve();
    addEventListener("message", ({ data: call }: MessageEvent<Call>) => {
      queue = queue.then(async () => postMessage(await answer(await runtime, call)));
    });
  },
  { once: true },
);
