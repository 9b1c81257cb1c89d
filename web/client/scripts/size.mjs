// Fails if the library, without SignalR, is larger than its limit.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const LIMIT = 15_000;

const { outputFiles } = await build({
  entryPoints: [new URL('../src/index.ts', import.meta.url).pathname],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  external: ['@microsoft/signalr'],
  write: false,
});
const size = gzipSync(outputFiles[0].contents, { level: 9 }).length;
console.log(`@devchat/client: ${size} bytes gzipped, limit ${LIMIT}`);
if (size > LIMIT) process.exitCode = 1;
