/** Runs one work of a name at a time: over all tabs where Web Locks exist, else within this process. */
export function exclusively<T>(name: string, signal: AbortSignal | null, work: () => Promise<T>): Promise<T> {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks;
  if (!locks) return inProcess(name, work);
  // The types say Awaited<T>, of which T is the only case here.
  return locks.request(name, signal ? { signal } : {}, work) as Promise<T>;
}

const tails = new Map<string, Promise<void>>();

function inProcess<T>(name: string, work: () => Promise<T>): Promise<T> {
  const result = (tails.get(name) ?? Promise.resolve()).then(work);
  const tail: Promise<void> = result.then(
    () => forget(name, tail),
    () => forget(name, tail),
  );
  tails.set(name, tail);
  return result;
}

function forget(name: string, tail: Promise<void>): void {
  if (tails.get(name) === tail) tails.delete(name);
}
