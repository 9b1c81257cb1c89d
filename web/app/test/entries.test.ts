import type { components, PendingMessage } from '@devchat/client';
import { describe, expect, it } from 'vitest';
import { entriesOf } from '../src/timeline/entries.ts';

type Message = components['schemas']['Message'];

const ADA = 1;
const GRACE = 2;

function message(seq: number, senderId: number, time: string): Message {
  return {
    id: seq,
    seq,
    chatroom_id: 7,
    sender_id: senderId,
    sender: { id: senderId, username: `user ${senderId}`, avatar_url: null },
    content: `message ${seq}`,
    client_message_id: null,
    is_read: false,
    created_at: time,
    deleted_at: null,
  };
}

function pending(id: string, time: string): PendingMessage {
  const state = 'queued';
  return { client_message_id: id, chatroom_id: 7, content: id, created_at: time, position: 1, state, error: null };
}

/** Noon, so that a few hours do not change the day anywhere. */
const at = (day: number, minute = 0) => new Date(2026, 10, day, 12, minute).toISOString();

function outline(...args: Parameters<typeof entriesOf>): string[] {
  return entriesOf(...args).map((entry) =>
    'isFirst' in entry ? `${entry.key}${entry.isFirst ? ' first' : ''}` : entry.kind,
  );
}

describe('entries of a timeline', () => {
  it('put a mark before each day', () => {
    const messages = [message(1, ADA, at(1)), message(2, GRACE, at(1, 1)), message(3, GRACE, at(2))];

    expect(outline(messages, [], Infinity, ADA)).toEqual([
      'day',
      'message 1 first',
      'message 2 first',
      'day',
      'message 3 first',
    ]);
  });

  it('keep messages of one person together for five minutes', () => {
    const messages = [message(1, ADA, at(1)), message(2, ADA, at(1, 4)), message(3, ADA, at(1, 9))];

    expect(outline(messages, [], Infinity, ADA)).toEqual(['day', 'message 1 first', 'message 2', 'message 3 first']);
  });

  it('put one line before what is new, and begin a group after it', () => {
    const messages = [message(1, GRACE, at(1)), message(2, GRACE, at(1, 1)), message(3, GRACE, at(1, 2))];

    expect(outline(messages, [], 1, ADA)).toEqual(['day', 'message 1 first', 'new', 'message 2 first', 'message 3']);
  });

  it('do not count own messages as new', () => {
    const messages = [message(1, GRACE, at(1)), message(2, ADA, at(1, 1)), message(3, GRACE, at(1, 2))];

    expect(outline(messages, [], 1, ADA)).toEqual([
      'day',
      'message 1 first',
      'message 2 first',
      'new',
      'message 3 first',
    ]);
  });

  it('show what waits to be sent below, in the group of its sender', () => {
    const shown = outline([message(1, ADA, at(1))], [pending('a', at(1, 1)), pending('b', at(1, 2))], Infinity, ADA);

    expect(shown).toEqual(['day', 'message 1 first', 'a', 'b']);
  });

  it('keep the key of a message when it was sent', () => {
    const sent = { ...message(1, ADA, at(1)), client_message_id: 'a' };

    expect(entriesOf([sent], [], Infinity, ADA).at(-1)?.key).toBe('a');
    expect(entriesOf([], [pending('a', at(1))], Infinity, ADA).at(-1)?.key).toBe('a');
  });
});
