import type { NewMessage } from './api.js';
import { ApiError } from './errors.js';
import type { Message } from './events.js';
import { exclusively } from './exclusive.js';
import { MapStore } from './observable.js';
import type { OutboxStorage, PendingMessage } from './outbox-storage.js';
import { retry } from './retry.js';
import type { Waker } from './waker.js';

export interface OutboxOptions {
  userId: number;
  storage: OutboxStorage;
  post: (message: NewMessage, signal: AbortSignal) => Promise<Message>;
  onSent: (message: Message) => void;
  waker: Waker;
}

const NOTHING: readonly PendingMessage[] = [];

/**
 * Messages on their way to the server, by room. Each room sends one at a time, in order. A message keeps its
 * `client_message_id` over all tries, so the server stores it once.
 *
 * The storage says what is to be sent. Several tabs may have the same storage: whoever has the lock of a room sends.
 */
export class Outbox extends MapStore<number, readonly PendingMessage[]> {
  readonly #options: OutboxOptions;
  readonly #stop = new AbortController();
  readonly #sending = new Set<number>();
  #writes: Promise<unknown> = Promise.resolve();
  #position = 0;

  constructor(options: OutboxOptions) {
    super();
    this.#options = options;
  }

  /** The messages of the room that are not in its timeline yet, in order. */
  pending(roomId: number): readonly PendingMessage[] {
    return this.get(roomId) ?? NOTHING;
  }

  /** Continues with the messages that an earlier page or process left. */
  async start(): Promise<void> {
    for (const message of await this.#options.storage.all()) {
      this.#position = Math.max(this.#position, message.position);
      this.#show(message);
      this.#send(message.chatroom_id);
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  add(roomId: number, content: string): PendingMessage {
    this.#position = Math.max(this.#position + 1, Date.now());
    const message: PendingMessage = {
      client_message_id: crypto.randomUUID(),
      chatroom_id: roomId,
      content,
      created_at: new Date().toISOString(),
      position: this.#position,
      state: 'queued',
      error: null,
    };
    this.#enqueue(message);
    return message;
  }

  /** Sends a failed message again, at its old place in the order. */
  retry(message: PendingMessage): void {
    this.#enqueue({ ...message, state: 'queued', error: null });
  }

  discard(message: PendingMessage): void {
    this.#write((storage) => storage.delete(message.client_message_id));
    this.#hide(message.chatroom_id, message.client_message_id);
    // If it is waiting for its next try, the ones after it need not wait with it.
    this.#options.waker.wake();
  }

  /** The timeline shows the message: it is pending no longer. */
  settle(message: Message): void {
    const { chatroom_id, client_message_id } = message;
    const pending = this.pending(chatroom_id).find((other) => other.client_message_id === client_message_id);
    if (pending) this.discard(pending);
  }

  #enqueue(message: PendingMessage): void {
    this.#show(message);
    this.#write((storage) => storage.put(message)).then(
      () => this.#send(message.chatroom_id),
      () => this.#show({ ...message, state: 'failed', error: NOT_STORED }),
    );
  }

  /** Writes one after the other, so that a read after them sees all. */
  #write(work: (storage: OutboxStorage) => Promise<void>): Promise<void> {
    const write = this.#writes.then(() => work(this.#options.storage));
    this.#writes = write.catch(() => {});
    return write;
  }

  #send(roomId: number): void {
    if (this.#sending.has(roomId) || this.#stop.signal.aborted) return;
    this.#sending.add(roomId);
    const lock = `devchat:outbox:${this.#options.userId}:${roomId}`;
    exclusively(lock, this.#stop.signal, () => this.#sendAll(roomId)).catch(() => {
      // Stopped, or the storage failed: the messages stay for the next start.
      this.#sending.delete(roomId);
    });
  }

  async #sendAll(roomId: number): Promise<void> {
    for (let message = await this.#next(roomId); message; message = await this.#next(roomId)) {
      await this.#deliver(message);
    }
  }

  async #next(roomId: number): Promise<PendingMessage | undefined> {
    this.#stop.signal.throwIfAborted();
    await this.#writes;
    const shown = this.pending(roomId);
    const stored = (await this.#options.storage.all()).filter((message) => message.chatroom_id === roomId);
    this.#followOtherTabs(shown, stored);
    const next = stored.find((message) => message.state !== 'failed');
    // Synchronously with the decision to end, so that no message is added in between without a sender.
    if (!next) this.#sending.delete(roomId);
    return next;
  }

  /** Another tab may have sent a message of this one, or left one of its own. */
  #followOtherTabs(shown: readonly PendingMessage[], stored: readonly PendingMessage[]): void {
    const ids = new Set(stored.map((message) => message.client_message_id));
    for (const { state, chatroom_id, client_message_id } of shown) {
      if (state === 'queued' && !ids.has(client_message_id)) this.#hide(chatroom_id, client_message_id);
    }
    for (const message of stored) if (!this.#isShown(message)) this.#show(message);
  }

  async #deliver(message: PendingMessage): Promise<void> {
    const { client_message_id, chatroom_id, content } = message;
    const post = () => {
      if (!this.#isShown(message)) throw new Withdrawn();
      this.#update({ ...message, state: 'sending' });
      return this.#options.post({ chatroom_id, content, client_message_id }, this.#stop.signal);
    };
    const requeue = (error: unknown) => this.#update({ ...message, error: describe(error) });
    try {
      const sent = await retry(post, this.#options.waker, this.#stop.signal, requeue);
      await this.#write((storage) => storage.delete(client_message_id));
      this.#update({ ...message, state: 'sent', error: null });
      this.#options.onSent(sent);
    } catch (error) {
      if (error instanceof ApiError) await this.#fail(message, error);
      else if (!(error instanceof Withdrawn)) throw error;
    }
  }

  async #fail(message: PendingMessage, error: ApiError): Promise<void> {
    if (!this.#isShown(message)) return;
    const failed: PendingMessage = { ...message, state: 'failed', error: describe(error) };
    await this.#write((storage) => storage.put(failed));
    this.#update(failed);
  }

  /** Changes a message, unless it was settled or discarded meanwhile. */
  #update(message: PendingMessage): void {
    if (this.#isShown(message)) this.#show(message);
  }

  #isShown({ chatroom_id, client_message_id }: PendingMessage): boolean {
    return this.pending(chatroom_id).some((other) => other.client_message_id === client_message_id);
  }

  #show(message: PendingMessage): void {
    const others = this.#others(message.chatroom_id, message.client_message_id);
    this.put(
      message.chatroom_id,
      [...others, message].sort((one, other) => one.position - other.position),
    );
  }

  #hide(roomId: number, clientMessageId: string): void {
    const others = this.#others(roomId, clientMessageId);
    if (others.length > 0) this.put(roomId, others);
    else this.remove(roomId);
  }

  #others(roomId: number, clientMessageId: string): PendingMessage[] {
    return this.pending(roomId).filter((message) => message.client_message_id !== clientMessageId);
  }
}

/** The message was discarded, or an event showed that it had been sent, before the next try. */
class Withdrawn extends Error {}

const NOT_STORED = { code: 'not_stored', status: 0, title: 'The message could not be stored on this device.' };

function describe(error: unknown): PendingMessage['error'] {
  if (!(error instanceof ApiError)) return { code: 'no_connection', status: 0, title: 'The server did not answer.' };
  return { code: error.code, status: error.status, title: error.message };
}
