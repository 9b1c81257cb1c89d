import { isUnauthorized, NetworkError } from './errors.js';
import type { CallName, Calls, Change, ConnectionGrant } from './events.js';
import type { Hub, HubFactory } from './hub.js';
import { Store } from './observable.js';
import { pause } from './retry.js';
import { watchWaking } from './wake.js';
import type { Waker } from './waker.js';

/**
 * `connecting`: a connection is being opened. `syncing`: events arrive, and what was missed is being fetched.
 * `connected`: everything is up to date. `waiting`: the connection was lost; the next try follows by itself.
 * `stopped`: not started, stopped, or the session is over (then `error` says so).
 */
export type ConnectionState = 'stopped' | 'connecting' | 'syncing' | 'connected' | 'waiting';

export interface ConnectionStatus {
  state: ConnectionState;
  /** Why the last connection ended or the last try failed. */
  error: unknown;
}

export interface ConnectionOptions {
  negotiate: (signal: AbortSignal) => Promise<ConnectionGrant>;
  createHub: HubFactory;
  onEvent: (change: Change) => void;
  /** Joins rooms and catches up. If it fails, the connection is opened anew. */
  onOpen: (signal: AbortSignal) => Promise<void>;
  waker: Waker;
}

const HEARTBEAT = 30_000;
/** A connection that does not answer for so long counts as lost. */
const PATIENCE = 10_000;
/** After a sleep it is probably lost. Opening a new one for nothing costs less than waiting for a dead one. */
const WAKE_PATIENCE = 500;
/** A connection that lasted so long was no failure: the next wait is short again. */
const STABLE = 10_000;

/** Keeps one connection to the hub open, whatever the network does. */
export class Connection extends Store<ConnectionStatus> {
  readonly #options: ConnectionOptions;
  #hub: Hub | null = null;
  #running: AbortController | null = null;
  /** The last connection ended because it did not answer. */
  #hasDied = false;

  constructor(options: ConnectionOptions) {
    super({ state: 'stopped', error: null });
    this.#options = options;
  }

  get state(): ConnectionState {
    return this.getSnapshot().state;
  }

  start(): void {
    if (this.#running) return;
    this.#running = new AbortController();
    void this.#run(this.#running);
  }

  stop(): void {
    this.#running?.abort();
    this.#end(null);
  }

  async invoke<C extends CallName>(call: C, argument: Calls[C][0]): Promise<Calls[C][1]> {
    if (!this.#hub) throw new NetworkError('There is no connection.');
    return within(PATIENCE, this.#hub.invoke(call, argument));
  }

  async #run(running: AbortController): Promise<void> {
    const { signal } = running;
    const stopWatching = watchWaking(() => this.#probe(WAKE_PATIENCE));
    for (let attempt = 0; !signal.aborted; attempt++) {
      const startedAt = Date.now();
      const error = await this.#connect(signal);
      if (signal.aborted) break;
      if (isUnauthorized(error)) {
        this.#end(error);
        break;
      }
      if (Date.now() - startedAt > STABLE) attempt = 0;
      this.set({ state: 'waiting', error });
      // That one connection died says nothing about the server: nobody else returns at this moment.
      if (!this.#hasDied) await pause(attempt, error, this.#options.waker, signal);
      this.#hasDied = false;
    }
    stopWatching();
  }

  #end(error: unknown): void {
    this.#running = null;
    this.set({ state: 'stopped', error });
  }

  /** Opens a connection and waits for its end. The result is the reason. */
  async #connect(stop: AbortSignal): Promise<unknown> {
    this.set({ state: 'connecting', error: this.getSnapshot().error });
    const life = new AbortController();
    const signal = AbortSignal.any([stop, life.signal]);
    try {
      const grant = await this.#options.negotiate(signal);
      const hub = this.#options.createHub(grant, {
        onEvent: (change) => signal.aborted || this.#options.onEvent(change),
        onClose: () => life.abort(),
      });
      return await this.#live(hub, signal);
    } catch (error) {
      return error;
    } finally {
      life.abort();
    }
  }

  /** Runs until the connection ends: it never returns normally. */
  async #live(hub: Hub, signal: AbortSignal): Promise<never> {
    const end = rejectOnAbort(signal);
    const orEnd = <T>(work: Promise<T>) => Promise.race([work, end]);
    let heartbeat: ReturnType<typeof setInterval> | undefined;
    try {
      await orEnd(within(PATIENCE, hub.start()));
      // Delivery is certain from the reply to the first call on.
      await orEnd(within(PATIENCE, hub.invoke('user-online', {})));
      heartbeat = setInterval(() => this.#probe(PATIENCE), HEARTBEAT);
      this.#hub = hub;
      this.set({ state: 'syncing', error: null });
      await orEnd(this.#options.onOpen(signal));
      this.set({ state: 'connected', error: null });
      this.#options.waker.wake();
      return await end;
    } catch (cause) {
      // Whether the user has to sign in again shows when the next grant is asked for.
      throw isUnauthorized(cause) ? new NetworkError('The session of the connection ended.', { cause }) : cause;
    } finally {
      clearInterval(heartbeat);
      if (this.#hub === hub) this.#hub = null;
      // A stop of a dead connection may take long or fail. Nobody needs its result.
      hub.stop().catch(() => {});
    }
  }

  /** Finds out whether the connection still lives, or ends the wait for the next one. */
  #probe(patience: number): void {
    const hub = this.#hub;
    if (!hub) return this.#options.waker.wake();
    within(patience, hub.invoke('user-online', {})).catch((error: unknown) => {
      // After a refusal the connection lives: the next heartbeat repeats the call.
      if (!(error instanceof NetworkError) || hub !== this.#hub) return;
      this.#hasDied = true;
      hub.stop().catch(() => {});
    });
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  const end = new Promise<never>((_, reject) => {
    const onAbort = () => reject(new NetworkError('The connection ended.'));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
  // It may end while nobody waits for it.
  end.catch(() => {});
  return end;
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NetworkError('The connection does not answer.')), milliseconds);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
