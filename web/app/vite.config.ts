import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm run dev` talks to a host that runs already: DEVCHAT_URL, or LocalHost's usual address.
const host = process.env['DEVCHAT_URL'] ?? 'http://127.0.0.1:7071';

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2023', assetsInlineLimit: 0 },
  server: {
    proxy: {
      '/api': { target: host, xfwd: true },
      '/client': { target: host, ws: true },
    },
  },
});
