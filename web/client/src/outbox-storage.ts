/** A message that the server has not confirmed yet. */
export interface PendingMessage {
  client_message_id: string;
  chatroom_id: number;
  content: string;
  created_at: string;
  /** The order in which messages are sent. */
  position: number;
  /**
   * `queued`: waits for its turn or for the next try. `sent`: confirmed, but not in the timeline yet, because an
   * earlier message is missing there. `failed`: refused for good, so retry or discard it.
   */
  state: 'queued' | 'sending' | 'sent' | 'failed';
  /** Why the last try failed. */
  error: { code: string; status: number; title: string } | null;
}

/** Where messages wait. Everything that is stored is sent some time, also after a reload. */
export interface OutboxStorage {
  /** All messages, by position. */
  all(): Promise<PendingMessage[]>;
  put(message: PendingMessage): Promise<void>;
  delete(clientMessageId: string): Promise<void>;
}

/** Keeps messages as long as the process lives. */
export class MemoryStorage implements OutboxStorage {
  readonly #messages = new Map<string, PendingMessage>();

  async all(): Promise<PendingMessage[]> {
    return [...this.#messages.values()].sort((one, other) => one.position - other.position);
  }

  async put(message: PendingMessage): Promise<void> {
    this.#messages.set(message.client_message_id, message);
  }

  async delete(clientMessageId: string): Promise<void> {
    this.#messages.delete(clientMessageId);
  }
}
