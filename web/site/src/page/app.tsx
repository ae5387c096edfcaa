/** The page: where the person stands, the next question, what happened, and what comes next. */

import { useEffect, useState } from "preact/hooks";
import { words } from "../words/index.js";
import { useRules, useStanding } from "./advice.js";
import { Applications } from "./applications.js";
import { Files } from "./files.js";
import { Log } from "./log.js";
import { Section } from "./parts.js";
import { Plan } from "./plan.js";
import { QuestionView } from "./question.js";
import { StandingView } from "./standing.js";
import { Start } from "./start.js";
import { applicationsOf, useStore } from "./store.js";

/** What the page says about the last change, with a way to undo it. */
function Said() {
  const store = useStore();
  return (
    <div class="said">
      <p role="status">{store.said}</p>
      {store.canUndo && (
        <button type="button" onClick={() => store.undo()}>
          {words.undo}
        </button>
      )}
    </div>
  );
}

export function App({ offline }: { offline: Promise<boolean> }) {
  const store = useStore();
  const { rules, failed, again } = useRules();
  const [chosen, setChosen] = useState("");
  const [adding, setAdding] = useState(false);
  const names = Object.keys(applicationsOf(store.search));
  const current = names.includes(chosen) ? chosen : (names[0] ?? "");
  const found = useStanding(rules, store.search);
  const standing = names.length > 0 ? found : undefined;
  const question = standing?.report.questions[0];

  useEffect(() => {
    offline.then((ready) => ready && store.say(words.offline));
  }, [offline, store]);

  return (
    <>
      <header>
        <h1>{words.title}</h1>
        <p>{words.tagline}</p>
        <p class="minor">{words.privacy}</p>
      </header>
      <main>
        {!rules && !failed && (
          <p class="loading" role="status">
            {words.loading}
          </p>
        )}
        {failed && (
          <p class="problems" role="alert">
            {words.failed}{" "}
            <button type="button" onClick={again}>
              {words.tryAgain}
            </button>
          </p>
        )}
        {names.length === 0 || adding ? (
          <Start
            search={store.search}
            onDone={(name) => {
              setAdding(false);
              setChosen(name);
            }}
            {...(adding && names.length > 0 && { onCancel: () => setAdding(false) })}
          />
        ) : (
          <div class="columns">
            <div class="stand">
              <Section id="standing" heading={words.advice.heading} class="standing">
                {standing && <StandingView standing={standing} />}
              </Section>
              {question && <QuestionView question={question} several={names.length > 1} />}
            </div>
            <div class="side">
              <Applications
                search={store.search}
                current={current}
                onSelect={setChosen}
                onAdd={() => setAdding(true)}
              />
              <Log key={current} application={current} />
            </div>
            <div class="ahead">
              {standing && rules && <Plan rules={rules} standing={standing} />}
            </div>
          </div>
        )}
        <Files
          rules={rules}
          onOpened={(search) => {
            setAdding(false);
            setChosen(Object.keys(applicationsOf(search))[0] ?? "");
          }}
        />
      </main>
      <Said />
    </>
  );
}
