// Each *.test.ts of unit/ becomes one module that Node's own test runner runs.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const unit = fileURLToPath(new URL('unit/', import.meta.url));
const tests = readdirSync(unit).filter((name) => name.endsWith('.test.ts'));

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: process.env.CONSOLE_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'node18',
    rollupOptions: {
      input: Object.fromEntries(tests.map((name) => [name.replace(/\.ts$/, ''), unit + name])),
      output: { entryFileNames: '[name].mjs', chunkFileNames: 'shared-[hash].mjs' },
    },
  },
});
