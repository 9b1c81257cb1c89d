/** Waits that end early when there is reason to try again now, for example because the network is back. */
export class Waker {
  readonly #sleepers = new Set<() => void>();

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return this.#wait(milliseconds, signal, this.#sleepers);
  }

  /** A wait that `wake` does not shorten. */
  sleepFully(milliseconds: number, signal: AbortSignal): Promise<void> {
    return this.#wait(milliseconds, signal, new Set());
  }

  wake(): void {
    for (const end of [...this.#sleepers]) end();
  }

  #wait(milliseconds: number, signal: AbortSignal, sleepers: Set<() => void>): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        sleepers.delete(end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      sleepers.add(end);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
  }
}
