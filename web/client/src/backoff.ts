export interface BackoffOptions {
  /** Greatest wait before the first retry, in milliseconds. It doubles with each further retry. */
  base: number;
  /** Greatest wait of all. */
  cap: number;
}

const DEFAULTS: BackoffOptions = { base: 500, cap: 30_000 };

/**
 * Exponential backoff with full jitter: any wait from 0 to the limit is equally likely, so clients that failed
 * together do not return together.
 */
export function backoff(attempt: number, { base, cap }: BackoffOptions = DEFAULTS): number {
  return Math.random() * Math.min(cap, base * 2 ** attempt);
}
