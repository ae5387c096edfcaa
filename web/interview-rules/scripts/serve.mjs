/** A server of static files, for tests and benchmarks. It neither compresses nor caches. */

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/** Listen on a port of the loopback, or on a free one if another program has it. */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      if (error.code !== "EADDRINUSE" || port === 0) reject(error);
      else resolve(listen(server, 0));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}

/**
 * Serve a folder on the loopback; return the address, the bytes sent, and `close`. A browser keeps what
 * pages store by their port, so people need the same one each time; 0 is any free port, for tests.
 */
export async function serve(folder, { headers = {}, port: wanted = 0 } = {}) {
  const sent = new Map();
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    let size;
    try {
      size = statSync(file).size;
    } catch {
      response.writeHead(404).end();
      return;
    }
    sent.set(path, size);
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-length": size, ...headers });
    createReadStream(file).pipe(response);
  });
  await listen(server, wanted);
  const { port } = server.address();
  return { url: `http://127.0.0.1:${port}/`, sent, close: () => server.close() };
}
