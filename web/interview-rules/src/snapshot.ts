/**
 * Snapshots: the memory of Python once it has started, kept in the cache of the browser.
 *
 * With one, Python need not start again and import its modules. A snapshot is made before the first
 * call, so it has nothing that a person entered.
 */

const CACHE = "interview-rules-snapshots";

/** Return the snapshot of this build; undefined if none is kept, or if the browser keeps nothing. */
export async function keptSnapshot(url: string): Promise<Uint8Array | undefined> {
  try {
    const body = (await (await caches.open(CACHE)).match(url))?.body;
    if (!body) return undefined;
    const unzipped = body.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unzipped).arrayBuffer());
  } catch {
    return undefined;
  }
}

/** Keep a snapshot, in place of those of other builds from the same folder. */
export async function keepSnapshot(url: string, snapshot: Uint8Array): Promise<void> {
  try {
    const cache = await caches.open(CACHE);
    await forgetSnapshots(url);
    const body = new Blob([snapshot as BlobPart]).stream();
    await cache.put(url, new Response(body.pipeThrough(new CompressionStream("gzip"))));
  } catch {
    // The browser is short of space, or keeps nothing in a private window. The next load takes longer.
  }
}

/** Delete the snapshots of all builds from the folder of this one. */
export async function forgetSnapshots(url: string): Promise<void> {
  const cache = await caches.open(CACHE);
  const folder = new URL(".", url).href;
  for (const { url: kept } of await cache.keys()) {
    if (kept.startsWith(folder)) await cache.delete(kept);
  }
}
