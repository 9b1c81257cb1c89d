import { setTimeout as pause } from 'node:timers/promises';

const PACE = 500;

/** Repeats what the library does not repeat by itself. A refusal that a repetition cannot change ends it, too. */
export async function untilAnswered({ isTransient }, work) {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error)) return null;
      await pause(PACE);
    }
  }
}
