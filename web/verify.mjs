// Runs every check of the workspace against a running host. The packages must be installed.
//   node verify.mjs URL [PID_FILE [CHROMIUM]]
// The tests kill the process whose id is in PID_FILE. Whoever named the file starts it again, at the same address.
// CHROMIUM is the program of a browser. Tests that lack what they need are skipped.
import { spawnSync } from 'node:child_process';

const [url, pidFile = '', chromium = ''] = process.argv.slice(2);
if (!url) {
  console.error('usage: node verify.mjs URL [PID_FILE [CHROMIUM]]');
  process.exit(2);
}

const checks = [['run', 'build'], ['run', 'check'], ['run', 'generate', '--', '--check'], ['run', 'size'], ['test']];
for (const check of checks) {
  const run = spawnSync('npm', check, {
    env: {
      ...process.env,
      DEVCHAT_URL: url.replace(/\/$/, ''),
      DEVCHAT_PID_FILE: pidFile,
      DEVCHAT_CHROMIUM: chromium,
    },
    shell: process.platform === 'win32',
    stdio: 'inherit',
  });
  if (run.status !== 0) {
    process.exit(1);
  }
}
