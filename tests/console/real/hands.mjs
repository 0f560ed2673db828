// One person of the staff in front of the real page: what the hands do, and what the eyes see.
import { eventually, must } from '../browser/steps.mjs';
import { listen } from '../browser/driver.mjs';

/** What stands on the buttons. */
const kWords = {
  zh: { message: '发通知', warn: '警告', answer_call: '处理举手', pause: '暂停', resume: '恢复', extend: '补时', move: '换座位', admit: '准予入场',
    terminate: '终止考试', reinstate: '撤销终止', incident: '记录事件', approve_outage: '批准停机补时', room: '对本考场', site: '对本考点', batch: '对全批次',
    approve: '批准', decline: '不批准', list: '列表', plan: '座位图', report: '考场报告' },
  en: { message: 'Message', warn: 'Warn', answer_call: 'Answer the call', pause: 'Pause', resume: 'Resume', extend: 'Extend', move: 'Move', admit: 'Admit',
    terminate: 'Terminate', reinstate: 'Reinstate', incident: 'Note an incident', approve_outage: 'Give back the outage', room: 'Act on this room',
    site: 'Act on this site', batch: 'Act on the batch', approve: 'Approve', decline: 'Decline', list: 'List', plan: 'Seats', report: 'Report' },
};

export class Staff {
  constructor(page, account, language, shots) {
    Object.assign(this, { page, account, language, words: kWords[language], shots, complaints: [] });
    listen(page, this.complaints);
  }

  async signIn(password) {
    const { page } = this;
    if ((await page.getAttribute('html', 'lang')) !== (this.language === 'zh' ? 'zh-CN' : 'en')) await page.click('header button[lang]');
    await page.fill('input[name=account]', this.account);
    await page.fill('input[name=password]', password);
    await page.click('.sign-in button.main');
  }

  /** Only this candidate's row is in the list then. */
  async search(ticket) {
    await this.page.fill('input[type=search]', ticket);
    await this.page.waitForFunction((wanted) => document.querySelectorAll('.row').length === 1 && document.querySelector('.row .ticket').textContent === wanted, ticket);
  }

  searchNothing() {
    return this.page.fill('input[type=search]', '');
  }

  /** The cells of the only row, by their names. */
  cells() {
    return this.page.$eval('.row', (row) => Object.fromEntries([...row.children].map((cell) => [cell.className.split(' ')[0], cell.textContent])));
  }

  /** Until the row of that candidate is as `right` wants it; the row. */
  async sees(ticket, right, what) {
    await this.search(ticket);
    let last;
    try {
      await eventually(async () => right((last = await this.cells())), what, 20);
    } catch (error) {
      throw new Error(`${this.account}: ${error.message}: ${JSON.stringify(last)}`);
    }
    await this.searchNothing();
    return last;
  }

  async text(selector) {
    return (await this.page.$$eval(selector, (found) => found.map((one) => one.textContent))).join('\n');
  }

  async reads(selector, part, seconds = 20) {
    let last;
    await eventually(async () => (last = await this.text(selector)).includes(part), 'x', seconds)
      .catch(() => { throw new Error(`${this.account}: ${selector} should say "${part}" and says "${last}"`); });
  }

  /** How many screens still have to show a moved end, by the page's own count; all of them if none moved. */
  async unshown() {
    await this.turnTo('sent');
    const [, moved, shown] = /涉及 ([\d,]+) 人，其中 ([\d,]+) 人/.exec(await this.text('.sums')) ?? [];
    return moved === undefined ? Infinity : Number(moved) - Number(shown);
  }

  async turnTo(tab) {
    if (await this.page.$('aside.person')) await this.page.click('aside.person header button');
    await this.page.click(`#tab-${tab}`);
  }

  view(name) {
    return this.page.click(`.views button:text-is("${this.words[name]}")`);
  }

  chooseRoom(place) {
    return this.page.selectOption('.filters select >> nth=-1', place);
  }

  async open(ticket) {
    await this.search(ticket);
    await this.page.click('.row');
    await this.page.waitForSelector('aside.person');
  }

  /** The act upon one candidate; what became of it. */
  async actOn(ticket, kind, fields) {
    await this.open(ticket);
    await this.page.click(`.acts button:text-is("${this.words[kind]}…")`);
    const result = await this.fillIn(fields);
    await this.searchNothing();
    return result;
  }

  /** Upon the room or the site that is chosen, or upon the batch. */
  async actWide(scope, kind, fields) {
    await this.page.click(`.menu > button:has-text("${this.words[scope]}")`);
    await this.page.click(`[role=menuitem]:text-is("${this.words[kind]}…")`);
    return this.fillIn(fields);
  }

  async fillIn({ reason, minutes, room, seat, category, attachment, shoot }) {
    const { page } = this;
    await page.waitForSelector('dialog[open]');
    if (minutes !== undefined) await page.fill('dialog input.short', String(minutes));
    if (room !== undefined) await page.fill('dialog input.short >> nth=0', room);
    if (seat !== undefined) await page.fill('dialog input.short >> nth=1', seat);
    if (category !== undefined) await page.selectOption('dialog select', category);
    await page.fill('dialog textarea', reason);
    if (attachment !== undefined) await page.fill('dialog textarea.attachment', attachment);
    if (shoot !== undefined) await this.shoot(`${shoot}-form`);
    await page.click('dialog button.main');
    await page.waitForSelector('dialog .result', { timeout: 30_000 });
    if (shoot !== undefined) await this.shoot(shoot);
    const result = await page.$eval('dialog .result', (one) => ({ state: one.className.split(' ')[1], text: one.textContent }));
    await page.click('dialog footer button');
    await page.waitForSelector('dialog', { state: 'detached' });
    return result;
  }

  async offers(kind) {
    return (await this.page.$(`.acts button:text-is("${this.words[kind]}…")`)) !== null;
  }

  /** In both languages, light and dark, if pictures are wanted; then as it was. */
  async shoot(name) {
    const { page, shots } = this;
    await this.fits(name);
    if (shots === undefined) return;
    for (const language of ['one', 'other']) {
      for (const theme of ['one', 'other']) {
        const [tongue, colours] = await page.evaluate(() => [document.documentElement.lang.slice(0, 2), document.documentElement.dataset.theme]);
        await page.screenshot({ path: `${shots}/${name}-${tongue}-${colours}.png` });
        await this.press('header button[title="切换明暗"], header button[title^="Switch between"]');
      }
      await this.press('header button[lang]');
    }
  }

  /** A dialog makes what is behind it inert to a mouse, not to a script. */
  async press(selector) {
    await this.page.$eval(selector, (button) => button.click());
    await this.page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  }

  /** Nothing is wider or higher than the screen. */
  async fits(name) {
    const over = await this.page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
    must(Math.max(...over) <= 0, `${this.account}: the page overflows by ${over} at ${name}`);
  }
}
