/** The data of the person: saved to a file, opened from one, printed, and deleted. */

import type { Problem, Rules, Search } from "interview-rules";
import { ProblemsError } from "interview-rules";
import { useRef, useState } from "preact/hooks";
import { words } from "../words/index.js";
import { Problems, Section } from "./parts.js";
import { emptySearch, store } from "./store.js";

/** Offer a text as a file to save. */
export function download(name: string, text: string, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The browser has taken the file over when the next task begins.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

/** Return the search in a file: one of this page, or any search or state of the library. */
async function searchIn(rules: Rules, text: string): Promise<Search> {
  const data = JSON.parse(text);
  const isSearch = typeof data === "object" && data !== null && "applications" in data;
  const name = data?.company ?? words.start.noCompany;
  const search = isSearch ? data : { ...emptySearch(), applications: { [name]: data } };
  return rules.search.log(search);
}

interface FilesProps {
  rules: Rules | undefined;
  onOpened: (search: Search) => void;
}

export function Files({ rules, onOpened }: FilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const text = words.files;

  async function open() {
    const file = input.current?.files?.[0];
    if (!file || !rules) return;
    setProblems([]);
    try {
      const search = await searchIn(rules, await file.text());
      setProblems(await store.change(search, text.opened));
      onOpened(search);
    } catch (error) {
      if (error instanceof ProblemsError) setProblems(error.problems);
      else if (error instanceof SyntaxError) store.say(text.notJson);
      else throw error;
    } finally {
      if (input.current) input.current.value = "";
    }
  }

  function save() {
    download(text.file, JSON.stringify(store.search, null, 2), "application/json");
  }

  async function clear() {
    const search = emptySearch();
    await store.change(search, text.cleared);
    onOpened(search);
  }

  return (
    <Section id="files" heading={text.heading} class="card files">
      <p>{words.privacy}</p>
      <p class="actions">
        <button type="button" onClick={save}>
          {text.save}
        </button>
        <button type="button" disabled={!rules} onClick={() => input.current?.click()}>
          {text.open}
        </button>
        <input ref={input} type="file" accept=".json,application/json" hidden onChange={open} />
        <button type="button" onClick={() => print()}>
          {text.print}
        </button>
        <button type="button" class="quiet" onClick={clear}>
          {text.clear}
        </button>
      </p>
      <Problems problems={problems} />
    </Section>
  );
}
