// Hostile texts and hostile pages against the real console; tests/system/console_hostile.py says which.
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import { eventually, must, texts } from '../browser/steps.mjs';
import { rig } from './rig.mjs';
import { StaffRoom, walk } from './staff_room.mjs';

const kMarkup = '<img src=x onerror="document.title=\'owned\'">\u202e\u0000 עברית 中文';
// eslint-disable-next-line no-control-regex
const kUnseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** No element came of a text, none has run, nothing turns the direction of its neighbours. */
async function harmless(staff, where) {
  const { page } = staff;
  must(!(await page.title()).includes('owned'), `${where}: a text ran as a script`);
  must((await page.$$('#console img, #console script, #console b b')).length === 0, `${where}: a text has become markup`);
  const unseen = (await page.evaluate(() => document.getElementById('console').innerText)).replace(/[\u2068\u2069]/g, '');
  must(!kUnseen.test(unseen), `${where}: a control character is left: ${JSON.stringify(kUnseen.exec(unseen))}`);
  await staff.fits(where);
}

/** Every row as high as the others, every column where it is in the others, and in each row the cells in the order of the head. */
async function inPlace(staff) {
  const rows = await staff.page.$$eval('.row', (found) => found.map((row) => ({ high: row.offsetHeight, cells: [...row.children].map((cell) => Math.round(cell.getBoundingClientRect().left)) })));
  must(rows.every(({ high }) => high === 30), 'a row is higher than the others');
  must(new Set(rows.map(({ cells }) => cells.join())).size === 1, `a name moves its neighbours: ${JSON.stringify(rows.map(({ cells }) => cells))}`);
  must(rows[0].cells.every((left, at, all) => at === 0 || left > all[at - 1]), 'the columns are not in their order');
  const seats = await staff.page.$$eval('.row .place', (found) => found.map((place) => place.querySelector('b').getBoundingClientRect().left > place.querySelector('bdi').getBoundingClientRect().left));
  must(seats.every(Boolean), 'a seat stands before its room');
}

async function names(room, cast) {
  const zhao = (cast.zhao = await room.signedIn('zhao'));
  const { tickets, names: known } = room.told;
  await rig('rogue', '101/03');
  for (let seat = 1; seat <= 10; ++seat) {
    const key = `101/${String(seat).padStart(2, '0')}`;
    await zhao.search(tickets[key]);
    const shown = (await zhao.cells()).name;
    must(shown === known[key], `${key} is shown as ${shown} and is ${known[key]}`);
  }
  await zhao.searchNothing();
  await inPlace(zhao);
  await harmless(zhao, 'the list');
  await zhao.shoot('01-list');
}

/** Whatever a candidate's program says about itself. */
async function candidate(room, { zhao }) {
  const said = await rig('texts');
  let heard = [];
  await eventually(async () => (heard = await rig('rogue_heard')).length > 0, 'the server says nothing');
  console.error(`       the server to such a program: ${JSON.stringify(heard.map(({ type, id, detail }) => [type, id, detail]))}`);
  if (!heard.some(({ type }) => type === 'welcome')) return;
  await zhao.reads('.items', said.call.slice(0, 20), 10);
  await zhao.open(room.told.tickets['101/03']);
  await zhao.reads('aside.person', 'מכונה');
  await zhao.reads('.timeline', '举手');
  await zhao.searchNothing();
  await inPlace(zhao);
  await harmless(zhao, 'a candidate');
  await zhao.shoot('02-candidate');
}

