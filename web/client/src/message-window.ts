import type { Message } from './events.js';

/**
 * The messages of one room between the oldest loaded and the first hole. Messages beyond the hole are kept until it
 * is filled. The order and the number of times in which messages and deletions arrive make no difference.
 */
export class MessageWindow {
  #messages: readonly Message[] = [];
  /** The seq at which the window begins; 0 before a first page. */
  #first = 0;
  /** The greatest seq that is known to exist. */
  #newest = 0;
  readonly #beyond = new Map<number, Message>();
  /** When the client learned that the message of this seq is deleted: its event may come before the message. */
  readonly #deleted = new Map<number, string>();

  /** Whether a first page was loaded. Without one there is no window and no hole. */
  get isLoaded(): boolean {
    return this.#first > 0;
  }

  get first(): number {
    return this.#first;
  }

  get last(): number {
    return this.#first + this.#messages.length - 1;
  }

  get hasOlder(): boolean {
    return this.#first > 1;
  }

  get hasHole(): boolean {
    return this.isLoaded && this.#newest > this.last;
  }

  /** The messages beyond the hole. */
  get heldBack(): readonly Message[] {
    return [...this.#beyond.values()];
  }

  get messages(): readonly Message[] {
    return this.#messages;
  }

  /** Begins with the newest page. */
  load(page: readonly Message[]): readonly Message[] {
    this.startAfter((page[0]?.seq ?? 1) - 1);
    return this.add(page);
  }

  /** Begins with what comes after this message. */
  startAfter(seq: number): void {
    this.#first = seq + 1;
    this.#messages = [];
  }

  /** Returns the messages that came into the window. Those before it are left to `addOlder`. */
  add(messages: readonly Message[]): readonly Message[] {
    for (const message of messages) {
      this.expect(message.seq);
      // A sync shows the present state: it may tell of a known message that it is deleted.
      if (message.deleted_at) this.delete(message.seq, message.deleted_at);
      if (!this.isLoaded || message.seq > this.last) this.#beyond.set(message.seq, this.#withDeletion(message));
    }
    return this.isLoaded ? this.#extend() : [];
  }

  /** Adds the page before the window. Returns the messages that came into the window. */
  addOlder(page: readonly Message[]): readonly Message[] {
    // The window may have been trimmed while the page was on its way.
    if (page.at(-1)?.seq !== this.#first - 1) return [];
    const older = page.map((message) => this.#withDeletion(message));
    this.#messages = [...older, ...this.#messages];
    this.#first -= older.length;
    return older;
  }

  /** A message of this seq exists. */
  expect(seq: number): void {
    this.#newest = Math.max(this.#newest, seq);
  }

  delete(seq: number, at: string): void {
    if (this.#deleted.has(seq)) return;
    this.#deleted.set(seq, at);
    const beyond = this.#beyond.get(seq);
    if (beyond) this.#beyond.set(seq, this.#withDeletion(beyond));
    const index = seq - this.#first;
    const message = this.#messages[index];
    if (message) this.#messages = this.#messages.with(index, this.#withDeletion(message));
  }

  /** Forgets all but the newest messages, so that memory does not grow with every page. */
  trim(count: number): void {
    const forgotten = Math.max(0, this.#messages.length - count);
    this.#messages = this.#messages.slice(forgotten);
    this.#first += forgotten;
  }

  #extend(): readonly Message[] {
    const next: Message[] = [];
    for (let seq = this.last + 1; this.#beyond.has(seq); seq++) {
      next.push(this.#beyond.get(seq)!);
      this.#beyond.delete(seq);
    }
    if (next.length > 0) this.#messages = [...this.#messages, ...next];
    return next;
  }

  #withDeletion(message: Message): Message {
    const deletedAt = this.#deleted.get(message.seq);
    return deletedAt && !message.deleted_at ? { ...message, content: null, deleted_at: deletedAt } : message;
  }
}
