import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// `npm run dev` talks to a host that runs already: DEVCHAT_URL, or LocalHost's usual address.
const host = process.env['DEVCHAT_URL'] ?? 'http://127.0.0.1:7071';

/** Below that, a compressed file saves no packet. */
const WORTHWHILE = 1024;

/** Puts a Brotli and a gzip file beside each file of text, so that the server compresses nothing itself. */
function compress(): Plugin {
  let folder = '';
  return {
    name: 'compress',
    apply: 'build',
    configResolved: ({ root, build }) => void (folder = join(root, build.outDir)),
    closeBundle: () => {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(css|html|js|json|svg)$/.test(name)) continue;
        const file = join(folder, name);
        const content = readFileSync(file);
        if (content.length < WORTHWHILE) continue;
        writeFileSync(`${file}.br`, brotliCompressSync(content));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), compress()],
  build: { target: 'es2023', assetsInlineLimit: 0 },
  server: {
    proxy: {
      '/api': { target: host, xfwd: true },
      '/client': { target: host, ws: true },
    },
  },
});
