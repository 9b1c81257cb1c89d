import type { Chatroom } from './events.js';
import { retry } from './retry.js';
import type { Waker } from './waker.js';

export interface RoomLoaderOptions {
  fetch: (roomId: number, signal: AbortSignal) => Promise<Chatroom>;
  onRoom: (room: Chatroom) => void;
  waker: Waker;
}

/** Fetches whole rooms, because lists and events name only the first participants. One request at a time a room. */
export class RoomLoader {
  readonly #options: RoomLoaderOptions;
  readonly #stop = new AbortController();
  readonly #wanted = new Set<number>();
  readonly #loading = new Set<number>();

  constructor(options: RoomLoaderOptions) {
    this.#options = options;
  }

  /** Afterwards the client knows the room as it was at the time of the call, or later. */
  load(roomId: number): void {
    this.#wanted.add(roomId);
    if (!this.#loading.has(roomId)) void this.#load(roomId);
  }

  stop(): void {
    this.#stop.abort();
  }

  async #load(roomId: number): Promise<void> {
    const { signal } = this.#stop;
    this.#loading.add(roomId);
    while (!signal.aborted && this.#wanted.delete(roomId)) {
      try {
        this.#options.onRoom(await retry(() => this.#options.fetch(roomId, signal), this.#options.waker, signal));
      } catch {
        // Stopped, or the room is gone: an event or the sync tells.
      }
    }
    this.#loading.delete(roomId);
  }
}
