import { sessionEnded } from './errors.js';
import { exclusively } from './exclusive.js';

export interface SessionOptions {
  /** The present access token; null if nobody is signed in. Called before each request. */
  getToken: () => string | null | Promise<string | null>;
  /**
   * The server refused the token. Renew it, so that `getToken` gives another one, or do nothing if that is
   * impossible. One call runs at a time, over all tabs.
   */
  onUnauthorized?: () => void | Promise<void>;
}

/** The tokens of one login. */
export class Session {
  readonly #options: SessionOptions;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  async token(): Promise<string> {
    const token = await this.#options.getToken();
    if (!token) throw sessionEnded();
    return token;
  }

  /** A token other than the refused one, or null if there is none. */
  renew(refused: string): Promise<string | null> {
    return exclusively('devchat:session', null, async () => {
      const current = await this.#options.getToken();
      // Another request, or another tab, renewed it while this one waited.
      if (current !== refused) return current;
      await this.#options.onUnauthorized?.();
      const renewed = await this.#options.getToken();
      return renewed === refused ? null : renewed;
    });
  }

  /** The user whom the token names. This needs no network, so that a client can start offline. */
  async userId(): Promise<number> {
    const payload = (await this.token()).split('.')[1] ?? '';
    const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    return (JSON.parse(json) as { userId: number }).userId;
  }
}
