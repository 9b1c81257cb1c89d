import { Api } from './api.js';
import { CatchUp } from './catch-up.js';
import { Connection } from './connection.js';
import type { Change, Chatroom, ChatroomDeleted, Message, NewChatroom, NewMessageEvent } from './events.js';
import { Http } from './http.js';
import { signalRHub } from './hub.js';
import { openOutboxStorage } from './indexed-db.js';
import { MessageFeed } from './message-feed.js';
import { OpenRooms } from './open-rooms.js';
import { Outbox } from './outbox.js';
import type { OutboxStorage, PendingMessage } from './outbox-storage.js';
import { PresenceStore } from './presence.js';
import { ReadMarker } from './read-marker.js';
import { ReadPositions } from './read-positions.js';
import type { Room } from './room-facts.js';
import { Rooms } from './rooms.js';
import { Session, type SessionOptions } from './session.js';
import { Sync } from './sync.js';
import { Timeline } from './timeline.js';
import { Typing } from './typing.js';
import { Waker } from './waker.js';

export interface ClientOptions extends SessionOptions {
  /** Address of the server, without `/api`. Empty: the server that the page came from. */
  baseUrl: string;
  /** Where messages wait that were not sent yet. Default: IndexedDB where it exists, else memory. */
  outboxStorage?: OutboxStorage;
}

/** Starts a client for the signed-in user. It needs no network yet: the client connects as soon as it can. */
export async function createClient(options: ClientOptions): Promise<Client> {
  const session = new Session(options);
  const userId = await session.userId();
  const storage = options.outboxStorage ?? (await openOutboxStorage(userId));
  const client = new Client(userId, new Api(new Http(options.baseUrl, session)), storage);
  await client.outbox.start();
  client.start();
  return client;
}

/** One user's chat: state that is kept up to date, and actions. */
export class Client {
  readonly rooms = new Rooms();
  readonly presence = new PresenceStore();
  readonly readPositions = new ReadPositions();
  readonly typing: Typing;
  readonly outbox: Outbox;
  readonly connection: Connection;

  readonly #timelines = new Map<number, Timeline>();
  readonly #feed = new MessageFeed();
  readonly #waker = new Waker();
  readonly #openRooms: OpenRooms;
  readonly #readMarker: ReadMarker;
  readonly #sync: Sync;
  readonly #catchUp: CatchUp;
  #roomsBeforeResync: readonly Room[] = [];

