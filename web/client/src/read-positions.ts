import type { Message } from './events.js';
import { MapStore } from './observable.js';
import type { Room } from './room-facts.js';

const NONE: ReadonlyMap<number, number> = new Map();

/** How far each participant has read: `last_read_seq` by user, by room. */
export class ReadPositions extends MapStore<number, ReadonlyMap<number, number>> {
  of(roomId: number): ReadonlyMap<number, number> {
    return this.get(roomId) ?? NONE;
  }

  /** Read positions only grow. */
  merge(roomId: number, userId: number, lastReadSeq: number): void {
    const positions = this.of(roomId);
    if (lastReadSeq > (positions.get(userId) ?? 0)) this.put(roomId, new Map(positions).set(userId, lastReadSeq));
  }

  /** Whether every participant except the sender has read the message. */
  isReadByAll(message: Message, room: Room): boolean {
    if (message.is_read) return true;
    if (room.participants.length < room.participant_count) return false;
    const positions = this.of(room.id);
    return room.participants.every(({ id }) => id === message.sender_id || (positions.get(id) ?? 0) >= message.seq);
  }
}
