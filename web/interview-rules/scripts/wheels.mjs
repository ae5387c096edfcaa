/** Download the wheels in wheels.txt, from the package index and with their hashes. */

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PLATFORM = [
  "--platform=pyemscripten_2026_0_wasm32",
  "--implementation=cp",
  "--python-version=3.14",
  "--only-binary=:all:",
];

/** Return the folder of the wheels; those that it has already are not downloaded again. */
export function downloaded() {
  const folder = fileURLToPath(new URL("../wheels", import.meta.url));
  const list = fileURLToPath(new URL("wheels.txt", import.meta.url));
  mkdirSync(folder, { recursive: true });
  execFileSync(
    process.env.PYTHON ?? "python3",
    [
      ...["-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", ...PLATFORM],
      ...["--find-links", folder, "--dest", folder, "--requirement", list],
    ],
    { stdio: "inherit" },
  );
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) downloaded();