  constructor(
    readonly userId: number,
    readonly api: Api,
    storage: OutboxStorage,
  ) {
    const waker = this.#waker;
    this.connection = new Connection({
      negotiate: api.negotiate,
      createHub: signalRHub,
      onEvent: (change) => this.#apply(change),
      onOpen: (signal) => this.#onOpen(signal),
      waker,
    });
    this.outbox = new Outbox({
      userId,
      storage,
      post: api.sendMessage,
      onSent: (message) => this.#showMessage(message),
      waker,
    });
    this.typing = new Typing((call, roomId) => {
      this.connection.invoke(call, { chatroom_id: roomId }).catch(() => {});
    });
    this.#openRooms = new OpenRooms({
      join: async (roomId) => (await this.connection.invoke('join-room', { chatroom_id: roomId })).last_seq,
      leave: (roomId) => this.connection.invoke('leave-room', { chatroom_id: roomId }),
      onJoined: (roomId, lastSeq) => this.timeline(roomId).expect(lastSeq),
      waker,
    });
    this.#readMarker = new ReadMarker({
      put: api.markRead,
      onReceipt: (receipt) => this.#mergeReceipt(receipt),
      waker,
    });
    this.#sync = new Sync({
      fetchPage: api.sync,
      onChange: (change) => this.#apply(change),
      onResync: () => this.#onResync(),
      onSnapshot: (rooms) => this.#onSnapshot(rooms),
    });
    this.#catchUp = new CatchUp({
      sync: (signal) => this.#sync.run(signal),
      isBehind: () => this.rooms.isBehind(),
      waker,
    });
  }

  /** Connects, also after the session ended and the user signed in again. */
  start(): void {
    this.connection.start();
  }

  /** Ends everything. What was not sent stays in the outbox storage. */
  stop(): void {
    this.connection.stop();
    this.outbox.stop();
    this.typing.stop();
    this.#openRooms.stop();
    this.#readMarker.stop();
    for (const timeline of this.#timelines.values()) timeline.stop();
  }

  /** The messages of a room. `open` loads them. */
  timeline(roomId: number): Timeline {
    const timeline = this.#timelines.get(roomId) ?? this.#createTimeline(roomId);
    this.#timelines.set(roomId, timeline);
    return timeline;
  }

  /** The room is on screen: its messages are loaded and its events arrive, until the returned function is called. */
  open(roomId: number): () => void {
    this.#openRooms.open(roomId);
    void this.timeline(roomId).load();
    // A list shows only the first participants.
    this.#refreshRoom(roomId);
    let isOpen = true;
    return () => {
      if (isOpen && this.#openRooms.close(roomId)) this.timeline(roomId).trim();
      isOpen = false;
    };
  }

  /** Calls the listener with each new message of all rooms, once. */
  onMessage(listener: (message: Message) => void): () => void {
    return this.#feed.subscribe(listener);
  }

  /** Puts a message into the outbox, which sends it as soon as it can. */
  send(roomId: number, content: string): PendingMessage {
    this.typing.announceEnd(roomId);
    return this.outbox.add(roomId, content);
  }

  /** The own user has read up to this message. */
  markRead(roomId: number, seq: number): void {
    if (seq > (this.rooms.get(roomId)?.last_read_seq ?? 0)) this.#readMarker.mark(roomId, seq);
  }

  async deleteMessage({ id, chatroom_id, seq }: Message): Promise<void> {
    await this.api.deleteMessage(id);
    this.#apply({ event: 'message-deleted', payload: { id, chatroom_id, seq, revision: 0 } });
  }

  async createRoom(room: NewChatroom): Promise<Chatroom> {
    return this.#learn(await this.api.createChatroom(room));
  }

  async renameRoom(roomId: number, name: string): Promise<Chatroom> {
    return this.#learn(await this.api.renameChatroom(roomId, name));
  }

  async addParticipants(roomId: number, userIds: number[]): Promise<Chatroom> {
    return this.#learn(await this.api.addParticipants(roomId, userIds));
  }

  removeParticipant(roomId: number, userId: number): Promise<void> {
    return this.api.removeParticipant(roomId, userId);
  }

  leaveRoom(roomId: number): Promise<void> {
    return this.api.removeParticipant(roomId, this.userId);
  }

  deleteRoom(roomId: number): Promise<void> {
    return this.api.deleteChatroom(roomId);
  }

  /** The one place where state changes: events, changes of a sync, and answers all come through here. */
  #apply(change: Change): void {
    const { event, payload } = change;
    switch (event) {
      case 'chatroom-created':
      case 'chatroom-updated':
        return this.#onRoom(payload);
      case 'chatroom-deleted':
        return this.#onGone(payload);
      case 'participant-added':
        return this.rooms.mergeMembership(payload, true);
      case 'participant-removed':
        return payload.user.id === this.userId ? this.#onGone(payload) : this.rooms.mergeMembership(payload, false);
      case 'new-message':
        return this.#onMessage(payload);
      case 'message-deleted':
        this.rooms.mergeDeletion(payload);
        return this.#timelines.get(payload.chatroom_id)?.delete(payload.seq);
      case 'messages-read':
        return this.readPositions.merge(payload.chatroom_id, payload.user_id, payload.last_read_seq);
      case 'unread-changed':
        this.rooms.mergeUnread(payload);
        return this.#catchUp.hint();
      case 'user-status-changed':
        return this.presence.merge(payload.user_id, payload);
      case 'user-typing':
        return payload.user.id === this.userId ? undefined : this.typing.began(payload);
      case 'user-stopped-typing':
        return this.typing.ended(payload.chatroom_id, payload.user.id);
    }
  }

  #onRoom(room: Chatroom): void {
    this.rooms.mergeObject(room);
    this.presence.mergeParticipants(room.participants);
    const isBack = this.#openRooms.has(room.id) && !this.timeline(room.id).isLoaded && this.rooms.get(room.id);
    if (isBack) {
      this.#openRooms.join(room.id);
      void this.timeline(room.id).load();
    }
  }

  #onGone({ chatroom_id, revision }: ChatroomDeleted): void {
    // The user may be back already. What was cached may still have holes that no sync fills.
    if (this.rooms.mergeGone(chatroom_id, revision)) this.#resetTimeline(chatroom_id);
  }

  #onMessage(message: NewMessageEvent): void {
    this.rooms.mergeMessage(message);
    this.typing.ended(message.chatroom_id, message.sender_id);
    this.#showMessage(message);
    this.#feed.offer(message);
  }

  #showMessage(message: Message): void {
    const timeline = this.#timelines.get(message.chatroom_id);
    timeline?.add([message]);
    if (!timeline?.holdsBack(message.seq)) this.outbox.settle(message);
  }

  #mergeReceipt(receipt: { chatroom_id: number; last_read_seq: number; unread_count: number }): void {
    const room = this.rooms.get(receipt.chatroom_id);
    if (room) this.rooms.mergeUnread({ ...receipt, last_seq: room.last_seq, revision: room.revision });
  }

  async #onOpen(signal: AbortSignal): Promise<void> {
    await this.#openRooms.joinAll();
    await this.#sync.run(signal);
    this.#catchUp.start(signal);
    this.#refreshPresence();
  }

  #onResync(): void {
    this.#roomsBeforeResync = this.rooms.getSnapshot();
    for (const roomId of this.#timelines.keys()) this.#resetTimeline(roomId);
  }

  #onSnapshot(rooms: ReadonlyMap<number, Chatroom>): void {
    for (const room of rooms.values()) this.#feed.startAfter(room.id, room.last_seq);
    for (const { id, revision } of this.#roomsBeforeResync) {
      if (!rooms.has(id)) this.#onGone({ chatroom_id: id, revision });
    }
    this.#roomsBeforeResync = [];
  }

  #resetTimeline(roomId: number): void {
    this.#timelines.get(roomId)?.reset();
    if (this.#openRooms.has(roomId) && this.rooms.get(roomId)) void this.timeline(roomId).load();
  }

  #createTimeline(roomId: number): Timeline {
    return new Timeline({
      fetchPage: async (query, signal) => {
        const page = await this.api.messages(roomId, query, signal);
        if (query.after !== undefined) page.messages.forEach((message) => this.#feed.offer(message));
        return page;
      },
      onShown: (messages) => messages.forEach((message) => this.outbox.settle(message)),
      waker: this.#waker,
    });
  }

  #learn(room: Chatroom): Chatroom {
    this.#onRoom(room);
    return room;
  }

  #refreshRoom(roomId: number): void {
    this.api.chatroom(roomId).then(
      (room) => this.#onRoom(room),
      // It was to show more, not to show anything wrong: the next opening tries again.
      () => {},
    );
  }

  /** A sync does not tell who came and went. The rooms of the newest activity do. */
  #refreshPresence(): void {
    this.api.chatrooms({ limit: 100 }).then(
      ({ chatrooms }) => chatrooms.forEach((room) => this.#onRoom(room)),
      () => {},
    );
  }
}
