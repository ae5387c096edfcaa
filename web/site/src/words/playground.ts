/** Every word of the playground in English. */

export const words = {
  title: "Playground for rules",
  tagline: "Write a rule pack and a situation, and see at once what the rules say.",
  privacy: "Nothing is sent anywhere, and nothing is saved: copy a link to keep your work.",
  loading: "Getting ready. This downloads about 8 MB, once.",
  failed: "The rules could not be loaded. Open the page again.",
  page: "Where do I stand? The page for people",

  example: "Start from an example",
  choose: "Choose an example…",
  replace: "This replaces what you have written. Continue?",
  copyLink: "Copy a link to this",
  copied: "The link was copied. It has the pack, the tests and the situation.",
  notCopied: "Copying failed. The address of this page is the link.",
  wrongLink: "The link is damaged, so the first example is shown.",

  pack: "Rule pack",
  tests: "Tests",
  state: "Situation",
  now: "Moment",
  working: "Working it out…",
  current: "Up to date",

  findings: "Findings",
  noFindings: "No findings",
  place: (file: string, line: number) => (line > 0 ? `${file}, line ${line}` : file),
  files: { "pack.yaml": "Rule pack", "pack.tests.yaml": "Tests", state: "Situation" } as Record<
    string,
    string
  >,

  advice: "Advice",
  noAdvice: "No advice at this moment.",
  kinds: { do: "do", avoid: "avoid", know: "know" },
  due: (day: string) => `due ${day}`,

  rules: "Rules",
  own: "Rules of this pack",
  extended: (count: number) => `Rules of extended packs (${count})`,
  noOwn: "This pack adds no rules of its own.",
  given: "gives its advice",
  holds: "holds",
  hidden: "holds, but its advice is done or put off",
  replaced: (by: string) => `holds, but ${by} takes precedence`,
  later: (when: string) => `will hold from ${when}`,
  not: "does not hold",
  from: (when: string) => `from ${when}`,
  until: (when: string) => `until ${when}`,
  why: "Why",
  missing: (facts: string) => `Unknown facts that it needs: ${facts}`,
  true: "true",
  false: "false",

  plan: "Plan",
  planPicture: "The weeks ahead under these rules",

  testsRun: "Test results",
  passed: (passed: number, all: number) => `${passed} of ${all} passed`,
  noTests: "No test runs while there are errors.",
  coverage: (percent: number) => `Coverage ${percent}%`,
  hasFailed: "failed",
  hasPassed: "passed",
  neverTrue: (words: string) => `never true in a test: ${words}`,
  neverFalse: (words: string) => `never false in a test: ${words}`,
};
