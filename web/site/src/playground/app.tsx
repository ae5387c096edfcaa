/** The playground: a pack, its tests and a situation to edit, and what the rules say. */

import { useEffect, useMemo, useState } from "preact/hooks";
import packSchema from "../../../../interview_rules/schemas/published/pack.schema.json";
import stateSchema from "../../../../interview_rules/schemas/published/state.schema.json";
import testsSchema from "../../../../interview_rules/schemas/published/tests.schema.json";
import { setZone } from "../shared/dates.js";
import { Field } from "../shared/parts.js";
import { useRules } from "../shared/rules.js";
import { words } from "../words/playground.js";
import { Editor } from "./editor.js";
import { EXAMPLES, type Work } from "./examples.js";
import { fragmentOf } from "./link.js";
import { Advice, Findings, PlanView, RulesView, TestsView } from "./results.js";
import { useOutcome } from "./working.js";

const isSame = (one: Work, other: Work) => JSON.stringify(one) === JSON.stringify(other);
const isExample = (work: Work) => EXAMPLES.some((each) => isSame(each.work, work));

interface BarProps {
  work: Work;
  onWork: (work: Work) => void;
  /** Called once the address of the page has the work. */
  onKept: (work: Work) => void;
  status: string;
}

function Bar({ work, onWork, onKept, status }: BarProps) {
  const [notice, setNotice] = useState("");

  // What was said about a link is about the work as it was.
  useEffect(() => setNotice(""), [work]);

  function start(name: string) {
    const example = EXAMPLES.find((each) => each.name === name);
    if (!example) return;
    if (isExample(work) || confirm(words.replace)) onWork(example.work);
  }

  async function copy() {
    history.replaceState(null, "", await fragmentOf(work));
    onKept(work);
    try {
      await navigator.clipboard.writeText(location.href);
      setNotice(words.copied);
    } catch {
      setNotice(words.notCopied);
    }
  }

  return (
    <div class="row bar">
      <div class="field">
        <label for="example">{words.example}</label>
        <select
          id="example"
          onChange={(event) => {
            start(event.currentTarget.value);
            event.currentTarget.value = "";
          }}
        >
          <option value="">{words.choose}</option>
          {EXAMPLES.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <p class="near">
        <button type="button" onClick={copy}>
          {words.copyLink}
        </button>
      </p>
      <p class="near" role="status">
        {notice || status}
      </p>
    </div>
  );
}

interface AppProps {
  first: Work;
  notice: string;
}

export function App({ first, notice }: AppProps) {
  const { rules, failed } = useRules();
  const [work, setWork] = useState(first);
  /** Counts the examples that were started from, each of which makes new editors. */
  const [started, setStarted] = useState(0);
  /** The work that the address of the page has. */
  const [kept, setKept] = useState(first);
  useEffect(() => {
    if (isSame(work, kept) || isExample(work)) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [work, kept]);
  const { outcome, isCurrent, fault } = useOutcome(rules, work);
  const change = (part: Partial<Work>) => setWork((last) => ({ ...last, ...part }));
  const marks = useMemo(() => {
    const all = outcome?.marks ?? [];
    const of = (file: string) => all.filter((mark) => mark.file === file);
    return { pack: of("pack.yaml"), tests: of("pack.tests.yaml"), state: of("state") };
  }, [outcome?.marks]);
  const found = outcome?.found;
  setZone(found?.state.timezone ?? "UTC");
  const status = failed
    ? words.failed
    : fault || (!rules ? words.loading : isCurrent ? words.current : words.working);

  return (
    <>
      <header>
        <h1>{words.title}</h1>
        <p>{words.tagline}</p>
        <p class="minor">
          {words.privacy} <a href="./">{words.page}</a>
        </p>
        {notice && (
          <p class="problems" role="alert">
            {notice}
          </p>
        )}
      </header>
      <main>
        <Bar
          work={work}
          onWork={(next) => {
            setWork(next);
            setStarted(started + 1);
          }}
          onKept={setKept}
          status={status}
        />
        <div class="halves">
          <div key={started}>
            <h2>{words.pack}</h2>
            <Editor
              label={words.pack}
              text={work.pack}
              schema={packSchema}
              marks={marks.pack}
              onChange={(pack) => change({ pack })}
            />
            <h2>{words.state}</h2>
            <Field
              label={words.now}
              value={work.now}
              onInput={(event) => change({ now: event.currentTarget.value })}
            />
            {outcome?.wrongNow && (
              <p class="problems" role="alert">
                {outcome.wrongNow}
              </p>
            )}
            <Editor
              label={words.state}
              text={work.state}
              schema={stateSchema}
              marks={marks.state}
              onChange={(state) => change({ state })}
            />
            <h2>{words.tests}</h2>
            <Editor
              label={words.tests}
              text={work.tests}
              schema={testsSchema}
              marks={marks.tests}
              onChange={(tests) => change({ tests })}
            />
          </div>
          <div class={isCurrent ? "" : "stale"}>
            {outcome && <Findings marks={outcome.marks} />}
            {found && <Advice found={found} />}
            {found && <RulesView found={found} />}
            {outcome && <TestsView tests={outcome.tests} />}
            {found && <PlanView picture={found.picture} />}
          </div>
        </div>
      </main>
    </>
  );
}