/** Whatever staff write: shown as it was written wherever it comes back; too long is refused before it is sent. */
async function staffTexts(room, { zhao }) {
  await zhao.open(room.told.tickets['101/01']);
  await zhao.page.click(`.acts button:text-is("${zhao.words.message}…")`);
  await zhao.page.fill('dialog textarea', '长'.repeat(3_414));
  await zhao.page.click('dialog button.main');
  await zhao.reads('dialog .fault', '太长了');
  await zhao.shoot('03-too-long');
  const result = await zhao.fillIn({ reason: kMarkup });
  console.error(`       a message with NUL: ${JSON.stringify(result)}`);
  const plain = await zhao.actOn(room.told.tickets['101/01'], 'message', { reason: kMarkup.replace('\u0000', '') });
  must(plain.state === 'applied', `a message with markup: ${JSON.stringify(plain)}`);
  await zhao.reads('.timeline', '<img src=x');
  await zhao.turnTo('sent');
  await zhao.reads('.items', '<img src=x');
  await harmless(zhao, 'what was sent');
  await zhao.shoot('04-sent');
}

/** The seat is what staff call it; an incident's note is on record as it was written. */
async function seatsAndNotes(room, { zhao }) {
  const note = kMarkup.replace('\u0000', '');
  must((await zhao.actWide('room', 'incident', { category: 'technical', reason: note })).state === 'applied', 'noting an incident');
  await zhao.turnTo('incidents');
  await zhao.reads('.items', '<img src=x');
  const moved = await zhao.actOn(room.told.tickets['101/03'], 'move', { room: '101机房', seat: '<b>\u202e7"\'', reason: note });
  must(moved.state === 'applied', `moving: ${JSON.stringify(moved)}`);
  await rig('start', '101/03'); // or the batch waits a quarter of an hour for who was moved
  await zhao.sees(room.told.tickets['101/03'], (row) => row.place.includes('<b>') && row.machine === 'PC-101-03', 'in the new seat');
  await inPlace(zhao);
  await harmless(zhao, 'a seat and a note');
  await zhao.shoot('04-seat');
}

async function views(room, { zhao }) {
  for (const view of ['plan', 'report', 'list']) {
    await zhao.view(view);
    await zhao.page.waitForTimeout(200);
    await harmless(zhao, view);
    await zhao.shoot(`05-${view}`);
  }
  await zhao.page.pdf({ path: `${room.work}/hostile.pdf`, preferCSSPageSize: true });
}

/** What comes behind # in an address is anybody's, too. */
async function address(room, { zhao }) {
  for (const hash of ['#%', '#<img src=x>', `#${'x'.repeat(9_000)}`]) {
    await zhao.page.goto(room.address(hash));
    await zhao.page.reload();
    await zhao.page.waitForSelector('.row', { timeout: 10_000 });
  }
}

const kTries = `
  const tries = { socket: '', session: '', row: '' };
  const socket = new WebSocket('wss://localhost:PORT/console/feed', 'examhall.console.v1');
  socket.onmessage = (event) => tries.row = event.data;
  const closed = new Promise((next) => socket.onclose = (event) => next(tries.socket = String(event.code)));
  const asked = [];
  for (const [method, path] of [['POST', 'session/renewal'], ['DELETE', 'session'], ['GET', 'feed']])
    asked.push(fetch('https://localhost:PORT/console/' + path, { method, credentials: 'include', mode: method === 'DELETE' ? 'cors' : 'no-cors' })
      .then((answer) => tries.session += answer.type + ' ', (error) => tries.session += 'failed '));
  const frame = document.createElement('iframe');
  frame.src = 'https://localhost:PORT/console/';
  const framed = new Promise((next) => { frame.onload = next; setTimeout(next, 2000); });
  document.body.append(frame);
  document.title = JSON.stringify(await Promise.all([closed, framed, ...asked]).then(() => tries));`;

