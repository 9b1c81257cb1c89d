import type { Message, MessagePage } from './events.js';
import { MessageWindow } from './message-window.js';
import { Store } from './observable.js';
import { retry } from './retry.js';
import type { Waker } from './waker.js';

export interface TimelineSnapshot {
  /** Without gaps, in the order of `seq`. A deleted message keeps its place: its `content` is null. */
  messages: readonly Message[];
  /** `failed`: the server refuses the messages of this room; `error` says why. */
  status: 'empty' | 'loading' | 'loaded' | 'failed';
  hasOlder: boolean;
  isLoadingOlder: boolean;
  error: unknown;
}

export interface TimelineOptions {
  fetchPage: (query: { before?: number; after?: number; limit: number }, signal: AbortSignal) => Promise<MessagePage>;
  /** These messages can be seen from now on, or when the room is loaded the next time. */
  onShown: (messages: readonly Message[]) => void;
  waker: Waker;
}

const EMPTY: TimelineSnapshot = {
  messages: [],
  status: 'empty',
  hasOlder: false,
  isLoadingOlder: false,
  error: null,
};

const PAGE = 50;
const LARGE_PAGE = 100;
/** A message that overtook others is usually followed by them. Only a hole that lasts is fetched. */
const HOLE_PATIENCE = 300;

/** The messages of one room, ordered by `seq`. */
export class Timeline extends Store<TimelineSnapshot> {
  readonly #options: TimelineOptions;
  #window = new MessageWindow();
  #work = new AbortController();
  #holeTimer: ReturnType<typeof setTimeout> | null = null;
  #isFilling = false;

  constructor(options: TimelineOptions) {
    super(EMPTY);
    this.#options = options;
  }

  get isLoaded(): boolean {
    return this.#window.isLoaded;
  }

  /** Whether the message waits for earlier ones before it is shown. */
  holdsBack(seq: number): boolean {
    return this.isLoaded && seq > this.#window.last;
  }

  /** Loads the newest page, unless it is there. */
  async load(): Promise<void> {
    const { status } = this.getSnapshot();
    if (status === 'loading' || status === 'loaded') return;
    this.#update({ status: 'loading', error: null });
    await this.#loadNewest();
  }

  /** Loads all that is there once more. The old messages stay in view until then. */
  async reload(): Promise<void> {
    this.#restart();
    await this.#loadNewest(this.getSnapshot().messages[0]?.seq);
  }

  /** Begins with what comes after this message. */
  startAfter(seq: number): void {
    this.#window.startAfter(seq);
    this.#update({ status: 'loaded' });
  }

  /** Loads one page of older messages. */
  async loadOlder(): Promise<void> {
    const { hasOlder, isLoadingOlder } = this.getSnapshot();
    if (!hasOlder || isLoadingOlder) return;
    this.#update({ isLoadingOlder: true });
    await this.#guard(async (signal) => {
      const page = await this.#fetch({ before: this.#window.first, limit: PAGE }, signal);
      this.#show(this.#window.addOlder(page.messages), { isLoadingOlder: false });
    });
  }

  // Before the first page is asked for, events need not be kept: the page will show what they told.

  add(messages: readonly Message[]): void {
    if (this.#isEmpty) return;
    this.#show(this.#window.add(messages));
  }

  delete(seq: number): void {
    if (this.#isEmpty) return;
    this.#window.delete(seq, new Date().toISOString());
    this.#show([]);
  }

  /** A message of this seq exists. If it does not arrive soon, it is fetched. */
  expect(seq: number): void {
    if (this.#isEmpty) return;
    this.#window.expect(seq);
    this.#watchForHole();
  }

  /** Forgets all but the newest messages. */
  trim(count = 200): void {
    this.#window.trim(count);
    this.#show([]);
  }

  /** Forgets everything. */
  reset(): void {
    this.#restart();
    this.set(EMPTY);
  }

  stop(): void {
    this.#work.abort();
    if (this.#holeTimer) clearTimeout(this.#holeTimer);
    this.#holeTimer = null;
    this.#isFilling = false;
  }

  #restart(): void {
    const { heldBack } = this.#window;
    this.stop();
    this.#work = new AbortController();
    this.#window = new MessageWindow();
    // Nothing waits for them any more: they are seen when the room is loaded, or never if it is gone.
    if (heldBack.length > 0) this.#options.onShown(heldBack);
  }

  /** Loads the newest page, and older ones as far as this message. */
  #loadNewest(first = Infinity): Promise<void> {
    return this.#guard(async (signal) => {
      const page = await this.#fetch({ limit: PAGE }, signal);
      this.#window.expect(page.last_seq);
      let { messages } = page;
      while (messages[0] && messages[0].seq > 1 && first < messages[0].seq) {
        const older = await this.#fetch({ before: messages[0].seq, limit: LARGE_PAGE }, signal);
        messages = [...older.messages, ...messages];
      }
      this.#show(this.#window.load(messages), { isLoadingOlder: false });
    });
  }

  get #isEmpty(): boolean {
    return this.getSnapshot().status === 'empty';
  }

  #show(shown: readonly Message[], changes: Partial<TimelineSnapshot> = {}): void {
    if (!this.isLoaded) return;
    const { messages, hasOlder } = this.#window;
    this.#update({ messages, hasOlder, status: 'loaded', ...changes });
    if (shown.length > 0) this.#options.onShown(shown);
    this.#watchForHole();
  }

  #watchForHole(): void {
    if (this.#holeTimer || this.#isFilling || !this.#window.hasHole) return;
    this.#holeTimer = setTimeout(() => {
      this.#holeTimer = null;
      if (this.#window.hasHole) void this.#fill();
    }, HOLE_PATIENCE);
  }

  async #fill(): Promise<void> {
    this.#isFilling = true;
    await this.#guard(async (signal) => {
      let page: MessagePage;
      do {
        page = await this.#fetch({ after: this.#window.last, limit: LARGE_PAGE }, signal);
        this.add(page.messages);
      } while (page.has_more);
      this.#isFilling = false;
      this.#watchForHole();
    });
  }

  async #fetch(query: { before?: number; after?: number; limit: number }, signal: AbortSignal): Promise<MessagePage> {
    const page = await retry(() => this.#options.fetchPage(query, signal), this.#options.waker, signal);
    signal.throwIfAborted();
    return page;
  }

  async #guard(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#work;
    try {
      await work(signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#isFilling = false;
      this.#update({ status: 'failed', isLoadingOlder: false, error });
    }
  }

  #update(changes: Partial<TimelineSnapshot>): void {
    this.set({ ...this.getSnapshot(), ...changes });
  }
}
