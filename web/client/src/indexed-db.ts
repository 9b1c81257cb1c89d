import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { MemoryStorage, type OutboxStorage, type PendingMessage } from './outbox-storage.js';

interface Schema extends DBSchema {
  outbox: { key: string; value: PendingMessage; indexes: { position: number } };
}

/** Keeps messages over reloads. */
class IndexedDbStorage implements OutboxStorage {
  readonly #database: IDBPDatabase<Schema>;

  constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  all(): Promise<PendingMessage[]> {
    return this.#database.getAllFromIndex('outbox', 'position');
  }

  async put(message: PendingMessage): Promise<void> {
    await this.#database.put('outbox', message);
  }

  delete(clientMessageId: string): Promise<void> {
    return this.#database.delete('outbox', clientMessageId);
  }
}

/** IndexedDB where it exists and may be used, else memory. Each user has a database of their own. */
export async function openOutboxStorage(userId: number): Promise<OutboxStorage> {
  if (!globalThis.indexedDB) return new MemoryStorage();
  try {
    return new IndexedDbStorage(await openDB<Schema>(`devchat-${userId}`, 1, { upgrade: createSchema }));
  } catch {
    // Some browsers refuse IndexedDB in private windows.
    return new MemoryStorage();
  }
}

function createSchema(database: IDBPDatabase<Schema>): void {
  database.createObjectStore('outbox', { keyPath: 'client_message_id' }).createIndex('position', 'position');
}
