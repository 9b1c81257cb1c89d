import { setTimeout as pause } from 'node:timers/promises';

const POLL = 100;

/** Whether the condition holds within so many milliseconds. */
export async function eventually(condition, limit) {
  for (const start = performance.now(); performance.now() - start < limit; await pause(POLL)) {
    const holds = Promise.resolve().then(condition);
    if (await holds.catch(() => false)) return true;
  }
  return false;
}
