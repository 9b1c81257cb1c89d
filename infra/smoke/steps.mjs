/** A step that failed; `cause` has the reason. */
export class StepFailure extends Error {
  /** @param {number} ms how long it took */
  constructor(step, ms, cause) {
    super(cause.message, { cause });
    this.step = step;
    this.ms = ms;
  }
}

/** Runs the steps one after the other, each with the same time limit. */
export class Steps {
  #seconds;
  #report;

  constructor(seconds, report) {
    this.#seconds = seconds;
    this.#report = report;
  }

  /**
   * @param {string} name
   * @param {(time: AbortSignal) => Promise<T>} action aborted at the end of `time`
   * @param {(limit: string) => Error} late the error in that case
   * @throws {StepFailure}
   * @template T
   */
  async run(name, action, late = (limit) => new Error(`not done ${limit}`)) {
    const started = performance.now();
    const time = new AbortController();
    const timer = setTimeout(() => time.abort(late(`within ${this.#seconds} s`)), this.#seconds * 1000);
    try {
      const result = await Promise.race([action(time.signal), end(time.signal)]);
      this.#report.passed(name, performance.now() - started);
      return result;
    } catch (reason) {
      throw new StepFailure(name, performance.now() - started, time.signal.reason ?? reason);
    } finally {
      clearTimeout(timer);
    }
  }
}

function end(time) {
  return new Promise((_, reject) => time.addEventListener("abort", () => reject(time.reason)));
}
