/** A program as a user of the package might write it. It only has to compile. */

import {
  type Answers,
  load,
  type Problem,
  ProblemsError,
  type Report,
  type Rules,
  type State,
} from "interview-rules";

interface Card {
  title: string;
  due: string;
  letters: string[];
}

const day = (report: Report, index: number): string => {
  const advice = report.advice[index];
  return advice?.due ?? advice?.due_at ?? "";
};

function cards(report: Report): Card[] {
  return report.advice.map((advice, index) => ({
    title: `${advice.kind}: ${advice.title}`,
    due: day(report, index),
    letters: advice.drafts.map((draft) => `${draft.subject}\n\n${draft.body}`),
  }));
}

function shown(problems: readonly Problem[]): string {
  return problems.map(({ pointer, detail, hint }) => `${pointer} ${detail} ${hint}`).join("\n");
}

export async function page(rules: Rules, state: State, answers: Answers): Promise<string[]> {
  try {
    const answered = await rules.answer(state, answers);
    const report = await rules.advise(answered, { include: ["windows", "drafts"] });
    const plan = await rules.plan(answered, {
      assume: ["silence", { event: "reply-received", at: "2026-12-01" }],
    });
    const lines = cards(report).map((card) => `${card.title} ${card.due}`);
    for (const question of report.questions) {
      const choices = question.choices.map((choice) => choice.label);
      lines.push(`${question.text} ${choices.join(", ")} ${question.earliest ?? ""}`);
    }
    return [...lines, `${plan.stretches.length} stretches`, await rules.ics(answered)];
  } catch (error) {
    if (error instanceof ProblemsError) return [shown(error.problems)];
    throw error;
  }
}

const mine = await load();
const own = mine.with("pack: mine\nextends: in-practice\n");
const search = { applications: { Acme: { interview: "2026-11-19" } } };
const events: State["events"] = [
  { event: "interview", at: "2026-11-19T14:00", interviewers: ["Ms. Okafor"] },
];
console.log(await page(own, { events, employer_kind: "university" }, { decision_date: "no" }));
console.log((await mine.search.advise(search)).advice.map((advice) => advice.application));
mine.close();
