import { backoff } from './backoff.js';
import { ApiError, isTransient, isUnauthorized } from './errors.js';
import type { Waker } from './waker.js';

/** The longest timer that there is. */
const UNTIL_WOKEN = 2 ** 31 - 1;

/** Waits as long as the server said, which nothing shortens, and then with jitter. */
export async function pause(attempt: number, error: unknown, waker: Waker, signal: AbortSignal): Promise<void> {
  // Only signing in again helps. The connection that then opens wakes all that wait.
  if (isUnauthorized(error)) return waker.sleep(UNTIL_WOKEN, signal);
  const retryAfter = error instanceof ApiError ? error.retryAfter : null;
  if (retryAfter) await waker.sleepFully(retryAfter, signal);
  await waker.sleep(backoff(attempt), signal);
}

/** Repeats the work until it succeeds, fails for good, or is aborted. */
export async function retry<T>(
  work: () => Promise<T>,
  waker: Waker,
  signal: AbortSignal,
  onFailure: (error: unknown) => void = () => {},
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !isTransient(error)) throw error;
      onFailure(error);
      await pause(attempt, error, waker, signal);
    }
  }
}
