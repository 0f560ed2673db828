// One real page that looks on: how old what it shows is, sampled as it says so itself, and how smoothly it scrolls. The password
// comes on standard input.
import { readFileSync } from 'node:fs';
import { launched } from '../browser/driver.mjs';
import { costWords, scrolling } from '../browser/scrolling.mjs';

const [folder, port, account, batch, seconds] = process.argv.slice(2);
const browser = await launched(folder);
const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ignoreHTTPSErrors: true });
const page = await context.newPage();
await page.goto(`https://localhost:${port}/console/#${batch}`);
await page.fill('input[name=account]', account);
await page.fill('input[name=password]', readFileSync(0, 'utf8').trim());
const begun = Date.now();
await page.click('.sign-in button.main');
await page.waitForSelector('.row');
const shown = Date.now() - begun;
await page.waitForTimeout(2_000);
const ages = await page.evaluate(async (long) => {
  const found = [];
  for (const end = performance.now() + long; performance.now() < end; await new Promise((next) => setTimeout(next, 50)))
    found.push(Number(/([\d.]+)\D*$/.exec(document.querySelector('.age').textContent.replace(/[^\d.]+$/, ''))[1]));
  return found.sort((one, other) => one - other);
}, Number(seconds) * 1_000);
const at = (share) => ages[Math.min(ages.length - 1, Math.floor(share * ages.length))].toFixed(1);
console.log(`rows ${shown} ms after the sign-in was sent; age of what it shows p50 ${at(0.5)} s, p99 ${at(0.99)} s, max ${at(1)} s (${ages.length} samples)`);
const { frames, longest, cost } = await scrolling(page, 5);
console.log(`scrolling at ${frames.toFixed(1)} frames a second, longest ${longest.toFixed(0)} ms; ${costWords(cost)}`);
await browser.close();
