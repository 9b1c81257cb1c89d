/** A value that changes. Fits React's `useSyncExternalStore(x.subscribe, x.getSnapshot)`. */
export interface Observable<T> {
  /** The present value. It is immutable: a change gives another object. */
  getSnapshot: () => T;
  /** Calls the listener after each change, until the returned function is called. */
  subscribe: (listener: () => void) => () => void;
}

/** Calls all listeners. The error of one is reported, but stops neither the others nor the caller. */
export function notify<A extends unknown[]>(listeners: Iterable<(...args: A) => void>, ...args: A): void {
  for (const listener of [...listeners]) {
    try {
      listener(...args);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

export class Store<T> implements Observable<T> {
  readonly #listeners = new Set<() => void>();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  readonly getSnapshot = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  protected set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    notify(this.#listeners);
  }
}

/** A store of values by key. */
export class MapStore<K, V> extends Store<ReadonlyMap<K, V>> {
  constructor() {
    super(new Map());
  }

  get(key: K): V | undefined {
    return this.getSnapshot().get(key);
  }

  protected put(key: K, value: V): void {
    if (!Object.is(this.get(key), value)) this.set(new Map(this.getSnapshot()).set(key, value));
  }

  protected remove(key: K): void {
    if (!this.getSnapshot().has(key)) return;
    const rest = new Map(this.getSnapshot());
    rest.delete(key);
    this.set(rest);
  }
}
