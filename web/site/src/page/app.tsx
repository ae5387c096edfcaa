/** The page: where the person stands, the next question, what happened, and what comes next. */

import { useEffect, useState } from "preact/hooks";
import { deviceZone } from "../shared/dates.js";
import { Problems, Section } from "../shared/parts.js";
import { useRules } from "../shared/rules.js";
import { words } from "../words/index.js";
import { useStanding } from "./advice.js";
import { Applications } from "./applications.js";
import { Files, Unreadable } from "./files.js";
import { focusOn } from "./focus.js";
import { Log } from "./log.js";
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
      <p role="status">{store.notice || store.said}</p>
      {store.canUndo && (
        <>
          <a href="#standing">{words.advice.see}</a>
          <button type="button" onClick={() => store.undo()}>
            {words.undo}
          </button>
        </>
      )}
    </div>
  );
}

/** A time zone as a place, such as `New York`. */
const placeOf = (zone: string) => zone.replace(/^.*\//, "").replaceAll("_", " ");

/** Says that the device is in another time zone than the dates, as after a journey. */
function Zone() {
  const store = useStore();
  const device = deviceZone();
  const used = store.search.timezone ?? device;
  if (used === device) return null;
  const text = words.zone;
  const change = () =>
    store.apply((search) => ({ ...search, timezone: device }), text.used(placeOf(device)));
  return (
    <p class="loading">
      {text.differs(placeOf(device), placeOf(used))}{" "}
      <button type="button" onClick={change}>
        {text.use(placeOf(device))}
      </button>
    </p>
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
  const standing = names.length > 0 ? found.standing : undefined;
  const question = standing?.report.questions[0];
  const text = words.advice;

  useEffect(() => {
    store.rules = rules;
  }, [rules, store]);
  useEffect(() => {
    offline.then((ready) => ready && store.say(words.offline));
  }, [offline, store]);

  function start(on: boolean, focus: string) {
    setAdding(on);
    focusOn(focus);
  }

  return (
    <>
      <header>
        <h1>{words.title}</h1>
        <p>{words.tagline}</p>
        <p class="minor">{words.privacy}</p>
      </header>
      <Said />
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
        {names.length > 0 && <Zone />}
        {store.unreadable !== null ? (
          <Unreadable raw={store.unreadable} />
        ) : names.length === 0 || adding ? (
          <Start
            search={store.search}
            onDone={(name) => {
              setChosen(name);
              start(false, "#standing");
            }}
            {...(adding && names.length > 0 && { onCancel: () => start(false, "#add") })}
          />
        ) : (
          <div class="columns">
            <div class="stand">
              <Section id="standing" heading={text.heading} class="standing">
                <Problems problems={found.problems} />
                {standing ? (
                  <StandingView standing={standing} />
                ) : (
                  found.problems.length === 0 && (
                    <p role="status">{rules ? text.working : text.waiting}</p>
                  )
                )}
              </Section>
              {question && <QuestionView question={question} several={names.length > 1} />}
            </div>
            <div class="side">
              <Applications
                search={store.search}
                current={current}
                onSelect={setChosen}
                onAdd={() => start(true, "#start")}
              />
              <Log key={current} application={current} />
            </div>
            <div class="ahead">
              {standing && rules && <Plan rules={rules} standing={standing} />}
            </div>
          </div>
        )}
        {store.unreadable === null && (
          <Files
            rules={rules}
            onOpened={(search) => {
              setChosen(Object.keys(applicationsOf(search))[0] ?? "");
              start(false, "#standing, #start");
            }}
          />
        )}
      </main>
      <footer>
        <p>
          <a href="playground.html">{words.playground}</a>
        </p>
      </footer>
    </>
  );
}
