import type { Message } from './events.js';
import { notify } from './observable.js';
import { Timeline, type TimelineOptions } from './timeline.js';
import type { Waker } from './waker.js';

/** Fetches a page of messages of a room. */
export type FetchPage = (
  roomId: number,
  ...query: Parameters<TimelineOptions['fetchPage']>
) => ReturnType<TimelineOptions['fetchPage']>;

export interface MessageFeedOptions {
  fetchPage: FetchPage;
  waker: Waker;
}

/**
 * Gives listeners each new message of all rooms: once, and in the order of its room. Each room is a timeline that
 * begins where the client began and keeps nothing. It does nothing without a listener.
 */
export class MessageFeed {
  readonly #options: MessageFeedOptions;
  readonly #listeners = new Set<(message: Message) => void>();
  readonly #rooms = new Map<number, Timeline>();

  constructor(options: MessageFeedOptions) {
    this.#options = options;
  }

  subscribe(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** A room in which messages after this one are new. Changes nothing if the room is known. */
  follow(roomId: number, seq: number): void {
    if (this.#listeners.size === 0 || this.#rooms.has(roomId)) return;
    const timeline: Timeline = new Timeline({
      fetchPage: (query, signal) => this.#options.fetchPage(roomId, query, signal),
      onShown: (messages) => {
        messages.forEach((message) => this.#tell(message));
        timeline.trim(0);
      },
      waker: this.#options.waker,
    });
    timeline.startAfter(seq);
    this.#rooms.set(roomId, timeline);
  }

  forget(roomId: number): void {
    this.#rooms.get(roomId)?.stop();
    this.#rooms.delete(roomId);
  }

  add(message: Message): void {
    this.#rooms.get(message.chatroom_id)?.add([message]);
  }

  expect(roomId: number, seq: number): void {
    this.#rooms.get(roomId)?.expect(seq);
  }

  stop(): void {
    for (const roomId of [...this.#rooms.keys()]) this.forget(roomId);
  }

  #tell(message: Message): void {
    if (!message.deleted_at) notify(this.#listeners, message);
  }
}
