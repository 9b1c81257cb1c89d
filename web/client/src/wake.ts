const TICK = 1_000;
/** A tick that is so much late means that the machine slept. */
const DRIFT = 10_000;

/** Calls back when the network is back or the machine wakes from sleep. Returns the function that ends this. */
export function watchWaking(onWake: () => void): () => void {
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > TICK + DRIFT) onWake();
    last = now;
  }, TICK);
  // Node has no `online` event, and some versions no EventTarget as their global object.
  globalThis.addEventListener?.('online', onWake);
  return () => {
    clearInterval(timer);
    globalThis.removeEventListener?.('online', onWake);
  };
}
