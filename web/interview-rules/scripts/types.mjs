/** Write src/api-types.ts from the models of the library: `npm run types`. */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const program = `
import json
from interview_rules.http.openapi import description
print(json.dumps(description(""), sort_keys=True), end="")
`;
const python = process.env.PYTHON ?? "python3";
const printed = execFileSync(python, ["-c", program], { encoding: "utf8" });
const digest = createHash("sha256").update(printed).digest("hex");
const description = JSON.parse(printed);
const types = astToString(
  await openapiTS(description, { alphabetize: true, defaultNonNullable: false }),
);
writeFileSync(
  new URL("../src/api-types.ts", import.meta.url),
  `// Written by \`npm run types\` from schemas with the digest ${digest}.\n\n${types}`,
);
