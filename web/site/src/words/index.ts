/** The words of the page, in the language that it is shown in. */

import { en, type Words } from "./en.js";

export const words: Words = en;
