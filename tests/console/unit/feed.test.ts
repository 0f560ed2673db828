import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Feed, kLoading, kPing, kSilence } from '../../../server/console/src/wire/feed';
import type { FeedState } from '../../../server/console/src/wire/feed';
import { kPatience, renew } from '../../../server/console/src/wire/session';
import { World } from './world';

function started(): { world: World; feed: Feed; states: FeedState[] } {
  const world = new World();
  const states: FeedState[] = [];
  const feed = new Feed({ state: (state) => states.push(state), message: () => {}, ended: () => {}, stamp: () => world.now });
  feed.start();
  return { world, feed, states };
}
const wait = (states: FeedState[], now: number): number => {
  const last = states.at(-1)!;
  return last.is === 'waiting' ? last.until - now : -1;
};

/** Breaks as soon as something came, again and again. @returns how long the page waited the last time */
async function broken(world: World, feed: Feed, states: FeedState[], times: number, after: () => void): Promise<number> {
  let waited = 0;
  for (let turn = 0; turn < times; ++turn) {
    world.socket.opens();
    feed.send({ type: 'watch', batch: 'A' });
    world.socket.says({ type: 'seats', rows: [] });
    after();
    world.socket.breaks(4004);
    waited = wait(states, world.now);
    await world.pass(waited);
  }
  return waited;
}

test('a line that breaks halfway through the rows each time is tried again more and more slowly', async () => {
  const { world, feed, states } = started();
  assert((await broken(world, feed, states, 7, () => {})) >= 7_500);
});

test('once the rows have come the next wait is short again', async () => {
  const { world, feed, states } = started();
  assert((await broken(world, feed, states, 7, () => feed.settled())) <= 500);
});

test('a socket that neither opens nor fails is given up within ten seconds', async () => {
  const { world, states } = started();
  await world.pass(10_000);
  assert.equal(world.sockets[0]!.readyState, 3);
  assert.equal(states.some((state) => state.is === 'waiting'), true);
});

test('a line that was open is tried again at once: the session is asked for only after a socket that never opened', async () => {
  const { world } = started();
  world.socket.opens();
  world.socket.breaks();
  await world.pass(500);
  assert.deepEqual([world.sockets.length, world.asked.length], [2, 0]);
  world.socket.breaks();
  await world.pass(1_000);
  assert.deepEqual([world.sockets.length, world.asked.length], [2, 1]);
  world.asked[0]!.answer(200, { account: 'a', name: 'b' });
  await world.pass(0);
  assert.equal(world.sockets.length, 3);
});

test('asking for the session does not hold the page up either', async () => {
  const { world } = started();
  world.socket.breaks();
  await world.pass(500);
  assert.equal(world.asked.length, 1);
  await world.pass(kPatience);
  assert.equal(world.asked[0]!.aborted, true);
  assert.equal(world.sockets.length, 2, 'it tries the line itself');
});

test('a renewal that is answered is not called off, and what is not JSON is no answer', async () => {
  const world = new World();
  const answer = renew();
  world.asked[0]!.answer(200, { account: 'a', name: 'b' });
  assert.deepEqual(await answer, { account: 'a', name: 'b' });
  await world.pass(2 * kPatience);
  assert.equal(world.asked[0]!.aborted, false);
});

test('a line without an answer for eight seconds is dead; while rows come it may take longer', async () => {
  const { world, feed } = started();
  world.socket.opens();
  feed.settled();
  await world.pass(kSilence);
  assert.equal(world.socket.readyState, 3);

  const other = started();
  other.world.socket.opens();
  other.feed.send({ type: 'watch', batch: 'A' });
  await other.world.pass(kLoading - kPing);
  assert.equal(other.world.socket.readyState, 1);
  await other.world.pass(2 * kPing);
  assert.equal(other.world.sockets[0]!.readyState, 3);
});

test('nothing for a minute between two pings of a page in the background is no dead line', async () => {
  const { world, feed } = started();
  world.socket.opens();
  feed.settled();
  world.socket.says({ type: 'pong', t0: 0, now: 0 });
  await world.doze(60_000);
  assert.equal(world.socket.readyState, 1);
  assert.equal(world.socket.sent.length, 2, 'it asks');
});
