import type { SignedIn } from './events.js';
import { requestAnonymously } from './http.js';

export interface Credentials {
  email: string;
  password: string;
}

export function signIn(baseUrl: string, credentials: Credentials): Promise<SignedIn> {
  return requestAnonymously('POST', `${baseUrl}/api/auth/login`, credentials);
}

export function register(baseUrl: string, account: Credentials & { username: string }): Promise<SignedIn> {
  return requestAnonymously('POST', `${baseUrl}/api/auth/register`, account);
}
