import { retry } from './retry.js';
import type { Waker } from './waker.js';

export interface CatchUpOptions {
  sync: (signal: AbortSignal) => Promise<void>;
  isBehind: () => boolean;
  waker: Waker;
}

/** The event that was hinted at usually follows by itself. */
const HINT_PATIENCE = 500;
/** Any event may be lost without a trace. */
const INTERVAL = 300_000;

/** Syncs while the connection is up: when an event shows that another is missing, and from time to time. */
export class CatchUp {
  readonly #options: CatchUpOptions;
  #signal = AbortSignal.abort();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  /** Begins with a connection, and ends with it: the next one begins with a sync. */
  start(signal: AbortSignal): void {
    this.#signal = signal;
    const interval = setInterval(() => this.#sync(), INTERVAL);
    signal.addEventListener('abort', () => clearInterval(interval), { once: true });
  }

  /** Syncs soon, if something is missing then. */
  hint(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.#options.isBehind()) this.#sync();
    }, HINT_PATIENCE);
  }

  #sync(): void {
    const signal = this.#signal;
    if (signal.aborted) return;
    retry(() => this.#options.sync(signal), this.#options.waker, signal).catch(() => {
      // The connection ended, or this server refuses to sync: the next connection tries again.
    });
  }
}
