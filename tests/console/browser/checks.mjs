// What must hold in a browser: [name, options of the fake server, body].
import { enter, eventually, must, signIn, texts } from './steps.mjs';

const kSmall = ['--rows', '400', '--rate', '20'];

async function signing(page) {
  await signIn(page, 'wrong');
  await eventually(async () => (await page.textContent('.fault')) !== '', 'nothing is said of a wrong password');
  await signIn(page);
  await page.waitForSelector('.card');
  must((await page.$$('.card')).length === 2, 'two batches');
  must(new URL(page.url()).search === '', 'nothing of the form is in the address');
}

async function keyboard(page) {
  await enter(page);
  await page.mouse.move(5, 5);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('Tab');
  must(await page.evaluate(() => document.activeElement.className === 'skip'), 'the skip link comes first');
  await page.keyboard.press('Enter');
  for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await page.waitForSelector('.person');
  const active = await page.getAttribute('#candidates', 'aria-activedescendant');
  must(active === 'row-2', `the third row is active, not ${active}`);
  await page.focus('.acts button >> nth=0');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open]');
  for (let press = 0; press < 12; ++press) {
    await page.keyboard.press('Tab');
    must(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null), 'the focus left the dialog');
  }
  await page.keyboard.press('Escape');
  await eventually(() => page.evaluate(() => document.activeElement.closest('.acts') !== null), 'the focus did not come back');
}

async function acting(page, steer) {
  await enter(page);
  await page.click('.row >> nth=0');
  await page.click('.acts button >> nth=0');
  await page.click('dialog button.main');
  must((await page.textContent('dialog .fault')) !== '', 'an act without a reason');
  await page.fill('dialog textarea', '请坐好');
  await page.click('dialog button.main');
  await page.waitForSelector('dialog .result.applied');
  must((await steer('')).acts.length === 1, 'one act');
}

/** An act that is asked for while the line is down is done once, when it is back. */
async function reconnecting(page, steer) {
  await enter(page);
  await page.click('.row >> nth=0');
  await page.click('.acts button >> nth=0');
  await page.fill('dialog textarea', '线路中断时');
  await steer('refuse?on=1');
  await steer('cut');
  await page.waitForSelector('.banner.alarm');
  await page.click('dialog button.main');
  must((await page.$$('.row')).length > 0, 'the rows stay');
  for (const turn of [1, 2]) {
    must(await page.$eval('.top', (top) => top.scrollWidth <= top.clientWidth), `what stands above all is wider than the screen, ${turn}`);
    await page.$eval('header button[lang]', (button) => button.click());
    await page.waitForTimeout(100);
  }
  await steer('refuse?on=0');
  await page.waitForSelector('dialog .result.applied', { timeout: 30_000 });
  await eventually(async () => (await page.$('.banner.alarm')) === null, 'the banner stays');
  must((await steer('')).acts.length === 1, 'done once');
}

/** What was meant for one batch while the line was down is done to that one, when it is opened again. */
async function meantFor(page, steer) {
  await enter(page);
  await steer('refuse?on=1');
  await steer('cut');
  await page.waitForSelector('.banner.alarm');
  await page.click('.top .menu button');
  await page.click('[role=menuitem] >> nth=1');
  await page.fill('dialog textarea', '只对第一个批次');
  await page.click('dialog button.main');
  await page.keyboard.press('Escape');
  await page.click('.top button >> nth=0');
  await page.click('.card >> nth=1');
  must((await page.$$('.row')).length === 0, 'the rows of the other batch');
  await steer('refuse?on=0');
  await page.waitForSelector('.row', { timeout: 30_000 });
  await page.waitForTimeout(1_500);
  must((await steer('')).acts.length === 0, 'it was done to the other batch');
  await page.click('#tab-sent');
  await eventually(async () => (await texts(page, '.items li')).join('').includes('2023-04-J'), 'nothing is said of it');
  await page.click('.top button >> nth=0');
  await page.click('.card >> nth=0');
  await page.waitForSelector('.row');
  await eventually(async () => (await steer('')).acts.length === 1, 'it was not done');
  must((await steer('')).acts[0].to === '2023-04-J', 'to the wrong batch');
}

