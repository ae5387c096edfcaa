/** Keeps all files of the site for use without a connection. The build fills in their list. */

declare const FILES: readonly string[];
declare const VERSION: string;
const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const NAME = `interview-rules ${VERSION}`;

worker.addEventListener("install", (event) => {
  // The files of this version, not those that the browser has kept of an earlier one. The version
  // takes over once no page of the earlier one is open, so that no page mixes the two.
  const files = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(files)));
});

worker.addEventListener("activate", (event) => {
  const cleaned = caches
    .keys()
    .then((names) =>
      Promise.all(
        names
          .filter((name) => name.startsWith("interview-rules ") && name !== NAME)
          .map((name) => caches.delete(name)),
      ),
    );
  event.waitUntil(cleaned.then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== worker.location.origin) return;
  const options = { ignoreSearch: request.mode === "navigate" };
  const found = caches
    .open(NAME)
    .then((cache) => cache.match(request, options))
    .then((stored) => stored ?? fetch(request));
  event.respondWith(found);
});
