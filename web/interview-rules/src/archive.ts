/** Archives: many small files in one gzipped file, which compresses better than each alone. */

/** Return the content of a gzipped response, whether or not the server declares the compression. */
export async function unzipped(response: Response): Promise<Uint8Array> {
  if (!response.ok || response.body === null) {
    throw new Error(`cannot load ${response.url}: status ${response.status}`);
  }
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
