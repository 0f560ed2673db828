// Ten thousand rows, a thousand changes a second: how long until they are shown, and how smoothly they scroll. Without a
// graphics card Chromium paints with the processor, so what a frame costs is told apart: the page's own work, and the painting.
import { must, signIn } from './steps.mjs';

const kSeconds = 5;
/** Half of what is wanted: other programs may be using this machine too. */
const kLeastFrames = 25;

/** Scrolls through everything and counts frames; `work`: the longest frame. */
function scroll(seconds) {
  return new Promise((answer) => {
    const list = document.getElementById('candidates');
    const begun = performance.now();
    const frames = [];
    const step = (now) => {
      frames.push(now);
      list.scrollTop += 120;
      if (now - begun < seconds * 1_000) requestAnimationFrame(step);
      else answer({ count: frames.length, frames: frames.length / ((now - begun) / 1_000), longest: Math.max(...frames.slice(1).map((at, place) => at - frames[place])) });
    };
    requestAnimationFrame(step);
  });
}

/** Milliseconds so far: the page's main thread by what it did, and the processes of the browser. */
async function spent(inPage, inBrowser) {
  const { metrics } = await inPage.send('Performance.getMetrics');
  const { processInfo } = await inBrowser.send('SystemInfo.getProcessInfo');
  const of = (name) => metrics.find((one) => one.name === name).value * 1_000;
  const process = (type) => processInfo.filter((one) => one.type === type).reduce((sum, one) => sum + one.cpuTime * 1_000, 0);
  return { script: of('ScriptDuration'), style: of('RecalcStyleDuration'), layout: of('LayoutDuration'), task: of('TaskDuration'),
    renderer: process('renderer'), gpu: process('GPU') };
}

async function watched(page, body) {
  const inPage = await page.context().newCDPSession(page);
  const inBrowser = await page.context().browser().newBrowserCDPSession();
  await inPage.send('Performance.enable');
  const before = await spent(inPage, inBrowser);
  const result = await body();
  const after = await spent(inPage, inBrowser);
  return { ...result, cost: Object.fromEntries(Object.keys(before).map((name) => [name, (after[name] - before[name]) / result.count])) };
}

async function manyRows(page) {
  await signIn(page);
  await page.waitForSelector('.card');
  const begun = Date.now();
  await page.click('.card >> nth=0');
  await page.waitForSelector('.row');
  const shown = Date.now() - begun;
  await page.waitForTimeout(1_000);
  const { frames, longest, cost } = await watched(page, () => page.evaluate(scroll, kSeconds));
  const elements = await page.$$eval('.row', (rows) => rows.length);
  const memory = await page.evaluate(() => Math.round((performance.memory?.usedJSHeapSize ?? 0) / 1e6));
  const ms = (name) => `${name} ${cost[name].toFixed(1)}`;
  console.log(`       10,000 rows shown after ${shown} ms; scrolling at ${frames.toFixed(1)} frames a second, longest ${longest.toFixed(0)} ms; ` +
    `${elements} row elements; heap ${memory} MB\n       ms a frame, main thread: ${['task', 'script', 'style', 'layout'].map(ms).join(', ')}; ` +
    `processor time of the processes: ${['renderer', 'gpu'].map(ms).join(', ')}`);
  must(elements < 60, 'rows out of sight are elements');
  must(frames >= kLeastFrames, `${frames.toFixed(1)} frames a second`);
}

export const speed = [['ten thousand rows', ['--rows', '10000', '--rate', '1000'], manyRows]];
