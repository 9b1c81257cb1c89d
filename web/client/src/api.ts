import type {
  Chatroom,
  ChatroomPage,
  ConnectionGrant,
  Message,
  MessagePage,
  NewChatroom,
  OwnUser,
  ProfileChange,
  ReadReceipt,
  SyncPage,
  User,
  UserPage,
} from './events.js';
import type { Http } from './http.js';

export interface PageOptions {
  limit?: number;
  cursor?: string | null;
}

export interface NewMessage {
  chatroom_id: number;
  content: string;
  client_message_id: string;
}

/** The routes of the REST API. */
export class Api {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  me = () => this.#http.request<OwnUser>('GET', '/auth/me');
  logout = () => this.#http.request<void>('POST', '/auth/logout');

  chatrooms = (query: PageOptions & { type?: 'all' | 'direct' | 'group' } = {}) =>
    this.#http.request<ChatroomPage>('GET', '/chatrooms', { query });
  chatroom = (id: number, signal?: AbortSignal) => this.#http.request<Chatroom>('GET', `/chatrooms/${id}`, { signal });
  createChatroom = (body: NewChatroom) => this.#http.request<Chatroom>('POST', '/chatrooms', { body });
  renameChatroom = (id: number, name: string) =>
    this.#http.request<Chatroom>('PUT', `/chatrooms/${id}`, { body: { name } });
  deleteChatroom = (id: number) => this.#http.request<void>('DELETE', `/chatrooms/${id}`);
  addParticipants = (id: number, userIds: number[]) =>
    this.#http.request<Chatroom>('POST', `/chatrooms/${id}/participants`, { body: { user_ids: userIds } });
  removeParticipant = (id: number, userId: number) =>
    this.#http.request<void>('DELETE', `/chatrooms/${id}/participants/${userId}`);

  messages = (
    chatroomId: number,
    query: { limit?: number; before?: number; after?: number } = {},
    signal?: AbortSignal,
  ) => this.#http.request<MessagePage>('GET', `/messages/${chatroomId}`, { query, signal });
  sendMessage = (body: NewMessage, signal?: AbortSignal) =>
    this.#http.request<Message>('POST', '/messages', { body, signal });
  deleteMessage = (id: number) => this.#http.request<void>('DELETE', `/messages/${id}`);
  markRead = (chatroomId: number, seq: number, signal?: AbortSignal) =>
    this.#http.request<ReadReceipt>('PUT', `/messages/${chatroomId}/read`, { body: { seq }, signal });

  users = (query: PageOptions & { search?: string; online?: boolean } = {}) =>
    this.#http.request<UserPage>('GET', '/users', { query });
  user = (id: number) => this.#http.request<User>('GET', `/users/${id}`);
  changeProfile = (body: ProfileChange) => this.#http.request<OwnUser>('PUT', '/profile', { body });

  negotiate = (signal?: AbortSignal) => this.#http.request<ConnectionGrant>('POST', '/negotiate', { signal });
  sync = (since: string | null, signal?: AbortSignal) =>
    this.#http.request<SyncPage>('GET', '/sync', { query: { since, limit: 100 }, signal });
}
