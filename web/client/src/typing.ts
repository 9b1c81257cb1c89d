import type { ParticipantActivity, UserReference } from './events.js';
import { MapStore } from './observable.js';

/** A lost connection sends no end of typing. */
const EXPIRY = 5_000;
const REPEAT = 3_000;

const NOBODY: readonly UserReference[] = [];

/** Who is typing, by room. */
export class Typing extends MapStore<number, readonly UserReference[]> {
  readonly #call: (call: 'typing' | 'stop-typing', roomId: number) => void;
  readonly #expiries = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #announced = new Map<number, number>();

  constructor(call: (call: 'typing' | 'stop-typing', roomId: number) => void) {
    super();
    this.#call = call;
  }

  users(roomId: number): readonly UserReference[] {
    return this.get(roomId) ?? NOBODY;
  }

  /** The own user types. Call it at each key press. */
  announce(roomId: number): void {
    const now = Date.now();
    if (now - (this.#announced.get(roomId) ?? -Infinity) < REPEAT) return;
    this.#announced.set(roomId, now);
    this.#call('typing', roomId);
  }

  /** The own user sent or cleared the text. */
  announceEnd(roomId: number): void {
    if (this.#announced.delete(roomId)) this.#call('stop-typing', roomId);
  }

  began({ chatroom_id, user }: ParticipantActivity): void {
    const key = `${chatroom_id}:${user.id}`;
    clearTimeout(this.#expiries.get(key));
    this.#expiries.set(
      key,
      setTimeout(() => this.ended(chatroom_id, user.id), EXPIRY),
    );
    const others = this.users(chatroom_id).filter(({ id }) => id !== user.id);
    this.put(chatroom_id, [...others, user]);
  }

  ended(roomId: number, userId: number): void {
    const key = `${roomId}:${userId}`;
    if (!this.#expiries.has(key)) return;
    clearTimeout(this.#expiries.get(key));
    this.#expiries.delete(key);
    const others = this.users(roomId).filter(({ id }) => id !== userId);
    if (others.length > 0) this.put(roomId, others);
    else this.remove(roomId);
  }

  stop(): void {
    for (const timer of this.#expiries.values()) clearTimeout(timer);
    this.#expiries.clear();
  }
}
