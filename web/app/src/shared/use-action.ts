import { useCallback, useRef, useState } from 'react';
import { reasonOf } from './reason.ts';

export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<void>;
  isRunning: boolean;
  /** Why the last run failed; null while none has. */
  failure: string | null;
}

/** Something that a person starts and that may fail. While it runs, it is not started again. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): Action<A> {
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef(work);
  latest.current = work;
  const running = useRef(false);
  const run = useCallback(async (...args: A) => {
    if (running.current) return;
    running.current = true;
    setRunning(true);
    setFailure(null);
    try {
      await latest.current(...args);
    } catch (error) {
      setFailure(reasonOf(error));
    } finally {
      running.current = false;
      setRunning(false);
    }
  }, []);
  return { run, isRunning, failure };
}
