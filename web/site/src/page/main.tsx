/** The start of the page. */

import { render } from "preact";
import { readyOffline } from "../offline/register.js";
import { words } from "../words/index.js";
import { App } from "./app.js";

document.documentElement.lang = words.locale.slice(0, 2);
document.title = words.title;
const root = document.getElementById("app");
if (root) render(<App offline={readyOffline()} />, root);
