// Lines that break: one machine, one room, the server itself. What was announced holds, also for who was not there.
import { eventually, must, texts } from '../browser/steps.mjs';
import { heard } from './heard.mjs';
import { rig } from './rig.mjs';

const kExtended = 12_000;

async function droppedRoom(room, { qian, li }) {
  await rig('cut');
  await qian.reads('.banner.drop', '102机房');
  await li.reads('.banner.drop', "the room's network");
  await qian.reads('.chip.trouble.dropped', '1');
  await qian.page.click('.chip.trouble.dropped');
  await eventually(async () => (await texts(qian.page, '.row .trouble-cell')).every((word) => word === '掉线'), 'the filter shows others too');
  await qian.shoot('12-dropped-room');
  await rig('mend');
  await qian.page.click('.chip.all');
  await eventually(async () => (await qian.page.$('.banner.drop')) === null, 'the banner stays', 40);
}

/** Time for one who is not here, and a pause of the whole room; then the server dies. */
async function pause(room, { zhao, qian }) {
  const ticket = room.told.tickets['101/08'];
  await rig('stop', '101/08');
  await qian.sees(ticket, (row) => row['trouble-cell'] === '掉线', 'one machine');
  await qian.reads('.banner.hint', '只是这一台机器');
  await qian.shoot('13-one-machine');
  must((await qian.actOn(ticket, 'extend', { minutes: kExtended / 60_000, reason: '电源故障', shoot: '13-extend' })).state === 'applied', 'extending');
  await eventually(async () => (await qian.unshown()) === 1, 'whose end moved while they were away has seen it');
  must((await zhao.actWide('room', 'pause', { reason: '消防警报' })).state === 'applied', 'pausing');
  await heard('101/02', 'phase', ({ phase }) => phase === 'paused', 'the pause');
  await zhao.sees(ticket, (row) => row.state === '已暂停', 'who is not here is paused too');
}

async function crash(room, { zhao, qian, li }) {
  const { tickets } = room.told;
  const before = await zhao.text('.chip.status.paused');
  await rig('kill_server');
  for (const staff of [zhao, qian]) await staff.reads('.banner.alarm', '连接已断开');
  await li.reads('.banner.alarm', 'The line to the server is down');
  must((await zhao.page.$$('.row')).length > 0, 'the rows stay');
  await zhao.shoot('14-server-gone');
  await rig('start_server');
  for (const staff of [zhao, qian, li]) await eventually(async () => (await staff.page.$('.line.open')) !== null && (await staff.page.$('.banner.alarm')) === null, `${staff.account} is not connected again`, 40);
  await zhao.reads('.chip.status.paused', before);
  await zhao.sees(tickets['101/08'], (row) => row.state === '已暂停', 'still paused');
  await zhao.turnTo('sent');
  await zhao.reads('.items', '消防警报');
}

/** Paused still, with more time than the others. */
async function back(room, { zhao, qian }) {
  const ticket = room.told.tickets['101/08'];
  await rig('start', '101/08', 'PC-101-08-again');
  await heard('101/08', 'phase', ({ phase }) => phase === 'paused', 'that it is paused');
  await zhao.sees(ticket, (row) => row.state === '已暂停' && row.machine === 'PC-101-08-again', 'here again and paused');
  must((await zhao.actWide('room', 'resume', { reason: '警报解除' })).state === 'applied', 'resuming');
  await zhao.sees(ticket, (row) => row.state === '答题中', 'resumed');
  const [mine, other] = await Promise.all(['101/08', '101/09'].map((key) => heard(key, 'phase', ({ phase, deadline }) => phase === 'sitting' && deadline, 'the deadline')));
  must(mine.deadline - other.deadline === kExtended, `the time that was given: ${mine.deadline - other.deadline}`);
  await eventually(async () => (await qian.unshown()) === 0, 'a moved end is not on every screen');
  await qian.open(ticket);
  await qian.reads('.timeline', '补时');
  await qian.reads('.timeline', '新截止已显示');
  await qian.reads('aside.person dl', '已在考生屏幕上');
  await qian.shoot('15-back');
  await qian.searchNothing();
}

async function outage(room, { sun }) {
  await sun.turnTo('requests');
  await sun.reads('.items', '是否补给全批次');
  await sun.page.click('.items button:text-is("批准停机补时…")');
  const given = await sun.fillIn({ reason: '服务器重启', shoot: '16-outage' });
  must(given.state === 'applied', `giving back: ${JSON.stringify(given)}`);
  await heard('201/01', 'deadline', ({ reason }) => reason !== '', 'the time given back');
}

export const stations = [['a room drops', droppedRoom], ['one drops, gets time, the room is paused', pause], ['the server is killed', crash],
  ['who was not there comes back', back], ['the outage is given back', outage]];
