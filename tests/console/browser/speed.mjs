// Ten thousand rows, a thousand changes a second: how long until they are shown, and how smoothly they scroll.
import { costWords, scrolling } from './scrolling.mjs';
import { must, signIn } from './steps.mjs';

const kSeconds = 5;
/** Half of what is wanted: other programs may be using this machine too. */
const kLeastFrames = 25;

/** At rest, for those who are read to: the document has the rows one after the other. */
function inReadingOrder() {
  const rows = [...document.querySelectorAll('.row')].map((row) => Number(row.getAttribute('aria-rowindex')));
  return rows.length > 0 && rows.every((row, place) => row === rows[0] + place);
}

async function manyRows(page) {
  await signIn(page);
  await page.waitForSelector('.card');
  const begun = Date.now();
  await page.click('.card >> nth=0');
  await page.waitForSelector('.row');
  const shown = Date.now() - begun;
  await page.waitForTimeout(1_000);
  const { moved, count, frames, longest, cost } = await scrolling(page, kSeconds);
  const elements = await page.$$eval('.row', (rows) => rows.length);
  await page.waitForFunction(inReadingOrder);
  const memory = await page.evaluate(() => Math.round((performance.memory?.usedJSHeapSize ?? 0) / 1e6));
  console.log(`       10,000 rows shown after ${shown} ms; scrolling at ${frames.toFixed(1)} frames a second, longest ${longest.toFixed(0)} ms; ` +
    `${elements} row elements; heap ${memory} MB\n       ${costWords(cost)}`);
  // Once all of them, when the list begins to move.
  must(moved <= 2 * elements, `${moved} times was the element of a row put elsewhere, in ${count} frames`);
  must(elements < 60, 'rows out of sight are elements');
  must(frames >= kLeastFrames, `${frames.toFixed(1)} frames a second`);
}

export const speed = [['ten thousand rows', ['--rows', '10000', '--rate', '1000'], manyRows]];
