import type {
  Change,
  Chatroom,
  ChatroomDeleted,
  Message,
  MessageDeleted,
  NewMessageEvent,
  ReadReceipt,
} from './events.js';
import { type FetchPage, MessageFeed } from './message-feed.js';
import { PresenceStore } from './presence.js';
import { ReadPositions } from './read-positions.js';
import type { Room } from './room-facts.js';
import { Rooms } from './rooms.js';
import { Timeline } from './timeline.js';
import type { Typing } from './typing.js';
import type { Waker } from './waker.js';

export interface ChatStateOptions {
  userId: number;
  typing: Typing;
  fetchPage: FetchPage;
  isOpen: (roomId: number) => boolean;
  /** An open room exists again, so its events have to be asked for. */
  onBack: (roomId: number) => void;
  /** Of an open room an event named only the first participants. */
  onShortened: (roomId: number) => void;
  /** The timeline shows this message, or will when it is loaded. */
  onShown: (message: Message) => void;
  /** An event showed that there is more than events have brought. */
  onHint: () => void;
  waker: Waker;
}

/**
 * What the client knows. It changes here alone: events, changes of a sync and answers all come through this class.
 * They may come in any order and any number of times.
 */
export class ChatState {
  readonly rooms = new Rooms();
  readonly presence = new PresenceStore();
  readonly readPositions = new ReadPositions();

  readonly #feed: MessageFeed;
  readonly #options: ChatStateOptions;
  readonly #timelines = new Map<number, Timeline>();
  #isComplete = false;
  #roomsBeforeResync: readonly Room[] = [];

  constructor(options: ChatStateOptions) {
    this.#options = options;
    this.#feed = new MessageFeed(options);
  }

  timeline(roomId: number): Timeline {
    const timeline = this.#timelines.get(roomId) ?? this.#createTimeline(roomId);
    this.#timelines.set(roomId, timeline);
    return timeline;
  }

