import type { Chatroom, MessageDeleted, NewMessageEvent, ParticipantChange, UnreadChanged } from './events.js';
import { Store } from './observable.js';
import {
  lacksMessages,
  mergeChange,
  mergeDeletion,
  mergeGone,
  mergeMembership,
  mergeMessage,
  mergeObject,
  mergeUnread,
  NO_FACTS,
  type Room,
  type RoomFacts,
  roomOf,
} from './room-facts.js';

/** The rooms of the user, most recent activity first. */
export class Rooms extends Store<readonly Room[]> {
  readonly #facts = new Map<number, RoomFacts>();
  readonly #rooms = new Map<number, Room>();

  constructor() {
    super([]);
  }

  get(id: number): Room | undefined {
    return this.#rooms.get(id);
  }

  mergeObject(room: Chatroom): void {
    this.#merge(room.id, (facts) => mergeObject(facts, room));
  }

  mergeUnread(unread: UnreadChanged): void {
    this.#merge(unread.chatroom_id, (facts) => mergeUnread(facts, unread));
  }

  mergeMessage(message: NewMessageEvent): void {
    this.#merge(message.chatroom_id, (facts) => mergeMessage(facts, message));
  }

  mergeDeletion(deletion: Pick<MessageDeleted, 'chatroom_id' | 'seq'>): void {
    this.#merge(deletion.chatroom_id, (facts) => mergeDeletion(facts, deletion));
  }

  mergeMembership({ chatroom_id, user, revision }: ParticipantChange, present: boolean): void {
    this.#merge(chatroom_id, (facts) => mergeMembership(facts, { user, present, revision }));
  }

  /** The room was deleted, or the own user left it. False if that was known. */
  mergeGone(id: number, revision: number): boolean {
    return this.#merge(id, (facts) => mergeGone(facts, revision));
  }

  mergeChange(id: number, revision: number): void {
    this.#merge(id, (facts) => mergeChange(facts, revision));
  }

  /**
   * Whether there is a room, a message or a deletion that no event has brought. These events are sent only to clients
   * that have the room open; all others hear of the unread count.
   */
  isBehind(): boolean {
    return [...this.#facts].some(([id, facts]) => {
      if (this.#rooms.has(id)) return lacksMessages(facts);
      return !facts.object && facts.unread !== null && facts.unread.revision > facts.goneAt;
    });
  }

  #merge(id: number, change: (facts: RoomFacts) => RoomFacts): boolean {
    const before = this.#facts.get(id) ?? NO_FACTS;
    const after = change(before);
    if (after === before) return false;
    this.#facts.set(id, after);
    const room = roomOf(after);
    if (room) this.#rooms.set(id, room);
    else this.#rooms.delete(id);
    this.set([...this.#rooms.values()].sort(byActivity));
    return true;
  }
}

function byActivity(one: Room, other: Room): number {
  if (one.updated_at !== other.updated_at) return one.updated_at < other.updated_at ? 1 : -1;
  return other.id - one.id;
}
