// The page in a real browser, against the fake server: node run.mjs FOLDER WORK [NAME]. Prints what it measured.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checks } from './checks.mjs';
import { here, launched, listen } from './driver.mjs';
import { speed } from './speed.mjs';

const [folder, work, only = ''] = process.argv.slice(2);

async function serve(...options) {
  const child = spawn(process.execPath, [join(here, 'fake_server.mjs'), folder, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((answer) => child.stdout.once('data', (data) => answer(String(data).trim())));
  return { child, base: `http://127.0.0.1:${port}` };
}

/** One page, whose complaints are failures. */
async function opened(browser, base, complaints) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  listen(page, complaints);
  await page.goto(`${base}/console/`);
  const steer = async (path) => (await fetch(`${base}/fake/${path}`)).json();
  return { page, steer };
}

async function main() {
  const browser = await launched(work);
  let failed = 0;
  for (const [name, options, body] of [...checks, ...speed].filter(([name]) => name.includes(only))) {
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
