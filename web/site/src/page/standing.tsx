/** Where the person stands: the advice, with reasons and letters. */

import type { Event } from "interview-rules";
import {
  day,
  lastDay,
  nowHere,
  sayMoment,
  sayNearDay,
  sayNearMoment,
  sayOnDay,
} from "../shared/dates.js";
import { words } from "../words/index.js";
import type { Piece, Standing } from "./advice.js";
import { entryAt } from "./entries.js";
import { focusOn } from "./focus.js";
import { Letter } from "./letter.js";
import { applicationsOf, eventsOf, store, withEvents } from "./store.js";
import { Why } from "./why.js";

/** Record that advice was followed or is put off, in the log of its application. */
function note(piece: Piece, event: "advice-done" | "advice-set-aside", until = ""): void {
  const entry: Event = {
    at: nowHere(),
    event,
    advice: piece.action,
    detail: piece.title,
    ...(until && { date: until }),
  };
  const text = words.advice;
  const said = event === "advice-done" ? text.doneSaid(piece.title) : text.hidden(piece.title);
  const add = (events: readonly Event[]) => [...events, entry];
  store.apply((search) => withEvents(search, piece.application, add), said);
  focusOn("#standing");
}

/** Advice that the person put off and that would be given now. */
function PutOff({ standing }: { standing: Standing }) {
  const text = words.advice;
  const { search, report } = standing;
  if (report.snoozed.length === 0) return null;
  return (
    <details>
      <summary>
        {text.putOff} ({report.snoozed.length})
      </summary>
      <ul>
        {report.snoozed.map(({ application, action, title, until, entries }) => (
          <li key={`${application} ${action}`}>
            {title}
            {until !== null && ` · ${text.shownFrom(sayOnDay(until))}`}{" "}
            <button
              type="button"
              class="quiet"
              aria-label={`${text.showAgain}: ${title}`}
              onClick={() => {
                const log = eventsOf(search, application);
                const gone = new Set(entries.map((path) => entryAt(log, path)));
                const kept = (events: readonly Event[]) =>
                  events.filter((event) => !gone.has(event));
                store.remove(
                  (current) => withEvents(current, application, kept),
                  text.shownAgain(title),
                );
                focusOn("#standing");
              }}
            >
              {text.showAgain}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** When a piece of advice is due, or until when it applies. */
function Due({ piece }: { piece: Piece }) {
  const text = words.advice;
  if (piece.due !== null) {
    const when = sayNearMoment(piece.due_at ?? piece.due);
    const late = piece.due_at ? new Date(piece.due_at) < new Date() : piece.due < day();
    const said = late ? text.late(when) : text.due(when);
    const soon = piece.due <= day() && piece.due > day(-3);
    return <p class={soon ? "due soon" : "due"}>{said}</p>;
  }
  if (piece.kind === "avoid" && piece.until !== null) {
    return <p class="due">{text.until(sayNearDay(lastDay(piece.until)))}</p>;
  }
  return null;
}

function NotNow({ piece }: { piece: Piece }) {
  const text = words.advice;
  const options = [
    [text.hideOptions.tomorrow, day(1)],
    [text.hideOptions.week, day(7)],
    [text.hideOptions.always, ""],
  ] as const;
  return (
    <details class="menu">
      <summary aria-label={`${text.notNow}: ${piece.title}`}>{text.notNow}</summary>
      <fieldset class="choices">
        <legend class="hidden">{text.hideFor}</legend>
        {options.map(([label, until]) => (
          <button key={label} type="button" onClick={() => note(piece, "advice-set-aside", until)}>
            {label}
          </button>
        ))}
      </fieldset>
    </details>
  );
}

interface PieceProps {
  piece: Piece;
  standing: Standing;
  several: boolean;
}

function PieceView({ piece, standing, several }: PieceProps) {
  const text = words.advice;
  const letters = standing.drafts.filter(
    (each) => each.rule === piece.id && each.application === piece.application,
  );
  return (
    <li class={`piece ${piece.kind}`}>
      <p class="kind">
        {text.kinds[piece.kind]}
        {several && ` · ${piece.application || text.whole}`}
      </p>
      <h3>{piece.title}</h3>
      <Due piece={piece} />
      <p>{piece.text}</p>
      {letters.map(({ draft, mailto }) => (
        <Letter key={draft.subject + draft.to} draft={draft} mailto={mailto} />
      ))}
      <Why
        standing={standing}
        application={piece.application}
        rule={piece.id}
        summary={words.why.heading}
        title={piece.title}
      />
      {piece.kind !== "avoid" && (
        <div class="actions">
          {piece.kind === "do" && (
            <button
              type="button"
              aria-label={`${text.done}: ${piece.title}`}
              onClick={() => note(piece, "advice-done")}
            >
              {text.done}
            </button>
          )}
          <NotNow piece={piece} />
        </div>
      )}
    </li>
  );
}

/** How things stand, unless the first piece of advice has the same title. */
function Headline({ report }: { report: Standing["report"] }) {
  const { headline, advice } = report;
  const [first] = advice;
  const titles = first ? [first.title, `${first.application}: ${first.title}`] : [];
  return headline && !titles.includes(headline) ? <p class="headline">{headline}</p> : null;
}

export function StandingView({ standing }: { standing: Standing }) {
  const { report } = standing;
  const text = words.advice;
  const several = Object.keys(applicationsOf(standing.search)).length > 1;
  return (
    <>
      <p class="minor printed">{text.asOf(sayMoment(report.now))}</p>
      <Headline report={report} />
      {report.advice.length === 0 && <p>{text.nothing}</p>}
      <ol class="pieces">
        {report.advice.map((piece) => (
          <PieceView
            key={`${piece.application} ${piece.id}`}
            piece={piece}
            standing={standing}
            several={several}
          />
        ))}
      </ol>
      <PutOff standing={standing} />
      {report.next_change !== null && (
        <p class="minor">{text.changes(sayOnDay(report.next_change))}</p>
      )}
      {report.assumptions.length > 0 && (
        <details>
          <summary>{text.assumes}</summary>
          <ul>
            {report.assumptions.map((each) => (
              <li key={each.fact}>{each.text}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
