import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../src/events.js';
import { MessageWindow } from '../../src/message-window.js';
import { message, messages } from '../support/data.js';

/** `deleted message`: as a sync tells of a new message that is deleted already. */
type Event = { kind: 'message' | 'deletion' | 'deleted message'; seq: number };

const NEWEST = 30;
const LOADED = 10;
const DELETED_AT = '2026-01-31T10:00:00.000Z';

/** What a client sees that missed nothing. */
function truth(deleted: ReadonlySet<number>): [number, string | null][] {
  return messages(1, NEWEST).map(({ seq, content }) => [seq, deleted.has(seq) ? null : content]);
}

function seen(shown: readonly Message[]): [number, string | null][] {
  return shown.map(({ seq, content }) => [seq, content]);
}

/** Events of all messages after the loaded page and of some deletions: shuffled, repeated and lost. */
const networks = fc
  .record({
    deleted: fc.uniqueArray(fc.integer({ min: LOADED + 1, max: NEWEST })),
    lost: fc.uniqueArray(fc.integer({ min: LOADED + 1, max: NEWEST })),
    repeated: fc.array(fc.integer({ min: LOADED + 1, max: NEWEST })),
  })
  .chain(({ deleted, lost, repeated }) => {
    const arriving = messages(LOADED + 1, NEWEST).filter(({ seq }) => !lost.includes(seq));
    const events: Event[] = [
      ...[...arriving.map(({ seq }) => seq), ...repeated].map((seq): Event => ({ kind: 'message', seq })),
      ...deleted.map((seq): Event => ({ kind: seq % 2 ? 'deletion' : 'deleted message', seq })),
    ];
    const order = fc.shuffledSubarray(events, { minLength: events.length });
    return fc.record({ deleted: fc.constant(new Set(deleted)), order });
  });

function apply(window: MessageWindow, { kind, seq }: Event): readonly Message[] {
  if (kind === 'message') return window.add([message(seq)]);
  if (kind === 'deleted message') return window.add([message(seq, { content: null, deleted_at: DELETED_AT })]);
  window.delete(seq, DELETED_AT);
  return [];
}

test('Events that are shuffled, repeated and lost give the same timeline as a server that lost nothing', () => {
  fc.assert(
    fc.property(networks, ({ deleted, order }) => {
      const window = new MessageWindow();
      window.load(messages(1, LOADED));
      for (const event of order) apply(window, event);
      window.expect(NEWEST);
      while (window.hasHole) window.add(messages(window.last + 1, Math.min(window.last + 3, NEWEST)));
      expect(seen(window.messages)).toEqual(truth(deleted));
    }),
  );
});

test('At each moment the window has no hole and no repetition, and each message comes into it once', () => {
  fc.assert(
    fc.property(networks, ({ order }) => {
      const window = new MessageWindow();
      const shown = [...window.load(messages(1, LOADED))];
      for (const event of order) {
        shown.push(...apply(window, event));
        expect(window.messages.map(({ seq }) => seq)).toEqual(shown.map(({ seq }) => seq));
        expect(window.messages.map(({ seq }) => seq)).toEqual(messages(1, window.last).map(({ seq }) => seq));
      }
    }),
  );
});

test('A page that was read before a deletion does not bring the content back', () => {
  const window = new MessageWindow();
  window.delete(2, DELETED_AT);
  window.load(messages(1, 3));
  expect(window.messages.map(({ content }) => content)).toEqual(['message 1', null, 'message 3']);
});

test('Messages that arrive while the first page is read belong to the window', () => {
  const window = new MessageWindow();
  window.add([message(6)]);
  expect(window.hasHole).toBe(false);
  window.load(messages(4, 5));
  expect(window.messages.map(({ seq }) => seq)).toEqual([4, 5, 6]);
});

test('Older pages come before the window', () => {
  const window = new MessageWindow();
  window.load(messages(11, 20));
  expect(window.hasOlder).toBe(true);
  window.addOlder(messages(1, 10));
  expect(window.messages).toHaveLength(20);
  expect(window.hasOlder).toBe(false);
});

test('A window that was trimmed keeps its newest messages and can load older ones again', () => {
  const window = new MessageWindow();
  window.load(messages(1, 20));
  window.trim(5);
  expect(window.messages.map(({ seq }) => seq)).toEqual([16, 17, 18, 19, 20]);
  window.addOlder(messages(11, 15));
  expect(window.messages).toHaveLength(10);
});

test('A repetition of a message before the window does not come into it', () => {
  const window = new MessageWindow();
  window.startAfter(3);
  expect(window.add(messages(2, 5)).map(({ seq }) => seq)).toEqual([4, 5]);
  window.trim(0);
  expect(window.add([message(5)])).toEqual([]);
  expect(window.add([message(6)])).toHaveLength(1);
});
