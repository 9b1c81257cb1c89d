import type { Chatroom, Message, NewMessageEvent, Participant } from '../../src/events.js';

export const ROOM = 7;

export function message(seq: number, changes: Partial<NewMessageEvent> = {}): NewMessageEvent {
  return {
    id: 1000 + seq,
    chatroom_id: ROOM,
    seq,
    client_message_id: null,
    content: `message ${seq}`,
    sender_id: 2,
    sender: { id: 2, username: 'grace', avatar_url: null },
    is_read: false,
    created_at: at(seq),
    deleted_at: null,
    revision: seq,
    ...changes,
  };
}

export function messages(first: number, last: number): Message[] {
  return Array.from({ length: last - first + 1 }, (_, index) => message(first + index));
}

export function participant(id: number): Participant {
  return { id, username: `user${id}`, avatar_url: null, is_online: false, last_seen: null, joined_at: at(0) };
}

export function chatroom(changes: Partial<Chatroom> = {}): Chatroom {
  return {
    id: ROOM,
    name: 'Engine room',
    is_group: true,
    created_by: 1,
    created_at: at(0),
    updated_at: at(0),
    revision: 1,
    participant_count: 2,
    participants: [participant(1), participant(2)],
    last_message: null,
    last_seq: 0,
    last_read_seq: 0,
    unread_count: 0,
    ...changes,
  };
}

export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 31, 9, 0, seconds)).toISOString();
}
