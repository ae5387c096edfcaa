/** The data of the person: saved to a file, opened from one, printed, and deleted. */

import type { Problem, Rules, Search } from "interview-rules";
import { ProblemsError } from "interview-rules";
import { useRef, useState } from "preact/hooks";
import { deviceZone } from "../shared/dates.js";
import { Problems, Section } from "../shared/parts.js";
import { words } from "../words/index.js";
import { applicationsOf, emptySearch, store } from "./store.js";

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
  if (isSearch) return rules.search.log(data);
  const { timezone, country, subdivision, ...state } = data ?? {};
  const place = { timezone: timezone ?? deviceZone(), country, subdivision };
  return rules.search.log({ ...place, applications: { [name]: state } });
}

/** Whether a search says anything. */
const isEmpty = (search: Search) =>
  (search.events ?? []).length === 0 &&
  Object.values(applicationsOf(search)).every(
    (state) => !state.company && (state.events ?? []).length === 0,
  );

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
      if (isEmpty(search)) return store.say(text.notOurs);
      const count = Object.keys(applicationsOf(store.search)).length;
      if (count > 0 && !confirm(text.confirmOpen(count))) return;
      const found = await store.change(() => search, text.opened);
      setProblems(found);
      if (found.length === 0) onOpened(search);
    } catch (error) {
      if (error instanceof ProblemsError) setProblems(error.problems);
      else if (error instanceof SyntaxError) store.say(text.notOurs);
      else throw error;
    } finally {
      if (input.current) input.current.value = "";
    }
  }

  function save() {
    download(text.file, JSON.stringify(store.search, null, 2), "application/json");
  }

  function clear() {
    if (!confirm(text.confirmClear)) return;
    const search = emptySearch();
    store.remove(() => search, text.cleared);
    onOpened(search);
  }

  return (
    <Section id="files" heading={text.heading} class="card files">
      <p>{text.about}</p>
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

/** What to do with stored data that cannot be read. */
export function Unreadable({ raw }: { raw: string }) {
  const text = words.files;
  return (
    <div class="card" role="alert">
      <p>{text.unreadable}</p>
      <p class="actions">
        <button type="button" onClick={() => download(text.file, raw, "application/json")}>
          {text.saveRaw}
        </button>
        <button type="button" onClick={() => store.startAgain()}>
          {text.startAgain}
        </button>
      </p>
    </div>
  );
}
