// The page in a real browser, against the fake server: node run.mjs FOLDER WORK. Exit 77 (skipped) where there is no Chromium
// or its driver cannot be fetched. Prints what it measured.
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks } from './checks.mjs';
import { speed } from './speed.mjs';

const kChromium = '/usr/bin/chromium';
const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const here = fileURLToPath(new URL('..', import.meta.url));
const [folder, work] = process.argv.slice(2);

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}

function driver() {
  mkdirSync(work, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(join(here, name), join(work, name));
  try {
    if (!existsSync(join(work, 'node_modules/playwright-core'))) execFileSync('npm', ['ci', '--ignore-scripts', '--prefer-offline'], { cwd: work, stdio: 'pipe' });
    return createRequire(join(work, 'package.json'))('playwright-core');
  } catch (error) {
    return skip(`no playwright-core: ${error.message}`);
  }
}

async function serve(...options) {
  const child = spawn(process.execPath, [join(here, 'fake_server.mjs'), folder, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((answer) => child.stdout.once('data', (data) => answer(String(data).trim())));
  return { child, base: `http://127.0.0.1:${port}` };
}

/** One page, whose complaints are failures. */
async function opened(browser, base, complaints) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && !/status of 401|WebSocket connection/.test(message.text()) && complaints.push(message.text()));
  await page.goto(`${base}/console/`);
  const steer = async (path) => (await fetch(`${base}/fake/${path}`)).json();
  return { page, steer };
}

async function main() {
  if (!existsSync(kChromium)) skip(`no ${kChromium}`);
  const { chromium } = driver();
  const browser = await chromium.launch({ executablePath: kChromium, args: kFlags });
  let failed = 0;
  for (const [name, options, body] of [...checks, ...speed]) {
    const { child, base } = await serve(...options);
    const complaints = [];
    try {
      const { page, steer } = await opened(browser, base, complaints);
      await body(page, steer);
      if (complaints.length > 0) throw new Error(`the page complains: ${complaints.join(' | ')}`);
      await page.close();
      console.log(`ok     ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${name}: ${error.stack}`);
    }
    child.kill();
  }
  await browser.close();
  process.exit(failed === 0 ? 0 : 1);
}

await main();
