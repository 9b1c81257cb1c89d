import { appendFileSync } from "node:fs";

/** Writes to the page of a workflow run. Outside a workflow it does nothing. */
export class GitHub {
  #summary = process.env.GITHUB_STEP_SUMMARY;

  annotate(title, message) {
    if (this.#summary) {
      console.log(`::error title=${title}::${escape(message)}`);
    }
  }

  summarize(title, lines) {
    if (this.#summary) {
      appendFileSync(this.#summary, ["### " + title, "```text", ...lines, "```", ""].join("\n"));
    }
  }
}

/** Escapes a value of a workflow command. */
function escape(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
