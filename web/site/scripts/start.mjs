/** Serve dist/ on this machine, to look at it. `npm start`. */

import { fileURLToPath } from "node:url";
import { serve } from "../../interview-rules/scripts/serve.mjs";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const { url } = await serve(dist);
console.log(`${url} (stop with Ctrl+C)`);
