import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Screen } from '../same-as-fresh.js';
import type { TestUser } from '../users.js';

const program = process.env['DEVCHAT_CHROMIUM'];
export const hasBrowser = Boolean(program);
export const NO_BROWSER = 'skipped: DEVCHAT_CHROMIUM names no Chromium';

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: locate(program!) });
}

/** A program of the PATH may be given by its name. */
function locate(name: string): string {
  const folders = name.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(existsSync) ?? name;
}

/**
 * A browser with its own storage. Its pages have the origin of the API, but do not come from the server: so they also
 * load when the network is away.
 */
export async function newProfile(browser: Browser): Promise<BrowserContext> {
  // To the browser, such a page is of the internet, and the server of the local network.
  const context = await browser.newContext({ permissions: ['local-network-access'] });
  const script = await bundle();
  const body = `<!doctype html><title>DevChat</title><script type="module">${script}</script>`;
  await context.route('**/page', (route) => route.fulfill({ contentType: 'text/html', body }));
  return context;
}

async function bundle(): Promise<string> {
  const entry = new URL('page.ts', import.meta.url).pathname;
  const options = { bundle: true, format: 'esm', target: 'es2022', write: false, legalComments: 'none' } as const;
  const { outputFiles } = await build({ entryPoints: [entry], ...options });
  return outputFiles[0]!.text.replaceAll('</script', '<\\/script');
}

/** A page of a user that shows one room. */
export async function open(context: BrowserContext, server: string, user: TestUser, room: number): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${server}/page#token=${user.token}&room=${room}`);
  await isRunning(page);
  return page;
}

/** The script of the page has started the client. */
export async function isRunning(page: Page): Promise<void> {
  await page.waitForFunction(() => globalThis.chat !== undefined);
}

export function screenOf(page: Page): Screen {
  return { name: 'The page', look: () => page.evaluate(() => globalThis.chat.view()) };
}
