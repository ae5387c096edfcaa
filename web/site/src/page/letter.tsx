/** A letter to copy, or to open in the mail program. */

import type { Drafts } from "interview-rules";
import { words } from "../words/index.js";
import { store } from "./store.js";

type Draft = Drafts["drafts"][number]["draft"];

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    store.say(words.letter.copied);
  } catch {
    store.say(words.letter.notCopied);
  }
}

export function Letter({ draft, mailto }: { draft: Draft; mailto: string }) {
  const text = words.letter;
  return (
    <details class="letter">
      <summary>{text.heading(draft.to ?? "")}</summary>
      <p>
        <strong>{text.subject}:</strong> {draft.subject}
      </p>
      <p class="body">{draft.body}</p>
      {draft.blanks.length > 0 && <p class="minor">{text.blanks(draft.blanks.join(", "))}</p>}
      <p class="actions">
        <button type="button" onClick={() => copy(draft.body)}>
          {text.copy}
        </button>
        <a class="button" href={mailto}>
          {text.mail}
        </a>
      </p>
    </details>
  );
}
