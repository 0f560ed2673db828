// In and out over a line that does not answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Console } from '../../../server/console/src/hall/console';
import { kPatience, arrive, signOut } from '../../../server/console/src/wire/session';
import { World } from './world';

const kMinute = 60_000;
/** Longer than the fourth wait, shorter than an answer may take. */
const kNext = 4_000;

test('a server that is away has signed nobody out: it is asked until it answers', async () => {
  const world = new World();
  let missed = 0;
  let found: unknown;
  void arrive(() => ++missed).then((answer) => (found = answer));
  world.asked[0]!.answer(503, { error: 'busy' });
  await world.pass(500);
  assert.deepEqual([world.asked.length, missed, found], [2, 1, undefined]);
  await world.pass(kPatience + 1_000); // no answer at all
  assert.deepEqual([world.asked.length, missed, found], [3, 2, undefined]);
  world.asked[2]!.answer(200, { account: 'a', name: 'b' });
  await world.pass(kMinute);
  assert.deepEqual(found, { account: 'a', name: 'b' });
  assert.equal(world.asked.length, 3);
});

test('that nobody is signed in, or can be from here, is an answer', async () => {
  for (const [status, wanted] of [[401, 'not_signed_in'], [403, 'wrong_origin']] as const) {
    const world = new World();
    let missed = 0;
    const found = arrive(() => ++missed);
    world.asked[0]!.answer(status, { error: wanted });
    assert.deepEqual([await found, missed], [wanted, 0]);
  }
});

test('nobody is signed out before the server has said so', async () => {
  const world = new World();
  let missed = 0;
  let out = false;
  void signOut(() => ++missed).then(() => (out = true));
  for (const status of [503, 403, 200, 502]) { // 200: of something in between
    world.asked.at(-1)!.answer(status);
    await world.pass(kNext);
  }
  assert.deepEqual([missed, out], [4, false]);
  world.asked.at(-1)!.answer(204);
  await world.pass(0);
  assert.equal(out, true);
});

test('that there is no session is as good', async () => {
  const world = new World();
  let missed = 0;
  const out = signOut(() => ++missed);
  world.asked[0]!.answer(401);
  assert.deepEqual([await out, missed], [true, 0]);
});

test('whoever signs out sees no more from then on, whether or not the line is there', () => {
  const world = new World();
  const left: string[] = [];
  const console = new Console({ account: 'a', name: 'b' }, (why) => left.push(why));
  console.start();
  world.socket.opens();
  console.signOut();
  assert.deepEqual([left, world.socket.readyState], [['signing_out'], 3]);
});
