import { ApiError, isTransient } from './errors.js';
import { retry } from './retry.js';
import type { Waker } from './waker.js';

export interface OpenRoomsOptions {
  /** Resolves to the newest seq of the room. */
  join: (roomId: number) => Promise<number>;
  leave: (roomId: number) => Promise<unknown>;
  onJoined: (roomId: number, lastSeq: number) => void;
  waker: Waker;
}

/** The rooms that are on screen. Only these send their events to this connection. */
export class OpenRooms {
  readonly #options: OpenRoomsOptions;
  readonly #counts = new Map<number, number>();
  readonly #stop = new AbortController();

  constructor(options: OpenRoomsOptions) {
    this.#options = options;
  }

  has(roomId: number): boolean {
    return this.#counts.has(roomId);
  }

  ids(): number[] {
    return [...this.#counts.keys()];
  }

  open(roomId: number): void {
    const count = this.#counts.get(roomId) ?? 0;
    this.#counts.set(roomId, count + 1);
    if (count === 0) this.join(roomId);
  }

  /** False as long as the room is open elsewhere. */
  close(roomId: number): boolean {
    const count = this.#counts.get(roomId) ?? 0;
    if (count > 1) this.#counts.set(roomId, count - 1);
    else if (this.#counts.delete(roomId)) this.#options.leave(roomId).catch(() => {});
    return !this.has(roomId);
  }

  /** Joins in the background. */
  join(roomId: number): void {
    const join = async () => (this.has(roomId) ? this.#join(roomId) : undefined);
    retry(join, this.#options.waker, this.#stop.signal).catch(() => {});
  }

  /** A new connection has joined no room. */
  async joinAll(): Promise<void> {
    await Promise.all(this.ids().map((id) => this.#join(id)));
  }

  stop(): void {
    this.#stop.abort();
  }

  async #join(roomId: number): Promise<void> {
    try {
      this.#options.onJoined(roomId, await this.#options.join(roomId));
    } catch (error) {
      // The room is gone. An event or the sync tells.
      if (!(error instanceof ApiError) || isTransient(error)) throw error;
    }
  }
}
