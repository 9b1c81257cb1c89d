import type { Message } from './events.js';

/** So many of the newest messages of a room are told apart. An older one counts as a repetition. */
const WINDOW = 1000;

interface Seen {
  readonly seqs: Set<number>;
  newest: number;
  /** Messages up to here were there before this client. */
  start: number;
}

/** Tells listeners each new message once, however often events and syncs bring it. */
export class MessageFeed {
  readonly #listeners = new Set<(message: Message) => void>();
  readonly #rooms = new Map<number, Seen>();

  subscribe = (listener: (message: Message) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  startAfter(roomId: number, seq: number): void {
    const seen = this.#seen(roomId);
    seen.start = Math.max(seen.start, seq);
  }

  offer(message: Message): void {
    if (!this.#isNew(message) || message.deleted_at) return;
    for (const listener of [...this.#listeners]) listener(message);
  }

  #isNew({ chatroom_id, seq }: Message): boolean {
    const seen = this.#seen(chatroom_id);
    if (seq <= seen.start || seq <= seen.newest - WINDOW || seen.seqs.has(seq)) return false;
    seen.seqs.add(seq);
    seen.newest = Math.max(seen.newest, seq);
    if (seen.seqs.size > 2 * WINDOW) forgetOld(seen);
    return true;
  }

  #seen(roomId: number): Seen {
    const seen = this.#rooms.get(roomId) ?? { seqs: new Set(), newest: 0, start: 0 };
    this.#rooms.set(roomId, seen);
    return seen;
  }
}

function forgetOld({ seqs, newest }: Seen): void {
  for (const seq of seqs) if (seq <= newest - WINDOW) seqs.delete(seq);
}
