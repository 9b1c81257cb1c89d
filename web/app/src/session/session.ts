import type { components } from '@devchat/client';
import { LocalStore } from '../shared/local-store.ts';

type SignedIn = components['schemas']['SignedIn'];

/** The account whose token this browser keeps. */
export interface Session {
  token: string;
  userId: number;
  username: string;
}

/** Null: nobody is signed in. All tabs share it. */
export const session = new LocalStore<Session | null>('devchat.session', (stored) => {
  const { token, userId, username } = (stored ?? {}) as Partial<Session>;
  return token && userId && username ? { token, userId, username } : null;
});

export function begin({ token, user }: SignedIn): void {
  session.set({ token, userId: user.id, username: user.username });
}

export function end(): void {
  session.set(null);
}
