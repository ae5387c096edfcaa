/** `npm start`: the same address each time, because a browser keeps by it what a person enters. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../interview-rules/scripts/serve.mjs";

const script = fileURLToPath(new URL("../scripts/start.mjs", import.meta.url));

/** Start the server on a port; return the lines that it prints up to the address, and `stop`. */
async function started(port) {
  const server = spawn(process.execPath, [script], { env: { ...process.env, PORT: port } });
  const lines = [];
  for await (const line of createInterface(server.stdout)) {
    lines.push(line);
    if (line.startsWith("http:")) break;
  }
  const stop = async () => {
    server.kill();
    await once(server, "exit");
  };
  return { lines, stop };
}

test("the address stays the same, and another one is used only while that is taken", async () => {
  const other = await serve(fileURLToPath(new URL("../dist", import.meta.url)));
  const { port } = new URL(other.url);
  const beside = await started(port);
  assert.equal(beside.lines[0].startsWith(`Port ${port} is in use`), true);
  assert.equal(beside.lines[1].includes(`:${port}/`), false);
  const page = await fetch(beside.lines[1].split(" ")[0]);
  assert.match(await page.text(), /<title>/);
  await beside.stop();
  other.close();
  for (let time = 0; time < 2; time++) {
    const { lines, stop } = await started(port);
    assert.deepEqual(lines, [`http://127.0.0.1:${port}/ (stop with Ctrl+C)`]);
    await stop();
  }
});
