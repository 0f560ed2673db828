// What a proctor does with single candidates and with a room while everything runs.
import { must } from '../browser/steps.mjs';
import { heard } from './heard.mjs';
import { rig } from './rig.mjs';

const kStatement = '考生陈述：身份证昨日遗失，已报失。\n出示：学生证 <b>2023</b>。';

/** Delivered to all who are here, read by all but one. */
async function message(room, { zhao }) {
  const text = '草稿纸请写上准考证号。';
  const result = await zhao.actWide('room', 'message', { reason: text, shoot: '04-message' });
  must(result.state === 'applied' && result.text.includes('14'), `the message: ${JSON.stringify(result)}`);
  await heard('101/02', 'notice', ({ notice, to }) => notice === text && to === 'room', 'the message');
  await zhao.sees(room.told.tickets['101/02'], (row) => row.notices === '1/1/1', 'delivered and read');
  await zhao.sees(room.told.tickets['101/01'], (row) => row.notices === '0/1/1', 'delivered and not read');
  await zhao.sees(room.told.tickets['101/06'], (row) => row.notices === '0/0/1', 'sent, to nobody');
  await zhao.open(room.told.tickets['101/02']);
  await zhao.reads('.timeline .notified', '第 1 号');
  await zhao.reads('.timeline .notified', '已读');
  await zhao.open(room.told.tickets['101/01']);
  await zhao.reads('.timeline .notified', '未读');
  await zhao.searchNothing();
  await zhao.turnTo('sent');
  await zhao.reads('.sums', '发出 14，送达 12，已读 11');
  await zhao.shoot('04-message-read');
}

async function call(room, { zhao, qian }) {
  const { page } = zhao;
  await zhao.turnTo('calls');
  await zhao.reads('.items', '键盘失灵，F 键不弹起');
  await qian.reads('.chip.trouble.called', '1');
  must((await page.title()).startsWith('(1)'), `the title says that somebody calls: ${await page.title()}`);
  await zhao.shoot('05-call');
  await page.click('.items button:text-is("处理举手…")');
  must((await zhao.fillIn({ reason: '监考员已到，换键盘' })).state === 'applied', 'answering the call');
  await heard('101/02', 'call', ({ server, answer }) => server === 'answered' && answer === '监考员已到，换键盘', 'the answer');
  await zhao.reads('.panel', '没有人举手');
}

async function away(room, { zhao }) {
  await zhao.sees(room.told.tickets['101/03'], (row) => row['trouble-cell'] === '离开窗口', 'away');
  await zhao.open(room.told.tickets['101/03']);
  await zhao.reads('.timeline', '离开考试窗口');
  await zhao.shoot('06-away');
  await zhao.searchNothing();
  await zhao.sees(room.told.tickets['101/03'], (row) => row['trouble-cell'] === '曾离开', 'was away');
}

async function warn(room, { zhao }) {
  must((await zhao.actOn(room.told.tickets['101/03'], 'warn', { reason: '请勿离开考试窗口', shoot: '07-warn' })).state === 'applied', 'the warning');
  await heard('101/03', 'notice', ({ notice }) => notice.includes('请勿离开考试窗口'), 'the warning');
  await zhao.reads('aside.person dl', '警告1');
}

/** The chief ends an attempt; only the office undoes that; the candidate goes on. */
async function termination(room, { zhao, qian, sun }) {
  const ticket = room.told.tickets['101/05'];
  await zhao.open(ticket);
  must(!(await zhao.offers('terminate')), 'a proctor is offered to terminate');
  await zhao.searchNothing();
  must((await qian.actOn(ticket, 'terminate', { reason: '携带手机', shoot: '08-terminate' })).state === 'applied', 'terminating');
  must((await rig('ended', '101/05')) === 5, 'the candidate is told that it was ended');
  await zhao.sees(ticket, (row) => row.state === '已终止', 'terminated');
  await qian.open(ticket);
  must(!(await qian.offers('reinstate')), 'a chief is offered to reinstate');
  await qian.searchNothing();
  must((await sun.actOn(ticket, 'reinstate', { reason: '误判，手机属于他人' })).state === 'applied', 'reinstating');
  await rig('start', '101/05', 'PC-101-05-again');
  await zhao.sees(ticket, (row) => row.state === '答题中' && row.machine === 'PC-101-05-again', 'answering again');
}

/** To a free seat of the same room by its proctor, into another room by the chief: the answers are there. */
async function move(room, { zhao, qian }) {
  const { tickets } = room.told;
  const moved = await zhao.actOn(tickets['101/04'], 'move', { room: '101机房', seat: '30', reason: '主机蓝屏', shoot: '09-move' });
  must(moved.state === 'applied', `moving: ${JSON.stringify(moved)}`);
  await rig('start', '101/04', 'PC-101-30');
  await zhao.sees(tickets['101/04'], (row) => row.place.includes('30') && row.state === '答题中' && row.machine === 'PC-101-30', 'moved');
  const taken = await zhao.actOn(tickets['101/04'], 'move', { room: '101机房', seat: '09', reason: '试一试' });
  must(taken.state === 'refused' && taken.text.includes('该座位已有人'), `a seat that is taken: ${JSON.stringify(taken)}`);
  must((await qian.actOn(tickets['102/02'], 'move', { room: '101机房', seat: '31', reason: '显示器损坏' })).state === 'applied', 'into another room');
  await rig('start', '102/02', 'PC-101-31');
  await zhao.sees(tickets['102/02'], (row) => row.place.includes('31') && row.machine === 'PC-101-31', 'a newcomer of another room');
}

async function admit(room, { zhao, qian }) {
  const ticket = room.told.tickets['101/07'];
  await rig('start', '101/07');
  must((await rig('ended', '101/07')) === 4, 'who is late is refused');
  must((await qian.actOn(ticket, 'admit', { reason: '公交故障，有证明', shoot: '10-admit' })).state === 'applied', 'admitting');
  await rig('start', '101/07', 'PC-101-07-late');
  await zhao.sees(ticket, (row) => row.state === '答题中', 'the late one');
}

async function incidents(room, { zhao, qian, zhou }) {
  const noted = await zhao.actWide('room', 'incident', { category: 'environment', reason: '空调噪声较大', shoot: '11-incident' });
  must(noted.state === 'applied', `noting: ${JSON.stringify(noted)}`);
  must((await zhao.actOn(room.told.tickets['101/02'], 'incident', { category: 'candidate', reason: '未带身份证，已核对学生证', attachment: kStatement })).state === 'applied', 'of one');
  for (const staff of [zhao, qian, zhou]) {
    await staff.turnTo('incidents');
    await staff.reads('.items', '空调噪声较大');
    await staff.reads('.items', '未带身份证');
    must((await staff.page.$eval('.items details .words', (one) => one.textContent)) === kStatement.replace('\n', '␊'), 'the whole of what was stated');
  }
  await zhao.shoot('11-incidents');
}

/** Everybody who sees whom it was upon learns what was done by whom, from whichever page. */
async function deeds(room, { zhao, zhou }) {
  for (const staff of [zhou, zhao]) {
    await staff.turnTo('deeds');
    for (const part of ['qian', '携带手机', 'sun', '误判，手机属于他人', '请勿离开考试窗口', '空调噪声较大']) await staff.reads('.items', part);
  }
  await zhou.shoot('11-deeds');
}

export const stations = [['a message that one does not read', message], ['a call', call], ['away from the window', away], ['a warning', warn],
  ['a termination and its undoing', termination], ['a seat is moved', move], ['a late one is let in', admit], ['incidents', incidents], ['who did what', deeds]];
