import { ApiError } from './errors.js';
import type { Change, Chatroom, SyncPage } from './events.js';

export interface SyncOptions {
  fetchPage: (since: string | null, signal: AbortSignal) => Promise<SyncPage>;
  onChange: (change: Change) => void;
  /** The server no longer knows what this client missed. Its rooms follow as `chatroom-created`. */
  onResync: () => void;
  /** A complete list of the rooms was applied. */
  onSnapshot: (rooms: ReadonlyMap<number, Chatroom>) => void;
}

/** Fetches what this client missed: first all rooms, then the changes since the last time. */
export class Sync {
  readonly #options: SyncOptions;
  #token: string | null = null;
  /** The rooms of the snapshot that is being read; null while changes are read. */
  #snapshot: Map<number, Chatroom> | null = new Map();
  #last: Promise<void> = Promise.resolve();

  constructor(options: SyncOptions) {
    this.#options = options;
  }

  /** Afterwards this client knows all that the server had at the time of the call. */
  run(signal: AbortSignal): Promise<void> {
    this.#last = this.#last.catch(() => {}).then(() => this.#readAll(signal));
    return this.#last;
  }

  async #readAll(signal: AbortSignal): Promise<void> {
    let page: SyncPage;
    do {
      page = await this.#readPage(signal);
      signal.throwIfAborted();
      page.changes.forEach((change) => this.#apply(change));
      this.#token = page.next;
    } while (page.more);
    if (this.#snapshot) this.#options.onSnapshot(this.#snapshot);
    this.#snapshot = null;
  }

  async #readPage(signal: AbortSignal): Promise<SyncPage> {
    try {
      return await this.#options.fetchPage(this.#token, signal);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'resync_required') throw error;
      this.#token = null;
      this.#snapshot = new Map();
      this.#options.onResync();
      return this.#options.fetchPage(null, signal);
    }
  }

  #apply(change: Change): void {
    if (change.event === 'chatroom-created') this.#snapshot?.set(change.payload.id, change.payload);
    this.#options.onChange(change);
  }
}
