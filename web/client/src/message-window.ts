import type { Message } from './events.js';

/**
 * The messages of one room between the oldest loaded and the first hole. Messages beyond the hole are kept until it
 * is filled. The order and the number of times in which messages and deletions arrive make no difference.
 */
export class MessageWindow {
  readonly #known = new Map<number, Message>();
  /** When the client learned that the message of this seq is deleted: its event may come before the message. */
  readonly #deleted = new Map<number, string>();
  #first = 0;
  #last = 0;
  #newest = 0;

  /** Whether a first page was loaded. Without one there is no window and no hole. */
  get isLoaded(): boolean {
    return this.#first > 0;
  }

  get first(): number {
    return this.#first;
  }

  get last(): number {
    return this.#last;
  }

  get hasOlder(): boolean {
    return this.#first > 1;
  }

  get hasHole(): boolean {
    return this.isLoaded && this.#newest > this.#last;
  }

  get messages(): readonly Message[] {
    return this.#range(this.#first, this.#last);
  }

  /** Begins with the newest page. */
  load(page: readonly Message[]): readonly Message[] {
    this.startAfter((page[0]?.seq ?? 1) - 1);
    return this.add(page);
  }

  /** Begins with what comes after this message. */
  startAfter(seq: number): void {
    this.#first = seq + 1;
    this.#last = seq;
  }

  /** Returns the messages that came into the window. Those before it are left to `addOlder`. */
  add(messages: readonly Message[]): readonly Message[] {
    for (const message of messages) {
      if (message.seq < this.#first) continue;
      this.#known.set(message.seq, this.#merge(message));
      this.expect(message.seq);
    }
    const last = this.#last;
    if (this.isLoaded) while (this.#known.has(this.#last + 1)) this.#last++;
    return this.#range(last + 1, this.#last);
  }

  /** Adds the page before the window. Returns the messages that came into the window. */
  addOlder(page: readonly Message[]): readonly Message[] {
    for (const message of page) this.#known.set(message.seq, this.#merge(message));
    const first = this.#first;
    while (this.#known.has(this.#first - 1)) this.#first--;
    return this.#range(this.#first, first - 1);
  }

  /** A message of this seq exists. */
  expect(seq: number): void {
    this.#newest = Math.max(this.#newest, seq);
  }

  delete(seq: number, at: string): void {
    if (!this.#deleted.has(seq)) this.#deleted.set(seq, at);
    const message = this.#known.get(seq);
    if (message) this.#known.set(seq, this.#merge(message));
  }

  /** Forgets all but the newest messages, so that memory does not grow with every page. */
  trim(count: number): void {
    const first = Math.max(this.#first, this.#last - count + 1);
    for (let seq = this.#first; seq < first; seq++) this.#known.delete(seq);
    this.#first = first;
  }

  #merge(message: Message): Message {
    const known = this.#known.get(message.seq);
    if (known?.deleted_at) return known;
    const merged = known?.is_read ? { ...message, is_read: true } : message;
    const deletedAt = this.#deleted.get(message.seq);
    return deletedAt && !message.deleted_at ? { ...merged, content: null, deleted_at: deletedAt } : merged;
  }

  #range(first: number, last: number): Message[] {
    return Array.from({ length: last - first + 1 }, (_, index) => this.#known.get(first + index)!);
  }
}
