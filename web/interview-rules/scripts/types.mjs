/** Write src/api-types.ts from the models of the library: `npm run types`. */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const program = `
import json
from interview_rules.http.openapi import description
print(json.dumps(description(""), sort_keys=True), end="")
`;
const python = process.env.PYTHON ?? "python3";
const printed = execFileSync(python, ["-c", program], { encoding: "utf8" });
const digestOf = (text) => createHash("sha256").update(text).digest("hex");
const description = JSON.parse(printed);

/** The names of events of packs have a dot; a plain string would also allow misspelled names. */
const withDot = ts.factory.createTemplateLiteralType(ts.factory.createTemplateHead(""), [
  ts.factory.createTemplateLiteralTypeSpan(
    ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    ts.factory.createTemplateMiddle("."),
  ),
  ts.factory.createTemplateLiteralTypeSpan(
    ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    ts.factory.createTemplateTail(""),
  ),
]);
const types = astToString(
  await openapiTS(description, {
    alphabetize: true,
    defaultNonNullable: false,
    transform: (schema) => (schema.pattern?.includes("[.]") ? withDot : undefined),
  }),
);
writeFileSync(
  new URL("../src/api-types.ts", import.meta.url),
  `// Written by \`npm run types\` from schemas with the digest ${digestOf(printed)}.\n` +
    `// What follows has the digest ${digestOf(types)}.\n\n${types}`,
);
