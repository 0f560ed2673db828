import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDrops, kTogether } from '../../../server/console/src/hall/drops';
import type { Row } from '../../../server/console/src/wire/messages';
import { kNow, row } from './rows';

/** Rooms of ten on two sites; whom `lost` names is offline since then. */
function rooms(count: number, lost: (room: number, seat: number) => number | undefined): Row[] {
  return Array.from({ length: count * 10 }, (_, at) => {
    const [room, seat] = [Math.floor(at / 10), at % 10];
    const since = lost(room, seat);
    return row({ ticket: `T${at}`, site: room <= (count - 1) / 2 ? 'A' : 'B', room: String(room), online: since === undefined, since: since ?? 1 });
  });
}
const told = (rows: Row[]): string[] => findDrops(rows).map((drop) => `${drop.reach} ${drop.target} ${drop.dropped}/${drop.of}`);

test('nobody dropped: nothing to say', () => {
  assert.deepEqual(told(rooms(4, () => undefined)), []);
});

test('one candidate is one candidate', () => {
  assert.deepEqual(told(rooms(4, (room, seat) => (room === 1 && seat === 2 ? kNow : undefined))), ['person T12 1/1']);
});

test('most of a room within seconds is the room', () => {
  assert.deepEqual(told(rooms(6, (room, seat) => (room === 1 && seat < 7 ? kNow + seat * 100 : undefined))), ['room A/1 7/10']);
});

test('as many of a room over half an hour are only people', () => {
  const slowly = rooms(6, (room, seat) => (room === 1 && seat < 7 ? kNow + seat * (kTogether + 1) : undefined));
  assert.equal(told(slowly).length, 7);
  assert(told(slowly).every((line) => line.startsWith('person')));
});

test('the limit of what goes together', () => {
  const three = (apart: number) => rooms(8, (room, seat) => (room === 0 && seat < 4 ? kNow + (seat % 2) * apart : undefined));
  assert.deepEqual(told(three(kTogether)), ['room A/0 4/10']);
  assert.equal(told(three(kTogether + 1)).length, 4);
});

test('half a site in several rooms is the site, and somebody elsewhere is still named', () => {
  const rows = rooms(8, (room, seat) => (room < 3 ? kNow : room === 7 && seat === 0 ? kNow : undefined));
  assert.deepEqual(told(rows), ['site A 30/40', 'person T70 1/1']);
});

test('half of everybody is the server', () => {
  assert.deepEqual(told(rooms(4, (_, seat) => (seat < 6 ? kNow : undefined))), ['server  24/40']);
});

test('a room of two with somebody of the other is a room and somebody', () => {
  const rows = rooms(3, (room, seat) => (room === 0 || (room === 1 && seat === 4) ? kNow : undefined)).slice(0, 20);
  assert.deepEqual(told(rows), ['room A/0 10/10', 'person T14 1/1']);
});

test('who sees one site is told of its line; where there are no sites it is the server', () => {
  const rows = rooms(3, () => kNow).slice(0, 20);
  assert.deepEqual(told(rows), ['site A 20/20']);
  assert.deepEqual(told(rows.map((one) => ({ ...one, site: '' }))), ['server  20/20']);
});

test('one room that is the whole hall is a room, not the server', () => {
  assert.deepEqual(told(rooms(1, () => kNow)), ['room A/0 10/10']);
});

test('who has handed in may leave', () => {
  assert.deepEqual(told(rooms(2, () => kNow).map((one) => ({ ...one, status: 'handed_in' as const }))), []);
});
