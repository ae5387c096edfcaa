/** Links that carry a pack, its tests and a situation, in the part of the address that is not sent. */

import type { Work } from "./examples.js";

const MOST_BYTES = 400_000;

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream as ReadableStream<BufferSource>).arrayBuffer());
}

/** Return the fragment of a link to this work. */
export async function fragmentOf(work: Work): Promise<string> {
  const text = new Blob([JSON.stringify(work)]).stream();
  const packed = await bytesOf(text.pipeThrough(new CompressionStream("deflate-raw")));
  const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return `#${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** Return the text in a stream; throw an error once it is longer than a work can be. */
async function textIn(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += decoder.decode(read.value, { stream: true });
    if (text.length > MOST_BYTES) throw new Error("the link has too much text");
  }
  return text + decoder.decode();
}

/** Return the work in the fragment of a link, or null for an empty one. Throws for a damaged link. */
export async function workIn(fragment: string): Promise<Work | null> {
  if (fragment.length <= 1) return null;
  const binary = atob(fragment.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
  const packed = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream();
  const text = await textIn(stream.pipeThrough(new DecompressionStream("deflate-raw")));
  const { pack, tests, state, now } = JSON.parse(text);
  const work = { pack, tests, state, now };
  if (!Object.values(work).every((each) => typeof each === "string")) {
    throw new Error("the link lacks a part");
  }
  return work;
}
