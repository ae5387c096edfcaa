/** The service worker, which keeps the files of this site for use without a connection. */

/** Register the service worker; return true if it has just stored everything for the first time. */
export async function readyOffline(): Promise<boolean> {
  if (!("serviceWorker" in navigator)) return false;
  const before = navigator.serviceWorker.controller !== null;
  try {
    await navigator.serviceWorker.register("./service-worker.js", { type: "module" });
    await navigator.serviceWorker.ready;
  } catch {
    // Some browsers have none in private windows; the page works all the same, with a connection.
    return false;
  }
  return !before;
}
