import type { Participant } from './events.js';
import { MapStore } from './observable.js';

export interface Presence {
  readonly is_online: boolean;
  readonly last_seen: string | null;
}

/** Who is online, by user id. */
export class PresenceStore extends MapStore<number, Presence> {
  /** Of two states of a user, the one with the later `last_seen` is newer. */
  merge(userId: number, { is_online, last_seen }: Presence): void {
    const known = this.get(userId);
    if (known && (known.last_seen ?? '') >= (last_seen ?? '')) return;
    this.put(userId, { is_online, last_seen });
  }

  mergeParticipants(participants: readonly Participant[]): void {
    for (const participant of participants) this.merge(participant.id, participant);
  }
}