async function hurried(page, steer) {
  await enter(page);
  await steer('hurry?on=1');
  await page.click('.row >> nth=0');
  await page.click('.acts button >> nth=0');
  await page.fill('dialog textarea', '请坐好');
  await page.click('dialog button.main');
  await page.waitForSelector('dialog .result.refused');
  await steer('hurry?on=0');
  await page.click('dialog .result button');
  await page.waitForSelector('dialog .result.applied');
  must((await steer('')).acts.length === 1, 'once');
}

/** The row under the keyboard is named only while it is in the document. */
async function farAway(page) {
  await enter(page);
  await page.focus('#candidates');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  const named = () => page.evaluate(() => document.getElementById(document.getElementById('candidates').getAttribute('aria-activedescendant') ?? '') !== null);
  must(await named(), 'the row is not named');
  await page.evaluate(() => (document.getElementById('candidates').scrollTop = 6_000));
  await eventually(async () => (await page.getAttribute('#candidates', 'aria-activedescendant')) === null, 'a row that is gone is named');
  await page.keyboard.press('ArrowDown');
  await eventually(named, 'the next row is not named');
}

async function alarms(page, steer) {
  await enter(page);
  await steer('storage?ok=0');
  await page.waitForSelector('.banner.alarm');
  await eventually(async () => /5/.test((await texts(page, '.chip.trouble.not_saved')).join('')), 'whose answers wait is not counted');
  await page.click('.chip.trouble.not_saved');
  await eventually(async () => (await page.$$('.row')).length === 5, 'whose answers wait are not shown alone');
  await page.click('.chip.trouble.not_saved');
  await steer('storage?ok=1');
  await eventually(async () => (await page.$('.banner.alarm')) === null, 'the alarm stays');
  await steer('drop?room=2');
  await eventually(async () => (await texts(page, '.banner.drop')).join('').includes('301'), 'a dropped room is not named');
  await steer('cut?code=4010');
  await page.waitForSelector('input[name=account]');
}

/** Nobody is out, and nobody is asked to sign in, before the server has said so. */
async function away(page, steer) {
  await enter(page);
  await steer('away?on=1');
  await page.reload();
  await eventually(async () => (await page.textContent('[role=alert]')).includes('连不上'), 'nothing is said of a server that is away');
  must((await page.$('input[name=account]')) === null, 'asked to sign in by a page that knows nothing');
  await steer('away?on=0');
  await page.waitForSelector('.row, .card', { timeout: 30_000 });
  await steer('away?on=1');
  await page.click('button:has-text("退出")');
  await eventually(async () => (await page.textContent('h1')) === '尚未退出', 'it does not say that nobody is signed out');
  must((await page.$('input[name=account]')) === null, 'the form for the next one, while this one is signed in');
  await steer('away?on=0');
  await page.waitForSelector('input[name=account]', { timeout: 30_000 });
  await page.reload();
  await page.waitForSelector('input[name=account]');
}

async function hostile(page) {
  await enter(page);
  await page.waitForTimeout(1_000);
  must(!(await page.title()).includes('owned'), 'a name ran as a script');
  const names = await page.$$eval('.row', (rows) => rows.map((row) => ({ high: row.offsetHeight, images: row.querySelectorAll('img').length, text: row.textContent })));
  must(names.some(({ text }) => text.includes('<img src=x')), 'the markup is shown as text');
  must(names.every(({ high, images }) => high === 30 && images === 0), 'a row is broken');
  must(names.every(({ text }) => !/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/.test(text)), 'a control character is left');
  for (let row = 0; row < 10; ++row) await page.click(`.row >> nth=${row}`);
  await page.click('.person header button');
  must(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight), 'the page overflows');
}

async function stable(page) {
  await enter(page);
  await page.hover('.row >> nth=4');
  const order = () => texts(page, '.row .ticket');
  const before = await order();
  const top = () => page.$eval('.row', (row) => row.getBoundingClientRect().top);
  const place = await top();
  await page.waitForSelector('.newer', { timeout: 30_000 });
  must((await top()) === place, 'the list moved under the mouse');
  must(JSON.stringify(await order()) === JSON.stringify(before), 'rows moved under the mouse');
  await page.click('.newer');
  await eventually(async () => JSON.stringify(await order()) !== JSON.stringify(before), 'nothing was sorted');
}