  apply(change: Change): void {
    const { event, payload } = change;
    switch (event) {
      case 'chatroom-created':
      case 'chatroom-updated':
        return this.#applyRoomEvent(payload);
      case 'chatroom-deleted':
        return this.#applyGone(payload);
      case 'participant-added':
        return this.rooms.mergeMembership(payload, true);
      case 'participant-removed':
        if (payload.user.id === this.#options.userId) return this.#applyGone(payload);
        return this.rooms.mergeMembership(payload, false);
      case 'new-message':
        return this.#applyMessage(payload);
      case 'message-deleted':
        this.rooms.mergeChange(payload.chatroom_id, payload.revision);
        return this.applyDeletion(payload);
      case 'messages-read':
        return this.readPositions.merge(payload.chatroom_id, payload.user_id, payload.last_read_seq);
      case 'unread-changed':
        this.rooms.mergeUnread(payload);
        this.#feed.expect(payload.chatroom_id, payload.last_seq);
        return this.#options.onHint();
      case 'user-status-changed':
        return this.presence.merge(payload.user_id, payload);
      case 'user-typing':
        return payload.user.id === this.#options.userId ? undefined : this.#options.typing.began(payload);
      case 'user-stopped-typing':
        return this.#options.typing.ended(payload.chatroom_id, payload.user.id);
    }
  }

  /** A change that a sync tells. After the sync no earlier change of its room is missing. */
  applyMissed(change: Change): void {
    const { event, payload } = change;
    // What is older than the token is not told of a room that comes as created: the messages are loaded anew.
    if (event === 'chatroom-created') this.#reload(payload.id);
    this.apply(change);
    if ('chatroom_id' in payload && 'revision' in payload)
      this.rooms.mergeChange(payload.chatroom_id, payload.revision);
  }

  applyRoom(room: Chatroom): void {
    const wasKnown = this.rooms.get(room.id);
    this.rooms.mergeObject(room);
    this.presence.mergeParticipants(room.participants);
    if (!this.rooms.get(room.id)) return;
    // In a room that appears later, the messages that the user has not read are new.
    if (this.#isComplete) this.#feed.follow(room.id, room.last_read_seq);
    this.#feed.expect(room.id, room.last_seq);
    this.#timelines.get(room.id)?.expect(room.last_seq);
    if (!wasKnown && this.#options.isOpen(room.id)) this.#returnTo(room.id);
  }

  /** A sent message: the answer may come before its event. */
  applySent(message: Message): void {
    // Of the newest message only the seq counts, not the revision, which the answer does not name.
    this.rooms.mergeMessage({ ...message, revision: 0 });
    this.#show(message);
  }

  applyDeletion(deletion: Pick<MessageDeleted, 'chatroom_id' | 'seq'>): void {
    this.rooms.mergeDeletion(deletion);
    this.#timelines.get(deletion.chatroom_id)?.delete(deletion.seq);
  }

  applyReceipt(receipt: ReadReceipt): void {
    this.rooms.mergeUnread(receipt);
  }

  /** The server no longer knows what this client missed. */
  beginSnapshot(): void {
    this.#roomsBeforeResync = this.rooms.getSnapshot();
  }

  /** All rooms have come as `chatroom-created`. The user is in no other. */
  endSnapshot(rooms: ReadonlyMap<number, Chatroom>): void {
    if (!this.#isComplete) for (const room of rooms.values()) this.#followAfter(room);
    this.#isComplete = true;
    for (const { id, revision } of this.#roomsBeforeResync) {
      if (!rooms.has(id)) this.#applyGone({ chatroom_id: id, revision });
    }
    this.#roomsBeforeResync = [];
  }

  onMessage(listener: (message: Message) => void): () => void {
    const unsubscribe = this.#feed.subscribe(listener);
    if (this.#isComplete) for (const room of this.rooms.getSnapshot()) this.#followAfter(room);
    return unsubscribe;
  }

  stop(): void {
    this.#feed.stop();
    for (const timeline of this.#timelines.values()) timeline.stop();
  }

  /** The messages of this state of the room are not new. All after it are, also those that came already. */
  #followAfter({ id, last_seq }: Pick<Room, 'id' | 'last_seq'>): void {
    this.#feed.follow(id, last_seq);
    this.#feed.expect(id, this.rooms.get(id)?.last_seq ?? 0);
  }

  #applyRoomEvent(room: Chatroom): void {
    this.applyRoom(room);
    const known = this.rooms.get(room.id);
    const isShortened = known && known.participants.length < known.participant_count;
    if (isShortened && this.#options.isOpen(room.id)) this.#options.onShortened(room.id);
  }

  #returnTo(roomId: number): void {
    this.#options.onBack(roomId);
    void this.timeline(roomId).load();
  }

  #applyGone({ chatroom_id, revision }: ChatroomDeleted): void {
    if (!this.rooms.mergeGone(chatroom_id, revision)) return;
    // The user may be back already. But the client was told nothing while the user was away.
    if (this.rooms.get(chatroom_id)) return this.#reload(chatroom_id);
    this.#timelines.get(chatroom_id)?.reset();
    this.#feed.forget(chatroom_id);
  }

  #applyMessage(message: NewMessageEvent): void {
    this.rooms.mergeMessage(message);
    this.#options.typing.ended(message.chatroom_id, message.sender_id);
    this.#show(message);
    this.#feed.add(message);
  }

  #show(message: Message): void {
    const timeline = this.#timelines.get(message.chatroom_id);
    timeline?.add([message]);
    if (!timeline?.holdsBack(message.seq)) this.#options.onShown(message);
  }

  #reload(roomId: number): void {
    const timeline = this.#timelines.get(roomId);
    if (!timeline || timeline.getSnapshot().status === 'empty') return;
    if (this.#options.isOpen(roomId)) void timeline.reload();
    else timeline.reset();
  }

  #createTimeline(roomId: number): Timeline {
    return new Timeline({
      fetchPage: (query, signal) => this.#options.fetchPage(roomId, query, signal),
      onShown: (messages) => messages.forEach(this.#options.onShown),
      waker: this.#options.waker,
    });
  }
}
