/** What the rules say: findings, advice, every rule with its reasons, the plan and the tests. */

import type { Explanation } from "interview-rules";
import { useEffect, useState } from "preact/hooks";
import { sayMoment } from "../shared/dates.js";
import { Section } from "../shared/parts.js";
import { Picture } from "../shared/picture.js";
import { words } from "../words/playground.js";
import type { Mark } from "./marks.js";
import type { Outcome } from "./working.js";

type Found = NonNullable<Outcome["found"]>;
type RuleStatus = Found["status"]["rules"][number];
type Part = Explanation["tree"];

export function Findings({ marks }: { marks: readonly Mark[] }) {
  return (
    <Section id="findings" heading={words.findings} class="card">
      {marks.length === 0 && <p>{words.noFindings}</p>}
      <ul class="entries">
        {marks.map(({ file, line, column, level, message, hint }) => (
          <li key={`${file} ${line} ${column} ${message}`} class={level}>
            <span class="kind">{words.place(words.files[file] ?? file, line)}</span> {message}
            {hint && <span class="minor"> ({hint})</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Advice({ found }: { found: Found }) {
  const { advice } = found.report;
  return (
    <Section id="advice" heading={words.advice} class="card">
      {advice.length === 0 && <p>{words.noAdvice}</p>}
      <ol class="entries">
        {advice.map((piece) => (
          <li key={piece.id} class={piece.kind}>
            <p>
              <span class="kind">{words.kinds[piece.kind]}</span> <strong>{piece.title}</strong>
              {piece.due && (
                <span class="minor"> · {words.due(sayMoment(piece.due_at ?? piece.due))}</span>
              )}
            </p>
            <p>{piece.text}</p>
            <p class="minor">
              <code>{piece.id}</code> <Window since={piece.since} until={piece.until} />
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Window({ since, until }: { since: string | null; until: string | null }) {
  const parts = [since && words.from(sayMoment(since)), until && words.until(sayMoment(until))];
  return <>{parts.filter(Boolean).join(" ")}</>;
}

interface TreeProps {
  part: Part;
  /** The value that the rule needs this part to have. */
  wanted: boolean;
  /** Whether to open this part, as the root is opened, and what keeps the rule from holding. */
  isOpen: boolean;
}

/** A part of a condition, with what it looked at. */
function Tree({ part, wanted, isOpen }: TreeProps) {
  const saw = part.saw.map(({ fact, value }) => `${fact}: ${value}`).join("; ");
  const inner = part.parts as Part[];
  const line = (
    <>
      <span aria-hidden="true">{part.holds ? "✓" : "✗"}</span>
      <span class="hidden">{part.holds ? words.true : words.false}</span> <code>{part.words}</code>
      {saw && <span class="minor"> {saw}</span>}
      {part.changes && <span class="minor"> · {words.later(sayMoment(part.changes))}</span>}
    </>
  );
  if (inner.length === 0) return <li>{line}</li>;
  return (
    <li>
      <details open={isOpen}>
        <summary>{line}</summary>
        <ul class="tree">
          {inner.map((each) => {
            const needed = part.kind === "not" ? !wanted : wanted;
            const fails = part.holds !== wanted && each.holds !== needed;
            return <Tree key={each.words} part={each} wanted={needed} isOpen={isOpen && fails} />;
          })}
        </ul>
      </details>
    </li>
  );
}

function Why({ found, rule }: { found: Found; rule: string }) {
  const [open, setOpen] = useState(false);
  const [explanation, setExplanation] = useState<Explanation>();
  const { rules, state, report } = found;
  useEffect(() => {
    if (!open) return;
    let current = true;
    rules
      .explain(state, rule, { now: report.now })
      .then((next) => current && setExplanation(next))
      .catch((error) => console.error(error));
    return () => {
      current = false;
    };
  }, [open, rules, state, report, rule]);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={`${words.why}: ${rule}`}>{words.why}</summary>
      {explanation && (
        <>
          {explanation.missing.length > 0 && <p>{words.missing(explanation.missing.join(", "))}</p>}
          <ul class="tree">
            <Tree part={explanation.tree} wanted isOpen />
          </ul>
        </>
      )}
    </details>
  );
}

function said({ holds, given, since, until, earliest, instead, hidden }: RuleStatus) {
  if (given) {
    return (
      <>
        {words.given} <Window since={since} until={until} />
      </>
    );
  }
  if (hidden) return words.hidden;
  if (holds && instead.length > 0) return words.replaced(instead.join(", "));
  if (holds) {
    return (
      <>
        {words.holds} <Window since={null} until={until} />
      </>
    );
  }
  return earliest ? words.later(sayMoment(earliest)) : words.not;
}

function RuleList({ rules, found }: { rules: readonly RuleStatus[]; found: Found }) {
  return (
    <ul class="entries">
      {rules.map((rule) => (
        <li key={rule.id} class={rule.holds ? "do" : "know"}>
          <p>
            <code>{rule.id}</code> <span class="minor">{said(rule)}</span>
          </p>
          <Why found={found} rule={rule.id} />
        </li>
      ))}
    </ul>
  );
}

export function RulesView({ found }: { found: Found }) {
  const { rules } = found.status;
  const own = rules.filter((rule) => rule.pack === found.report.pack);
  const others = rules.filter((rule) => rule.pack !== found.report.pack);
  const rank = ({ holds, given, earliest }: RuleStatus) =>
    given ? 0 : holds ? 1 : earliest ? 2 : 3;
  const sorted = [...others].sort((one, other) => rank(one) - rank(other));
  return (
    <Section id="rules" heading={words.rules} class="card">
      <h3>{words.own}</h3>
      {own.length === 0 ? <p>{words.noOwn}</p> : <RuleList rules={own} found={found} />}
      <details>
        <summary>{words.extended(others.length)}</summary>
        <RuleList rules={sorted} found={found} />
      </details>
    </Section>
  );
}

export function PlanView({ picture }: { picture: string }) {
  return (
    <Section id="plan" heading={words.plan} class="card">
      <Picture svg={picture} label={words.planPicture} />
    </Section>
  );
}

export function TestsView({ tests }: { tests: Outcome["tests"] }) {
  const { coverage } = tests;
  const passed = tests.tests.filter((each) => each.passed).length;
  return (
    <Section id="tests" heading={words.testsRun} class="card">
      {!coverage && <p>{words.noTests}</p>}
      {coverage && (
        <p>
          {words.passed(passed, tests.tests.length)}. {words.coverage(coverage.percent)}.
        </p>
      )}
      <ul class="entries">
        {tests.tests.map((each) => (
          <li key={`${each.line} ${each.now}`} class={each.passed ? "do" : "error"}>
            <p>
              <span class="kind">{each.passed ? words.hasPassed : words.hasFailed}</span>{" "}
              {each.name}
            </p>
            {each.failures.map(({ message, explanation }) => (
              <div key={message}>
                <p>{message}</p>
                {explanation && <pre>{explanation}</pre>}
              </div>
            ))}
          </li>
        ))}
      </ul>
      {coverage && (
        <ul class="minor">
          {coverage.leaves_never_true.map((leaf) => (
            <li key={`t${leaf.at}`}>{words.neverTrue(leaf.words)}</li>
          ))}
          {coverage.leaves_never_false.map((leaf) => (
            <li key={`f${leaf.at}`}>{words.neverFalse(leaf.words)}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
