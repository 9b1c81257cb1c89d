import type { Room, RoomParticipant } from '@devchat/client';

/** The other person of a direct room. */
export function otherOf(room: Room, userId: number): RoomParticipant | undefined {
  return room.is_group ? undefined : room.participants.find(({ id }) => id !== userId);
}

/** A direct room has the name of the other person. */
export function titleOf(room: Room, userId: number): string {
  return otherOf(room, userId)?.username ?? room.name ?? '…';
}

export function matches(room: Room, userId: number, search: string): boolean {
  return titleOf(room, userId).toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
}
