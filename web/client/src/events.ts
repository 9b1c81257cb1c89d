import type { components } from './openapi.js';

type Schemas = components['schemas'];

export type Chatroom = Schemas['Chatroom'];
export type ChatroomPage = Schemas['ChatroomPage'];
export type ConnectionGrant = Schemas['ConnectionGrant'];
export type Message = Schemas['Message'];
export type MessagePage = Schemas['MessagePage'];
export type NewChatroom = Schemas['NewChatroom'];
export type OwnUser = Schemas['OwnUser'];
export type Participant = Schemas['Participant'];
export type ProfileChange = Schemas['ProfileChange'];
export type ReadReceipt = Schemas['ReadReceipt'];
export type SignedIn = Schemas['SignedIn'];
export type User = Schemas['User'];
export type UserPage = Schemas['UserPage'];

export interface UserReference {
  id: number;
  username: string;
}

export interface ParticipantActivity {
  chatroom_id: number;
  user: UserReference;
}

export interface ParticipantChange extends ParticipantActivity {
  revision: number;
}

export interface ChatroomDeleted {
  chatroom_id: number;
  revision: number;
}

export interface MessageDeleted {
  chatroom_id: number;
  id: number;
  seq: number;
  revision: number;
}

export interface MessagesRead {
  chatroom_id: number;
  user_id: number;
  last_read_seq: number;
  revision: number;
}

export interface UnreadChanged {
  chatroom_id: number;
  unread_count: number;
  last_seq: number;
  last_read_seq: number;
  revision: number;
}

export interface StatusChange {
  user_id: number;
  is_online: boolean;
  last_seen: string;
}

export type NewMessageEvent = Message & { revision: number };

/** Payloads by the name of the event: docs/realtime-reference.md. */
export interface Events {
  'chatroom-created': Chatroom;
  'chatroom-updated': Chatroom;
  'chatroom-deleted': ChatroomDeleted;
  'participant-added': ParticipantChange;
  'participant-removed': ParticipantChange;
  'new-message': NewMessageEvent;
  'message-deleted': MessageDeleted;
  'messages-read': MessagesRead;
  'unread-changed': UnreadChanged;
  'user-status-changed': StatusChange;
  'user-joined': ParticipantActivity;
  'user-left': ParticipantActivity;
  'user-typing': ParticipantActivity;
  'user-stopped-typing': ParticipantActivity;
}

export type EventName = keyof Events;

/** One event with its payload, as `GET /api/sync` lists them. */
export type Change = { [E in EventName]: { event: E; payload: Events[E] } }[EventName];

export type SyncPage = Omit<Schemas['SyncChanges'], 'changes'> & { changes: Change[] };

/** Argument and reply of each call of the hub. */
export interface Calls {
  'join-room': [{ chatroom_id: number }, { chatroom_id: number; last_seq: number }];
  'leave-room': [{ chatroom_id: number }, null];
  typing: [{ chatroom_id: number }, null];
  'stop-typing': [{ chatroom_id: number }, null];
  'user-online': [Record<string, never>, null];
}

export type CallName = keyof Calls;
