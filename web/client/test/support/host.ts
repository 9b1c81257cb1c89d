import { readFile } from 'node:fs/promises';
import { eventually } from './settle.js';

/** Address of the host that integration tests use. */
export const serverUrl = process.env['DEVCHAT_URL'];
export const SKIPPED = 'skipped: DEVCHAT_URL names no running host';

/** A file with the process id of the host. Whoever names it starts the host again whenever it ends. */
const pidFile = process.env['DEVCHAT_PID_FILE'];
export const canKill = Boolean(serverUrl && pidFile);
export const NOT_KILLABLE = 'skipped: DEVCHAT_PID_FILE does not say which process to kill';

/** Ends the host as a crash does. Resolves when it is back. */
export async function killHost(): Promise<void> {
  const killed = await pid();
  process.kill(killed, 'SIGKILL');
  await eventually(async () => (await pid()) !== killed, 'the host is started again');
  await eventually(isReady, 'the host is ready');
}

async function pid(): Promise<number> {
  return Number(await readFile(pidFile!, 'utf8'));
}

async function isReady(): Promise<boolean> {
  try {
    return (await fetch(`${serverUrl}/api/health/ready`)).ok;
  } catch {
    return false;
  }
}
