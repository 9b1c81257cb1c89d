import { expect } from 'vitest';
import { allMessages, allRooms } from '../view.js';
import type { Actor } from './actor.js';

/** Everything that was put into an outbox is stored once and in order, except what was refused for good. */
export async function expectEachMessageOnce(actors: readonly Actor[]): Promise<void> {
  for (const [roomId, reader] of await readers(actors)) {
    const messages = await allMessages(reader.api, roomId);
    const storedIds = messages.map(({ client_message_id }) => client_message_id);
    expect(new Set(storedIds).size).toBe(storedIds.length);
    for (const { sent, client } of actors) {
      const put = sent.get(roomId) ?? [];
      const failed = client.outbox.pending(roomId).map(({ client_message_id }) => client_message_id);
      // A message whose answer was lost may be stored, and be refused at the next try because the user is gone.
      const expected = put.filter((id) => !failed.includes(id) || storedIds.includes(id));
      expect(storedIds.filter((id) => put.includes(id!))).toEqual(expected);
    }
  }
}

/** A participant of each room. */
async function readers(actors: readonly Actor[]): Promise<Map<number, Actor>> {
  const readers = new Map<number, Actor>();
  for (const actor of actors) for (const { id } of await allRooms(actor.api)) readers.set(id, actor);
  return readers;
}
