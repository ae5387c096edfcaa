/** The next useful question, and its answer. */

import type { Problem, SearchReport } from "interview-rules";
import { ProblemsError } from "interview-rules";
import { useEffect, useState } from "preact/hooks";
import { momentOf, now } from "../shared/dates.js";
import { entered, Field, namesIn, Problems, Section } from "../shared/parts.js";
import { words } from "../words/index.js";
import { focusOn } from "./focus.js";
import { store } from "./store.js";

type Question = SearchReport["questions"][number];

/** The fields in which a question is answered that is not answered by a choice alone. */
function AnswerFields({ question }: { question: Question }) {
  const text = words.question;
  switch (question.type) {
    case "moment":
      return (
        <div class="row">
          <Field
            label={words.form.day}
            name="day"
            type="date"
            required
            min={question.earliest ?? undefined}
            max={question.latest ?? undefined}
          />
          {question.hour && <Field label={words.form.hour} name="hour" type="time" />}
        </div>
      );
    case "names":
      return <Field label={words.form.names} name="names" required />;
    case "count":
      return (
        <Field
          label={text.count}
          name="count"
          type="number"
          required
          min={question.minimum ?? undefined}
          max={question.maximum ?? undefined}
        />
      );
    case "choice":
      return null;
  }
}

/** The answer in the form, as the library takes it. */
function answerIn(question: Question, form: Record<string, string>): unknown {
  if (question.type === "moment") return momentOf(form["day"] ?? "", form["hour"] ?? "");
  if (question.type === "names") return namesIn(form["names"]);
  return form["count"];
}

interface QuestionProps {
  question: Question;
  several: boolean;
}

export function QuestionView({ question, several }: QuestionProps) {
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const text = words.question;
  const { id, application } = question;
  useEffect(() => setProblems([]), [id, application]);

  async function give(answer: unknown, said: string) {
    if (!store.rules) return;
    try {
      const answers = { [application]: { [id]: answer } };
      const before = store.search;
      const next = await store.rules.search.answer(before, answers, { now: now() });
      // If something else has changed meanwhile, the question may be another one.
      if (store.search !== before) return;
      const found = await store.change(() => next, said);
      setProblems(found);
      if (found.length === 0) focusOn("#question, #standing");
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      setProblems(error.problems);
    }
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    give(answerIn(question, entered(form)), text.saved);
  }

  return (
    <Section id="question" heading={text.heading} class="card question">
      {several && <p class="kind">{text.forApplication(application)}</p>}
      <p class="asked">{question.text}</p>
      <form onSubmit={submit} key={`${application} ${id}`}>
        <AnswerFields question={question} />
        <Problems problems={problems} />
        <p class="actions">
          {question.type !== "choice" && (
            <button type="submit" class="main">
              {text.answer}
            </button>
          )}
          {question.choices.map((choice) => (
            <button key={choice.value} type="button" onClick={() => give(choice.value, text.saved)}>
              {choice.label}
            </button>
          ))}
          <button type="button" class="quiet" onClick={() => give("unknown", text.skipped)}>
            {text.skip}
          </button>
        </p>
      </form>
    </Section>
  );
}
