// Time for many with a second person, and the end with its report.
import { eventually, must } from '../browser/steps.mjs';
import { heard } from './heard.mjs';

async function approved(by, part, shoot) {
  await by.turnTo('requests');
  await by.reads('.items', part);
  await by.shoot(`${shoot}-requests`);
  await by.page.click(`.items button:text-is("${by.words.approve}")`);
  return by.fillIn({ reason: by.language === 'zh' ? '情况属实' : 'as it was', shoot });
}

async function site(room, { qian, sun }) {
  if (!qian.can.includes('extend_site')) return 'not carried out';
  const asked = await qian.actWide('site', 'extend', { minutes: 0.1, reason: '全考点断电', shoot: '17-site' });
  must(asked.state === 'awaiting_second', `asking: ${JSON.stringify(asked)}`);
  await qian.turnTo('requests');
  await qian.reads('.items', '须由他人批准');
  must((await approved(sun, '全考点断电', '17-approve')).state === 'applied', 'approving');
  await heard('101/09', 'deadline', ({ by_ms }) => by_ms === 6_000, 'the time for the site');
  await qian.reads('.panel', '没有待批');
  return '';
}

async function batch(room, { sun, li }) {
  if (!sun.can.includes('extend_batch')) return 'not carried out';
  const asked = await sun.actWide('batch', 'extend', { minutes: 0.1, reason: '开卷延迟' });
  must(asked.state === 'awaiting_second', `asking: ${JSON.stringify(asked)}`);
  must((await approved(li, '开卷延迟', '18-approve')).state === 'applied', 'approving');
  await heard('201/09', 'deadline', ({ by_ms }) => by_ms === 6_000, 'the time for the batch');
  return '';
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