/** A page of another origin on the same host, to which the browser therefore sends the cookie. */
async function elsewhere(room, { zhao }) {
  const { tls, port } = room.told;
  const server = createServer({ cert: readFileSync(tls.cert), key: readFileSync(tls.key) }, (_, response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<body><script type="module">${kTries.replaceAll('PORT', port)}</script>`));
  await new Promise((next) => server.listen(0, 'localhost', next));
  const page = await zhao.page.context().newPage();
  await page.goto(`https://localhost:${server.address().port}/`);
  await eventually(async () => (await page.title()) !== '', 'the other page has not ended');
  const tries = JSON.parse(await page.title());
  console.error(`       another origin: ${JSON.stringify(tries)}`);
  must(tries.row === '' && tries.socket === '1006', `the feed was open to another origin: ${JSON.stringify(tries)}`);
  for (const frame of page.frames().slice(1)) must((await frame.$('input[name=password], .hall')) === null, 'the page can be framed');
  await page.close();
  server.close();
  await zhao.page.reload();
  await zhao.page.waitForSelector('.row');
}

function asked(room, cookie, origin, path, method) {
  const headers = { Cookie: cookie, ...(origin ? { Origin: origin } : {}) };
  if (path === 'feed') Object.assign(headers, { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==', 'Sec-WebSocket-Protocol': 'examhall.console.v1' });
  return new Promise((answered, failed) => {
    const one = request(room.address(path), { method, headers, ca: readFileSync(room.told.tls.cert), rejectUnauthorized: false }, (response) => answered(response.statusCode));
    one.on('upgrade', (response, socket) => answered(response.statusCode) || socket.destroy());
    one.on('error', failed);
    one.end();
  });
}

/** The cookie itself, in the hands of somebody else who sends another Origin, or none. */
async function stolen(room, { zhao }) {
  const all = await zhao.page.context().cookies(room.address());
  must(all.length === 2, `cookies: ${all.map(({ name }) => name)}`); // the session, and the mark of a browser that its owner has used
  for (const one of all) must(one.httpOnly && one.secure && one.sameSite === 'Strict', `the cookie: ${JSON.stringify({ ...one, value: '' })}`);
  const kept = all.find(({ name }) => name === '__Host-examhall');
  must((await zhao.page.evaluate(() => document.cookie)) === '', 'a script can read the cookie');
  const cookie = `${kept.name}=${kept.value}`;
  for (const origin of ['https://evil.example', 'null', `https://localhost:${room.told.port + 1}`, `http://localhost:${room.told.port}`, ''])
    for (const [path, method] of [['feed', 'GET'], ['session/renewal', 'POST'], ['session', 'DELETE']])
      must((await asked(room, cookie, origin, path, method)) === 403, `${method} ${path} from "${origin}" with the cookie`);
  must((await asked(room, cookie, `https://localhost:${room.told.port}`, 'feed', 'GET')) === 101, 'and from the right one it is the way in');
}

/** An act that is on its way when the grant is taken back is not done; a session that was ended is over at once. */
async function revocation(room, { zhao, ...cast }) {
  cast.sun = await room.signedIn('sun');
  await zhao.open(room.told.tickets['101/03']);
  await zhao.page.click(`.acts button:text-is("${zhao.words.pause}…")`);
  await zhao.page.fill('dialog textarea', '不应执行');
  const before = Date.now();
  await rig('examctl', 'account', 'revoke', 'zhao', '--all', '--by', '测试');
  await zhao.page.click('dialog button.main', { timeout: 1_000 }).catch(() => {});
  await zhao.reads('main', '目前没有可监考的批次', 5);
  console.error(`       revoked and told within ${Date.now() - before} ms`);
  await zhao.shoot('06-revoked');
  must((await zhao.page.$('.row, dialog')) === null, 'rows are left');
  await rig('examctl', 'account', 'sessions', 'sun', '--end', '--by', '测试');
  await cast.sun.reads('.fault', '会话已结束', 5);
  must((await texts(cast.sun.page, '.row')).length === 0, 'rows are left');
  room.nobodyComplained();
}

const room = new StaffRoom();
await room.open();
const failed = await walk([['names', names], ['what a candidate says', candidate], ['what staff write', staffTexts], ['seats and notes', seatsAndNotes],
  ['plan, report and print', views],
  ['the address', address], ['another origin', elsewhere], ['a stolen cookie', stolen], ['grants and sessions that end', revocation]], room, {});
await room.browser.close();
process.exit(failed ? 1 : 0);
