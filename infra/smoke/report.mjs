import { adviceFor, silentTriggerAdvice } from "./advice.mjs";
import { GitHub } from "./github.mjs";
import { SilentTrigger } from "./hub.mjs";

/** Prints a run: a line per step, and advice. It never prints a secret that it knows. */
export class Report {
  #address;
  #github = new GitHub();
  #secrets = [];
  #lines = [];
  #failures = [];

  constructor(address) {
    this.#address = address;
  }

  get exitCode() {
    if (this.#isSilent) {
      return 3;
    }
    return this.#failures.length === 0 ? 0 : 1;
  }

  hide(secret) {
    this.#secrets.push(secret);
  }

  passed(step, ms) {
    this.#write(line("ok", step, ms));
  }

  /** @param {Error} failure of a step, or of the test itself if it did not expect an answer */
  failed(failure) {
    this.#failures.push(failure);
    const { step = "the smoke test itself", ms = 0, message } = failure;
    const lookAt = `Look at: ${adviceFor(step)}.`;
    this.#write(`${line("FAILED", step, ms)}\n        ${message}\n        ${lookAt}`);
    this.#github.annotate(`${step} failed`, this.#clean(`${message}. ${lookAt}`));
  }

  close() {
    if (this.#isSilent) {
      const title = "THE SIGNALR TRIGGER DOES NOT ANSWER";
      const advice = silentTriggerAdvice.map((check, index) => `${index + 1}. ${check}`).join("\n");
      this.#write(`\n${title}: REST and the connection work, calls over SignalR do not. Look at:\n${advice}`);
      this.#github.annotate(title, advice);
    }
    this.#github.summarize(`Smoke test of ${this.#address}`, this.#lines);
  }

  get #isSilent() {
    return this.#failures.some((failure) => failure.cause instanceof SilentTrigger);
  }

  #write(text) {
    this.#lines.push(this.#clean(text));
    console.log(this.#lines.at(-1));
  }

  #clean(text) {
    return this.#secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, "***"), text);
  }
}

function line(outcome, step, ms) {
  return `${outcome.padEnd(7)} ${step.padEnd(14)} ${Math.round(ms).toString().padStart(6)} ms`;
}
