import { Api } from './api.js';
import { CatchUp } from './catch-up.js';
import { ChatState } from './chat-state.js';
import { Connection } from './connection.js';
import type { Chatroom, Message, NewChatroom } from './events.js';
import { Http } from './http.js';
import { signalRHub } from './hub.js';
import { openOutboxStorage } from './indexed-db.js';
import { OpenRooms } from './open-rooms.js';
import { Outbox } from './outbox.js';
import type { OutboxStorage, PendingMessage } from './outbox-storage.js';
import type { PresenceStore } from './presence.js';
import { ReadMarker } from './read-marker.js';
import type { ReadPositions } from './read-positions.js';
import { RoomLoader } from './room-loader.js';
import type { Rooms } from './rooms.js';
import { Session, type SessionOptions } from './session.js';
import { Sync } from './sync.js';
import type { Timeline } from './timeline.js';
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
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly typing: Typing;

  readonly #waker = new Waker();
  readonly #state: ChatState;
  readonly #openRooms: OpenRooms;
  readonly #roomLoader: RoomLoader;
  readonly #readMarker: ReadMarker;
  readonly #sync: Sync;
  readonly #catchUp: CatchUp;

  constructor(
    readonly userId: number,
    readonly api: Api,
    storage: OutboxStorage,
  ) {
    const waker = this.#waker;
    this.connection = new Connection({
      negotiate: api.negotiate,
      createHub: signalRHub,
      onEvent: (change) => this.#state.apply(change),
      onOpen: (signal) => this.#onOpen(signal),
      waker,
    });
    this.outbox = new Outbox({
      userId,
      storage,
      post: api.sendMessage,
      onSent: (message) => this.#state.applySent(message),
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
    this.#roomLoader = new RoomLoader({
      fetch: api.chatroom,
      onRoom: (room) => this.#state.applyRoom(room),
      waker,
    });
    this.#state = new ChatState({
      userId,
      typing: this.typing,
      fetchPage: api.messages,
      isOpen: (roomId) => this.#openRooms.has(roomId),
      onBack: (roomId) => this.#openRooms.join(roomId),
      onShortened: (roomId) => this.#roomLoader.load(roomId),
      onShown: (message) => this.outbox.settle(message),
      onHint: () => this.#catchUp.hint(),
      waker,
    });
    this.#readMarker = new ReadMarker({
      put: api.markRead,
      onReceipt: (receipt) => this.#state.applyReceipt(receipt),
      waker,
    });
    this.#sync = new Sync({
      fetchPage: api.sync,
      onChange: (change) => this.#state.applyMissed(change),
      onResync: () => this.#state.beginSnapshot(),
      onSnapshot: (rooms) => this.#state.endSnapshot(rooms),
    });
    this.#catchUp = new CatchUp({
      sync: (signal) => this.#sync.run(signal),
      isBehind: () => this.rooms.isBehind(),
      waker,
    });
  }

  /** The rooms of the user, most recent activity first. */
  get rooms(): Rooms {
    return this.#state.rooms;
  }

  /** Who is online. */
  get presence(): PresenceStore {
    return this.#state.presence;
  }

  /** How far each participant has read. */
  get readPositions(): ReadPositions {
    return this.#state.readPositions;
  }

  /** The messages of a room. `open` loads them. */
  timeline(roomId: number): Timeline {
    return this.#state.timeline(roomId);
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
    this.#roomLoader.stop();
    this.#readMarker.stop();
    this.#state.stop();
  }

  /** The room is on screen: its messages are loaded and its events arrive, until the returned function is called. */
  open(roomId: number): () => void {
    this.#openRooms.open(roomId);
    void this.timeline(roomId).load();
    this.#roomLoader.load(roomId);
    let isOpen = true;
    return () => {
      if (isOpen && this.#openRooms.close(roomId)) this.timeline(roomId).trim();
      isOpen = false;
    };
  }

  /** Calls the listener with each new message of all rooms, once, in the order of its room. */
  onMessage(listener: (message: Message) => void): () => void {
    return this.#state.onMessage(listener);
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

  async deleteMessage(message: Message): Promise<void> {
    await this.api.deleteMessage(message.id);
    this.#state.applyDeletion(message);
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

  /** Events arrive already. What they brought before is fetched now. */
  async #onOpen(signal: AbortSignal): Promise<void> {
    await this.#openRooms.joinAll();
    await this.#sync.run(signal);
    this.#catchUp.start(signal);
    this.#refreshPresence();
  }

  #learn(room: Chatroom): Chatroom {
    this.#state.applyRoom(room);
    return room;
  }

  /** A sync does not tell who came and went. The rooms of the newest activity do. */
  #refreshPresence(): void {
    this.api.chatrooms({ limit: 100 }).then(
      ({ chatrooms }) => chatrooms.forEach((room) => this.#learn(room)),
      () => {},
    );
  }
}
