import type { Chatroom, Message, MessageDeleted, NewMessageEvent, Participant, UnreadChanged } from './events.js';
import type { UserReference } from './events.js';

/** `joined_at` is null for a participant of whom only an event is known so far. */
export type RoomParticipant = Omit<Participant, 'joined_at'> & { joined_at: string | null };

/** A room as the application sees it. */
export type Room = Omit<Chatroom, 'participants'> & { participants: readonly RoomParticipant[] };

interface Membership {
  user: UserReference;
  present: boolean;
  revision: number;
}

/**
 * What is known of one room. Each fact is kept with the number that orders it, and merging keeps the greater. So
 * merging is commutative and idempotent: events may come in any order and any number of times.
 */
export interface RoomFacts {
  /** The room object of the greatest revision. */
  readonly object: Chatroom | null;
  /** The revision at which the room was deleted or the own user left it; 0 if never. */
  readonly goneAt: number;
  readonly unread: UnreadChanged | null;
  /** The message of the greatest seq that an event told of. */
  readonly newest: NewMessageEvent | null;
  /** When the client learned that the message of this seq is deleted. */
  readonly deleted: ReadonlyMap<number, string>;
  /** The greatest revision of a deletion or of a change that a sync brought. */
  readonly changedAt: number;
  readonly memberships: ReadonlyMap<number, Membership>;
}

export const NO_FACTS: RoomFacts = {
  object: null,
  goneAt: 0,
  unread: null,
  newest: null,
  deleted: new Map(),
  changedAt: 0,
  memberships: new Map(),
};

export function mergeObject(facts: RoomFacts, object: Chatroom): RoomFacts {
  const merged = mergeUnread(facts, {
    chatroom_id: object.id,
    unread_count: object.unread_count,
    last_seq: object.last_seq,
    last_read_seq: object.last_read_seq,
    revision: object.revision,
  });
  return facts.object && !isNewerObject(object, facts.object) ? merged : { ...merged, object };
}

/** Of one revision, an answer with all participants says more than an event with the first five. */
function isNewerObject(one: Chatroom, other: Chatroom): boolean {
  if (one.revision !== other.revision) return one.revision > other.revision;
  return one.participants.length > other.participants.length;
}

export function mergeUnread(facts: RoomFacts, unread: UnreadChanged): RoomFacts {
  return isNewerUnread(unread, facts.unread) ? { ...facts, unread } : facts;
}

function isNewerUnread(one: UnreadChanged, other: UnreadChanged | null): boolean {
  if (!other || one.revision !== other.revision) return one.revision > (other?.revision ?? -1);
  return one.last_read_seq > other.last_read_seq;
}

export function mergeMessage(facts: RoomFacts, message: NewMessageEvent): RoomFacts {
  const known = message.deleted_at ? withDeletion(facts, message.seq, message.deleted_at) : facts;
  return isNewerMessage(message, known.newest) ? { ...known, newest: message } : known;
}

/** The answer to a send does not name the revision. The event of the same message does. */
function isNewerMessage(one: NewMessageEvent, other: NewMessageEvent | null): boolean {
  if (one.seq !== other?.seq) return one.seq > (other?.seq ?? 0);
  return one.revision > other.revision;
}

export function mergeDeletion(facts: RoomFacts, { seq }: Pick<MessageDeleted, 'seq'>): RoomFacts {
  return withDeletion(facts, seq, new Date().toISOString());
}

/** The client knows of a change of this revision. */
export function mergeChange(facts: RoomFacts, revision: number): RoomFacts {
  return revision > facts.changedAt ? { ...facts, changedAt: revision } : facts;
}

/** Whether a message was sent or deleted of which only the unread count tells. */
export function lacksMessages({ object, unread, newest, changedAt }: RoomFacts): boolean {
  return (unread?.revision ?? 0) > Math.max(object?.revision ?? 0, newest?.revision ?? 0, changedAt);
}

/** Only the newest message is shown, so deletions before it need not be kept. */
function withDeletion(facts: RoomFacts, seq: number, at: string): RoomFacts {
  if (facts.deleted.has(seq) || seq < (facts.object?.last_seq ?? 0)) return facts;
  return { ...facts, deleted: new Map(facts.deleted).set(seq, at) };
}

export function mergeMembership(facts: RoomFacts, membership: Membership): RoomFacts {
  const known = facts.memberships.get(membership.user.id);
  if (known && known.revision >= membership.revision) return facts;
  return { ...facts, memberships: new Map(facts.memberships).set(membership.user.id, membership) };
}

export function mergeGone(facts: RoomFacts, revision: number): RoomFacts {
  return revision > facts.goneAt ? { ...facts, goneAt: revision } : facts;
}

/** The room, or null if it is not known or is gone. */
export function roomOf(facts: RoomFacts): Room | null {
  const { object } = facts;
  if (!object || object.revision <= facts.goneAt) return null;
  const unread = facts.unread ?? object;
  const last = lastMessage(facts, object);
  return {
    ...object,
    ...participantsOf(facts, object),
    revision: Math.max(object.revision, unread.revision, facts.newest?.revision ?? 0),
    updated_at: [object.updated_at, last?.created_at ?? ''].sort()[1]!,
    last_message: last,
    last_seq: Math.max(object.last_seq, unread.last_seq, last?.seq ?? 0),
    last_read_seq: unread.last_read_seq,
    unread_count: unread.unread_count,
  };
}

function lastMessage({ newest, deleted }: RoomFacts, object: Chatroom): Message | null {
  const last = newest && newest.seq > (object.last_message?.seq ?? 0) ? newest : object.last_message;
  const deletedAt = last && !last.deleted_at && deleted.get(last.seq);
  return deletedAt ? { ...last, content: null, deleted_at: deletedAt } : last;
}

function participantsOf(facts: RoomFacts, object: Chatroom): Pick<Room, 'participants' | 'participant_count'> {
  const listed = new Map<number, RoomParticipant>(object.participants.map((user) => [user.id, user]));
  const complete = listed.size === object.participant_count;
  let count = object.participant_count;
  for (const { user, present, revision } of facts.memberships.values()) {
    if (revision <= object.revision) continue;
    if (present && !listed.has(user.id)) {
      count++;
      listed.set(user.id, { ...user, avatar_url: null, is_online: false, last_seen: null, joined_at: null });
    }
    // Of a shortened list it is not known whether it left the user out.
    if (!present && (listed.delete(user.id) || !complete)) count--;
  }
  return { participants: [...listed.values()], participant_count: count };
}
