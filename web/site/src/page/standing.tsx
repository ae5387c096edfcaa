/** Where the person stands: the advice, with reasons and letters. */

import type { Event } from "interview-rules";
import { useState } from "preact/hooks";
import { words } from "../words/index.js";
import type { Piece, Standing } from "./advice.js";
import { day, lastDay, now, sayNearDay } from "./dates.js";
import { Letter } from "./letter.js";
import { applicationsOf, store, withEvents } from "./store.js";
import { Why } from "./why.js";

/** Record that advice was followed or is put off, in the log of its application. */
function note(piece: Piece, event: "advice-done" | "advice-set-aside", until = ""): void {
  const entry: Event = {
    at: now(),
    event,
    advice: piece.action,
    detail: piece.title,
    ...(until && { date: until }),
  };
  const text = words.advice;
  const said = event === "advice-done" ? text.doneSaid(piece.title) : text.hidden(piece.title);
  const next = withEvents(store.search, piece.application, (events) => [...events, entry]);
  store.change(next, said);
}

/** When a piece of advice is due, or until when it applies. */
function Due({ piece }: { piece: Piece }) {
  const text = words.advice;
  if (piece.due !== null) {
    const late = piece.due < day();
    const said = late ? text.late(sayNearDay(piece.due)) : text.due(sayNearDay(piece.due));
    return <p class={late || piece.due === day() ? "due soon" : "due"}>{said}</p>;
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
      <summary>{text.notNow}</summary>
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
      />
      {piece.kind !== "avoid" && (
        <div class="actions">
          {piece.kind === "do" && (
            <button type="button" onClick={() => note(piece, "advice-done")}>
              {text.done}
            </button>
          )}
          <NotNow piece={piece} />
        </div>
      )}
    </li>
  );
}

export function StandingView({ standing }: { standing: Standing }) {
  const { report } = standing;
  const [opened, setOpened] = useState(false);
  const text = words.advice;
  const several = Object.keys(applicationsOf(standing.search)).length > 1;
  return (
    <>
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
      {report.next_change !== null && (
        <p class="minor">{text.changes(sayNearDay(report.next_change))}</p>
      )}
      {report.assumptions.length > 0 && (
        <details open={opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
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