/** Where nothing happens, nothing draws a page again that was drawn too early. */
async function quiet(page) {
  await signIn(page);
  for (let turn = 0; turn < 12; ++turn) {
    await page.click('.card >> nth=0');
    await page.waitForSelector('.row', { timeout: 3_000 });
    if (turn % 2 === 0) await page.click('.top button >> nth=0');
    else await page.goto(page.url().replace(/#.*/, '')).then(() => page.reload());
    await page.waitForSelector('.card');
  }
}

async function languages(page) {
  must((await page.getAttribute('html', 'lang')) === 'zh-CN', 'Chinese first');
  await page.click('button[lang=en]');
  await eventually(async () => (await page.textContent('h1')) === 'Sign in', 'not English');
  await page.reload();
  await eventually(async () => (await page.textContent('h1')) === 'Sign in', 'not remembered');
  await enter(page);
  const nameless = await page.$$eval('button, input, select, [role=grid], [role=tabpanel]', (found) =>
    found.filter((one) => !(one.textContent || one.getAttribute('aria-label') || one.labels?.length || one.getAttribute('aria-labelledby'))).length);
  await page.hover('.row >> nth=4');
  await page.waitForSelector('.newer', { timeout: 30_000 });
  must((await page.$eval('.filters', (bar) => bar.offsetHeight)) < 45, 'what stands above the list takes two lines');
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    await page.$eval('.list', (list, part) => { list.scrollTop = part * (list.scrollHeight - list.clientHeight); }, part);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const clipped = await page.$$eval('.row .state, .row .ends_at, .row .active, .row .answered, .row .left, .row .trouble-cell, .row .notices', (cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent));
    must(clipped.length === 0, `clipped: ${clipped}`);
  }
  must(nameless === 0, `${nameless} controls have no name`);
  const chinese = await page.$$eval('.totals, .head, .filters .views, .top .line, [role=tablist]', (found) => found.map((one) => one.textContent).join(''));
  must(!/[\u3400-\u9fff]/.test(chinese), `Chinese in English: ${chinese}`);
}

/** Who did what, also from elsewhere; and the tabs still stand in one row. */
async function doing(page) {
  await enter(page);
  await page.click('#tab-deeds');
  await eventually(async () => (await texts(page, '.items li')).length === 3, 'what staff did is not shown');
  const [newest, tried] = await texts(page, '.items li');
  must(newest.includes('补时') && newest.includes('5:00') && newest.includes('zhang.chief'), `the newest first: ${newest}`);
  must(tried.includes('越出授权范围'), `what was tried: ${tried}`);
  must((await page.$eval('[role=tablist]', (bar) => bar.scrollWidth - bar.clientWidth)) <= 0, 'the tabs do not fit');
}

/** How long the way is, and that it was not there for a while. */
async function trends(page, steer) {
  await enter(page);
  await page.click('#tab-charts');
  await page.waitForSelector('.charts figure >> nth=2');
  const trips = () => page.$eval('.charts figure >> nth=2', (figure) => ({ text: figure.textContent, pens: figure.querySelector('.value')?.getAttribute('d').match(/M/g)?.length }));
  await eventually(async () => /最差 \S+ 毫秒/.test((await trips()).text), 'nothing is said of the way');
  await steer('refuse?on=1');
  await steer('cut');
  await eventually(async () => (await trips()).text.includes('已断开'), 'the chart does not say that the line is down');
  await steer('refuse?on=0');
  await page.click('.line button', { timeout: 3_000 }).catch(() => {});
  await eventually(async () => (await trips()).pens === 2, 'no gap');
}

export const checks = [
  ['signing in', kSmall, signing],
  ['by keyboard alone', kSmall, keyboard],
  ['an act and its result', kSmall, acting],
  ['a line that breaks', kSmall, reconnecting],
  ['what was meant for another batch', kSmall, meantFor],
  ['too fast, and tried again', kSmall, hurried],
  ['a row that was scrolled away', kSmall, farAway],
  ['alarms, drops, a session that ends', kSmall, alarms],
  ['a server that is away', kSmall, away],
  ['who did what', kSmall, doing],
  ['hostile names', [...kSmall, '--hostile'], hostile],
  ['rows that stand still under the mouse', ['--rows', '2000', '--rate', '1000'], stable],
  ['trends', kSmall, trends],
  ['a quiet hall', ['--rows', '400', '--rate', '0'], quiet],
  ['both languages', ['--rows', '2000', '--rate', '1000'], languages],
];
