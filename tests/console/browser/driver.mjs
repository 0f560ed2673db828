// Chromium and what drives it. Exit 77 (skipped) where there is no Chromium or its driver cannot be fetched.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kChromium = '/usr/bin/chromium';
const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
export const here = fileURLToPath(new URL('..', import.meta.url));

function skip(why) {
  console.error(`skipped: ${why}`);
  process.exit(77);
}

/** From the lock file, by hash, into `folder`; what is there already stays. */
function driver(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(join(here, name), join(folder, name));
  try {
    if (!existsSync(join(folder, 'node_modules/playwright-core'))) execFileSync('npm', ['ci', '--ignore-scripts', '--prefer-offline'], { cwd: folder, stdio: 'pipe' });
    return createRequire(join(folder, 'package.json'))('playwright-core');
  } catch (error) {
    return skip(`no playwright-core: ${error.message}`);
  }
}

export async function launched(folder) {
  if (!existsSync(kChromium)) skip(`no ${kChromium}`);
  return driver(folder).chromium.launch({ executablePath: kChromium, args: kFlags });
}

/** What the page must not do: fail, complain, or ask. A line or a server that cannot be had and a password that is wrong are told in the console too. */
export function listen(page, complaints) {
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`) && dialog.dismiss());
  page.on('console', (message) => message.type() === 'error' && !/status of (401|503)|WebSocket connection|ERR_CONNECTION/.test(message.text()) && complaints.push(message.text()));
}
