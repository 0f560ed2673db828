// How smoothly the list scrolls. Without a graphics card Chromium paints with the processor, so what a frame costs is told
// apart: the page's own work, and the painting.

/** Scrolls through everything and counts frames, the longest of them, and the elements of rows that were put elsewhere. */
function scroll(seconds) {
  return new Promise((answer) => {
    const list = document.getElementById('candidates');
    let moved = 0;
    new MutationObserver((changes) => { moved += changes.length; }).observe(list.querySelector('.rows'), { childList: true });
    const begun = performance.now();
    const frames = [];
    const step = (now) => {
      frames.push(now);
      list.scrollTop += 120;
      if (now - begun < seconds * 1_000) requestAnimationFrame(step);
      else answer({ moved, count: frames.length, frames: frames.length / ((now - begun) / 1_000), longest: Math.max(...frames.slice(1).map((at, place) => at - frames[place])) });
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

/** What `body` gave for `count` frames, and what a frame of it cost. */
async function watched(page, body) {
  const inPage = await page.context().newCDPSession(page);
  const inBrowser = await page.context().browser().newBrowserCDPSession();
  await inPage.send('Performance.enable');
  const before = await spent(inPage, inBrowser);
  const result = await body();
  const after = await spent(inPage, inBrowser);
  return { ...result, cost: Object.fromEntries(Object.keys(before).map((name) => [name, (after[name] - before[name]) / result.count])) };
}

/** Frames a second of `seconds` of scrolling by four rows a frame, their `count`, the `longest` in ms, how often a row was `moved`
 * in the document, and the `cost` of a frame in ms by name. */
export const scrolling = (page, seconds) => watched(page, () => page.evaluate(scroll, seconds));

export function costWords(cost) {
  const ms = (name) => `${name} ${cost[name].toFixed(1)}`;
  return `ms a frame, main thread: ${['task', 'script', 'style', 'layout'].map(ms).join(', ')}; ` +
    `processor time of the processes: ${['renderer', 'gpu'].map(ms).join(', ')}`;
}
