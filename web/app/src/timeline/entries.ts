import type { components, PendingMessage } from '@devchat/client';
import { dayOf } from '../shared/dates.ts';

type Message = components['schemas']['Message'];

/** What a timeline shows, one below the other. `key` stays the same as long as the entry does. */
export type Entry =
  | { kind: 'day'; key: string; time: string }
  | { kind: 'new'; key: string }
  | { kind: 'message'; key: string; message: Message; isFirst: boolean }
  | { kind: 'pending'; key: string; pending: PendingMessage; isFirst: boolean };

/** Messages of one person within this time stand together under one name. */
const GROUP = 5 * 60 * 1000;

/**
 * @param lastReadSeq Where the person had read to when the room was opened: the line "new" comes after it.
 * @param userId The own messages are never new.
 */
export function entriesOf(
  messages: readonly Message[],
  pending: readonly PendingMessage[],
  lastReadSeq: number,
  userId: number,
): Entry[] {
  const entries: Entry[] = [];
  let before: { senderId: number; time: string } | null = null;
  const add = (senderId: number, time: string, make: (isFirst: boolean) => Entry) => {
    const isNewDay = !before || dayOf(before.time) !== dayOf(time);
    if (isNewDay) entries.push({ kind: 'day', key: `day ${dayOf(time)}`, time });
    const isFirst: boolean = isNewDay || !isTogether(before!, senderId, time) || entries.at(-1)?.kind === 'new';
    entries.push(make(isFirst));
    before = { senderId, time };
  };
  let isMarked = lastReadSeq === 0;
  for (const message of messages) {
    if (!isMarked && message.seq > lastReadSeq && message.sender_id !== userId) {
      isMarked = true;
      entries.push({ kind: 'new', key: 'new' });
    }
    const key = message.client_message_id ?? `message ${message.id}`;
    add(message.sender_id, message.created_at, (isFirst) => ({ kind: 'message', key, message, isFirst }));
  }
  for (const one of pending) {
    const key = one.client_message_id;
    add(userId, one.created_at, (isFirst) => ({ kind: 'pending', key, pending: one, isFirst }));
  }
  return entries;
}

function isTogether(before: { senderId: number; time: string }, senderId: number, time: string): boolean {
  return before.senderId === senderId && Date.parse(time) - Date.parse(before.time) < GROUP;
}
