/** Archives: many small files in one gzipped file, which compresses better than each alone. */

const WHOLE = "serve the folder dist/ of interview-rules as a whole";

/**
 * Return a response that has the file of this address. Throw an error if the file is missing; many
 * servers answer then with a page, and with the status of a success.
 */
export function found(response: Response): Response {
  const kind = response.headers.get("content-type") ?? "";
  if (response.ok && !kind.startsWith("text/html")) return response;
  const answer = response.ok ? "the server answered with a page" : `status ${response.status}`;
  throw new Error(`cannot load ${response.url}: ${answer} (${WHOLE})`);
}

/** Return the content of a gzipped response, whether or not the server declares the compression. */
export async function unzipped(answer: Response): Promise<Uint8Array> {
  const response = found(answer);
  const raw = new Uint8Array(await response.arrayBuffer());
  // A server that sets Content-Encoding makes the browser unzip the file.
  if (raw[0] !== 0x1f || raw[1] !== 0x8b) return raw;
  const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Yield the path and the content of each file in an unzipped archive. */
export function* filesOf(archive: Uint8Array): Generator<[string, Uint8Array]> {
  const length = new DataView(archive.buffer, archive.byteOffset).getUint32(0, true);
  const index = new TextDecoder().decode(archive.subarray(4, 4 + length));
  let start = 4 + length;
  for (const [path, size] of JSON.parse(index) as [string, number][]) {
    yield [path, archive.subarray(start, start + size)];
    start += size;
  }
}
