import type { ReadReceipt } from './events.js';
import { retry } from './retry.js';
import type { Waker } from './waker.js';

export interface ReadMarkerOptions {
  put: (roomId: number, seq: number, signal: AbortSignal) => Promise<ReadReceipt>;
  onReceipt: (receipt: ReadReceipt) => void;
  waker: Waker;
}

/** Tells the server how far the own user has read: one request at a time a room, and only the last position. */
export class ReadMarker {
  readonly #options: ReadMarkerOptions;
  readonly #stop = new AbortController();
  readonly #wanted = new Map<number, number>();
  readonly #sending = new Set<number>();

  constructor(options: ReadMarkerOptions) {
    this.#options = options;
  }

  mark(roomId: number, seq: number): void {
    if (seq <= (this.#wanted.get(roomId) ?? 0)) return;
    this.#wanted.set(roomId, seq);
    if (!this.#sending.has(roomId)) void this.#send(roomId);
  }

  stop(): void {
    this.#stop.abort();
  }

  async #send(roomId: number): Promise<void> {
    this.#sending.add(roomId);
    let sent = 0;
    const put = () => {
      sent = this.#wanted.get(roomId) ?? 0;
      return this.#options.put(roomId, sent, this.#stop.signal);
    };
    try {
      while (sent < (this.#wanted.get(roomId) ?? 0)) {
        this.#options.onReceipt(await retry(put, this.#options.waker, this.#stop.signal));
      }
    } catch {
      // Stopped, or the room is gone: there is nothing left to mark.
    } finally {
      this.#sending.delete(roomId);
    }
  }
}
