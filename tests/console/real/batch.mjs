// A whole batch at the real console; tests/system/console_batch.py says with whom. Each station checks what the pages show and
// what the candidates were told.
import { stations as acts } from './batch_acts.mjs';
import { stations as lines } from './batch_lines.mjs';
import { stations as ends } from './batch_ends.mjs';
import { must } from '../browser/steps.mjs';
import { StaffRoom, walk } from './staff_room.mjs';

const kPeople = 40;
const kOfRoom = 14;
const kComing = 12; // to room 101: one never comes, one is late

async function signingIn(room, cast) {
  cast.zhao = await room.person('zhao');
  await cast.zhao.signIn('not the password');
  await cast.zhao.reads('.fault', '不正确');
  await cast.zhao.shoot('01-sign-in');
  await cast.zhao.signIn(room.told.accounts.zhao);
  await cast.zhao.page.waitForSelector('.row');
  for (const [account, language] of [['qian', 'zh'], ['sun', 'zh'], ['li', 'en'], ['zhou', 'zh']]) cast[account] = await room.signedIn(account, language);
}

/** A proctor sees one room, a chief a site, the office and an auditor everybody; nobody anything of who is not theirs. */
async function seating(room, { zhao, qian, li, zhou }) {
  await zhao.reads('.chip.status.seated', String(kComing));
  await zhao.reads('.chip.all', String(kOfRoom));
  await qian.reads('.chip.all', '27');
  await zhou.reads('.chip.all', String(kPeople));
  await li.reads('.chip.status.seated', `Seated ${kPeople - 2}`);
  must((await zhao.page.$$('.filters select')).length === 0, 'a proctor of one room chooses neither site nor room');
  must((await zhao.page.$$('.top .menu')).length === 0, 'a proctor of one room is offered acts upon the batch');
  must(!(await zhao.text('body')).includes('102机房'), 'another room is named');
  await zhao.shoot('02-seating');
  await li.shoot('02-seating-office');
  must((await qian.page.$$('.filters .menu')).length === 1 && (await qian.page.$$('.top .menu')).length === 0, 'a chief acts upon the site, and no more');
  must((await zhou.page.$$('.menu')).length === 0, 'an auditor is offered acts');
}

async function start(room, { zhao, sun }) {
  await zhao.reads('.phase', '考试中', 40);
  await zhao.sees(room.told.tickets['101/06'], (row) => row['trouble-cell'] === '开考未到', 'who did not come');
  await zhao.sees(room.told.tickets['101/09'], (row) => row.state === '答题中' && parseInt(row.answered, 10) > 0, 'progress');
  await sun.shoot('03-running');
}

const room = new StaffRoom();
await room.open();
const failed = await walk([['signing in', signingIn], ['seating', seating], ['the start', start], ...acts, ...lines, ...ends], room, {});
await room.browser.close();
process.exit(failed ? 1 : 0);
