import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageFeed } from '../../src/message-feed.js';
import { Waker } from '../../src/waker.js';
import { message, messages, ROOM } from '../support/data.js';
import { eventually } from '../support/settle.js';

const START = 3;
const NEWEST = 12;

function feed() {
  const told: number[] = [];
  const fetchPage = async (_roomId: number, { after = 0 }: { after?: number }) => ({
    messages: messages(after + 1, NEWEST),
    has_more: false,
    last_seq: NEWEST,
  });
  const feed = new MessageFeed({ fetchPage, waker: new Waker() });
  feed.subscribe(({ seq }) => told.push(seq));
  return { feed, told };
}

const expected = messages(START + 1, NEWEST).map(({ seq }) => seq);

test('Listeners get each new message once and in order, whatever order and repetition events have', () => {
  const all = messages(1, NEWEST).map(({ seq }) => seq);
  const arrivals = fc.tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.shuffledSubarray(all));
  fc.assert(
    fc.property(arrivals, ([first, again]) => {
      const { feed: messageFeed, told } = feed();
      messageFeed.follow(ROOM, START);
      for (const seq of [...first, ...again]) messageFeed.add(message(seq));
      messageFeed.stop();
      expect(told).toEqual(expected);
    }),
  );
});

test('Messages that no event brings are fetched', async () => {
  const { feed: messageFeed, told } = feed();
  messageFeed.follow(ROOM, START);
  messageFeed.expect(ROOM, NEWEST);
  await eventually(() => told.length === expected.length, 'all are told');
  messageFeed.add(message(NEWEST));
  expect(told).toEqual(expected);
  messageFeed.stop();
});

test('Deleted messages are not told', () => {
  const { feed: messageFeed, told } = feed();
  messageFeed.follow(ROOM, START);
  messageFeed.add(message(4, { content: null, deleted_at: message(4).created_at }));
  messageFeed.add(message(5));
  expect(told).toEqual([5]);
  messageFeed.stop();
});
