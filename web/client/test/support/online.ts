import { setMaxListeners } from 'node:events';

const events = new EventTarget();
setMaxListeners(0, events);

// Node has no `online` event. Clients that are started after this hear one, as in a browser.
globalThis.addEventListener ??= events.addEventListener.bind(events);
globalThis.removeEventListener ??= events.removeEventListener.bind(events);

/** The network is back: all clients of this process try at once. */
export function announceOnline(): void {
  events.dispatchEvent(new Event('online'));
}
