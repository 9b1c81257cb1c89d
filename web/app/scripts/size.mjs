// Fails if the scripts that the built app loads at its start are larger than their limit.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 250_000;

const dist = new URL('../dist', import.meta.url).pathname;
const page = readFileSync(`${dist}/index.html`, 'utf8');
const scripts = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path);
const size = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(dist + path), { level: 9 }).length, 0);
console.log(`@devchat/web: ${size} bytes gzipped in ${scripts.length} scripts, limit ${LIMIT}`);
if (scripts.length === 0 || size > LIMIT) process.exitCode = 1;
