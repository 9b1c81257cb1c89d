import type { Observable } from '@devchat/client';

/** A value in the browser's storage that all tabs share. A browser without storage keeps it for this page. */
export class LocalStore<T> implements Observable<T> {
  readonly #listeners = new Set<() => void>();
  readonly #key: string;
  #value: T;

  /** @param read Makes the value from what is stored, which may be missing or of another version. */
  constructor(key: string, read: (stored: unknown) => T) {
    this.#key = key;
    this.#value = read(parse(load(key)));
    addEventListener('storage', (event) => {
      if (event.key === key || event.key === null) this.#become(read(parse(event.newValue)));
    });
  }

  readonly getSnapshot = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  set(value: T): void {
    store(this.#key, JSON.stringify(value));
    this.#become(value);
  }

  #become(value: T): void {
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }
}

function load(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // The storage is full or forbidden: the value lasts as long as the page.
  }
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
