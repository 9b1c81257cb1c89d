import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client.js';
import { hasBrowser, isRunning, launch, newProfile, NO_BROWSER, open, screenOf } from '../support/browser/browser.js';
import { CuttingProxy } from '../support/cutting-proxy.js';
import { serverUrl, SKIPPED } from '../support/host.js';
import { apiOf, expectSameAsServer, expectScreenSameAsFresh } from '../support/same-as-fresh.js';
import { eventually } from '../support/settle.js';
import { clientOf, connected, newUser, stopClients, type TestUser } from '../support/users.js';
import { allMessages } from '../support/view.js';

const missing = serverUrl ? NO_BROWSER : SKIPPED;
const canRun = Boolean(serverUrl) && hasBrowser;

/** Ada has a client in this process; Grace has pages in a browser, behind a proxy. Both are in one room. */
describe.skipIf(!canRun)(`A page in a browser${canRun ? '' : ` (${missing})`}`, () => {
  let browser: Browser;
  let context: BrowserContext;
  let proxy: CuttingProxy;
  let ada: Client;
  let grace: TestUser;
  let room: number;

  beforeAll(async () => void (browser = await launch()));
  afterAll(() => browser?.close());

  beforeEach(async () => {
    grace = await newUser();
    ada = await connected(await clientOf(await newUser()));
    room = (await ada.createRoom({ is_group: true, name: 'Engine room', participant_ids: [grace.id] })).id;
    proxy = await CuttingProxy.start(serverUrl!);
    context = await newProfile(browser);
  });

  afterEach(async () => {
    await context.close();
    stopClients();
    await proxy.stop();
  });

  async function networkIsBack(page: Page): Promise<void> {
    proxy.comeBack();
    await page.evaluate(() => dispatchEvent(new Event('online')));
  }

  const openPage = () => open(context, proxy.url, grace, room);
  const same = (page: Page) => expectScreenSameAsFresh(screenOf(page), grace, [room]);

  /** The messages of Grace as the server has them. */
  async function stored(): Promise<(string | null)[]> {
    const messages = await allMessages(apiOf(grace), room);
    return messages.filter(({ sender_id }) => sender_id === grace.id).map(({ content }) => content);
  }

  test('After cuts at any byte and a time without a network it shows what a fresh client shows', async () => {
    const page = await openPage();
    await isConnected(page);
    const sent: string[] = [];
    for (let round = 0; round < 10; round++) {
      proxy.cutAfter(Math.floor(Math.random() * 4000));
      if (round === 5) proxy.goAway();
      if (round === 8) await networkIsBack(page);
      ada.send(room, `ada ${round}`);
      sent.push(...(await send(page, `grace ${round}`, 2)));
    }
    await networkIsBack(page);
    await isEmpty(page);
    expect(await stored()).toEqual(sent);
    await eventually(() => ada.outbox.getSnapshot().size === 0, 'the other user has sent all');
    await same(page);
  });

  test('Messages that were written without a network survive a reload, and are sent once and in order', async () => {
    const page = await openPage();
    await isConnected(page);
    proxy.goAway();
    const sent = await send(page, 'grace', 5);
    await isStored(page, 5);
    await page.reload();
    await isRunning(page);
    expect((await pending(page)).map(({ content }) => content)).toEqual(sent);
    expect(await stored()).toEqual([]);
    await networkIsBack(page);
    await isEmpty(page);
    expect(await stored()).toEqual(sent);
    await same(page);
  });

  test('Of two tabs one sends, and when it closes, the other goes on', async () => {
    const [one, two] = [await openPage(), await openPage()];
    await Promise.all([isConnected(one), isConnected(two)]);
    proxy.goAway();
    const senders = new Set<Page>();
    for (const page of [one, two]) {
      page.on('request', (request) => request.url().endsWith('/api/messages') && senders.add(page));
    }
    const sent: string[] = [];
    for (let round = 0; round < 3; round++) {
      for (const [index, page] of [one, two].entries()) sent.push(...(await send(page, `tab ${index}: ${round}`, 1)));
    }
    await isStored(one, sent.length);
    await eventually(() => senders.size > 0, 'a tab tries to send');
    const [sender] = senders;
    const other = sender === one ? two : one;
    await sender!.close();
    await eventually(() => senders.has(other), 'the other tab tries to send');
    expect(await stored()).toEqual([]);
    await networkIsBack(other);
    await isEmpty(other);
    expect(await stored()).toEqual(sent);
    await same(other);
  });

  test('Two tabs that write at the same time send one message at a time, each once', async () => {
    const pages = [await openPage(), await openPage()];
    let atOnce = 0;
    let most = 0;
    for (const page of pages) {
      const end = (request: { url: () => string }) => request.url().endsWith('/api/messages') && atOnce--;
      page.on('request', (request) => {
        if (request.url().endsWith('/api/messages')) most = Math.max(most, ++atOnce);
      });
      page.on('requestfinished', end);
      page.on('requestfailed', end);
    }
    const sent = await Promise.all(pages.map((page, index) => send(page, `tab ${index}`, 20)));
    for (const page of pages) await isEmpty(page);
    expect(most).toBe(1);
    const all = await stored();
    expect(all).toHaveLength(40);
    for (const [index, contents] of sent.entries()) {
      expect(all.filter((content) => content!.startsWith(`tab ${index}`))).toEqual(contents);
    }
    for (const page of pages) await same(page);
  });

  test.each(['ended', 'died without a sign'])(
    'A page that slept for an hour, while its connection %s, shows what a fresh client shows',
    async (end) => {
      await context.clock.install();
      const page = await openPage();
      await isConnected(page);
      await page.clock.pauseAt(Date.now() + 1000);
      proxy.stall();
      for (let round = 0; round < 60; round++) ada.send(room, `ada ${round}`);
      await eventually(() => ada.outbox.getSnapshot().size === 0, 'the other user has sent all');
      if (end === 'ended') proxy.reset();
      else proxy.strand();
      proxy.comeBack();

      // Timers measure the time in which the machine is awake.
      await page.clock.setSystemTime(Date.now() + 3_600_000);
      await page.clock.resume();
      const woke = performance.now();
      await expectSameAsServer(screenOf(page), apiOf(grace), [room]);
      console.log(`${Math.round(performance.now() - woke)} ms after waking all is shown; the connection ${end}.`);
      await same(page);
    },
  );
});

async function send(page: Page, prefix: string, count: number): Promise<string[]> {
  const contents = Array.from({ length: count }, (_, index) => `${prefix} ${index}`);
  await page.evaluate((all) => all.forEach((content) => globalThis.chat.send(content)), contents);
  return contents;
}

function pending(page: Page) {
  return page.evaluate(() => globalThis.chat.pending());
}

async function isConnected(page: Page): Promise<void> {
  await eventually(async () => (await page.evaluate(() => globalThis.chat.state())) === 'connected', 'it is connected');
}

async function isEmpty(page: Page): Promise<void> {
  await eventually(async () => (await pending(page)).length === 0, 'the outbox of the page is empty');
}

/** The messages are in IndexedDB. */
async function isStored(page: Page, count: number): Promise<void> {
  await eventually(async () => (await page.evaluate(() => globalThis.chat.stored())) === count, 'they are stored');
}
