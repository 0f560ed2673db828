// Time for many with a second person, and the end with its report.
import { eventually, must } from '../browser/steps.mjs';
import { heard } from './heard.mjs';

async function decided(by, part, what, shoot) {
  await by.turnTo('requests');
  await by.reads('.items', part);
  await by.shoot(`${shoot}-requests`);
  await by.page.click(`.items button:text-is("${by.words[what]}")`);
  return by.fillIn({ reason: by.language === 'zh' ? '情况属实' : 'as it was', shoot });
}

async function site(room, { qian, sun }) {
  const asked = await qian.actWide('site', 'extend', { minutes: 0.1, reason: '全考点断电', shoot: '17-site' });
  must(asked.state === 'awaiting_second', `asking: ${JSON.stringify(asked)}`);
  await qian.turnTo('requests');
  await qian.reads('.items', '须由他人批准');
  must((await decided(sun, '全考点断电', 'approve', '17-approve')).state === 'applied', 'approving');
  await heard('101/09', 'deadline', ({ by_ms }) => by_ms === 6_000, 'the time for the site');
  await qian.reads('.panel', '没有待批');
}

async function batch(room, { sun, li }) {
  const ask = async (minutes, reason) => must((await sun.actWide('batch', 'extend', { minutes, reason })).state === 'awaiting_second', 'asking');
  await ask(30, '打错了');
  must((await decided(li, '打错了', 'decline', '18-decline')).state === 'applied', 'declining');
  await sun.turnTo('requests');
  await sun.reads('.panel', '没有待批');
  await ask(0.1, '开卷延迟');
  must((await decided(li, '开卷延迟', 'approve', '18-approve')).state === 'applied', 'approving');
  await heard('201/09', 'deadline', ({ by_ms }) => by_ms === 6_000, 'the time for the batch');
  await eventually(async () => (await sun.unshown()) === 0, 'the end of the batch is not on every screen');
  await sun.shoot('18-on-every-screen');
}

async function end(room, { zhao, li }) {
  await zhao.view('plan');
  await zhao.shoot('19-plan');
  await zhao.view('report');
  await zhao.shoot('20-interim');
  await zhao.reads('.phase', '已结束', 90);
  await eventually(async () => (await zhao.page.$('.report .interim')) === null, 'the report stays an interim one', 30);
  await zhao.reads('.report .counts', '缺考');
  await zhao.shoot('21-report');
  await zhao.page.pdf({ path: `${room.work}/report.pdf`, preferCSSPageSize: true });
  await li.shoot('21-office');
  room.nobodyComplained();
}

export const stations = [['time for a site', site], ['time for the batch', batch], ['the end and the report', end]];
