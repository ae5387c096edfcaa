/** The start of the playground: with the work of the link, or with the first example. */

import { render } from "preact";
import { readyOffline } from "../offline/register.js";
import { words } from "../words/playground.js";
import { App } from "./app.js";
import { EXAMPLES, type Work } from "./examples.js";
import { workIn } from "./link.js";

document.title = words.title;
let work: Work | null = null;
let notice = "";
try {
  work = await workIn(location.hash);
} catch {
  notice = words.wrongLink;
}
const first = work ?? EXAMPLES[0]?.work ?? { pack: "", tests: "", state: "", now: "" };
const root = document.getElementById("app");
if (root) render(<App first={first} notice={notice} />, root);
// A link that is opened in the same tab changes nothing but the fragment.
addEventListener("hashchange", () => location.reload());
readyOffline();
