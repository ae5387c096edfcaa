/**
 * Serve dist/ on this machine. `npm start`; PORT is the port, by default 8642.
 *
 * A browser keeps what a person enters by the port, so it is the same each time. It is an unusual one,
 * because the service worker of the pages would also answer for other sites at that port.
 */

import { fileURLToPath } from "node:url";
import { serve } from "../../interview-rules/scripts/serve.mjs";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const wanted = Number(process.env.PORT ?? 8642);
const { url } = await serve(dist, { port: wanted });
const { port } = new URL(url);
if (Number(port) !== wanted && wanted !== 0) {
  console.log(`Port ${wanted} is in use: what you entered there is not shown at this address.`);
}
console.log(`${url} (stop with Ctrl+C)`);
