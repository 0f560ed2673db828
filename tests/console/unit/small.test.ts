import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbour, plan, read } from '../../../server/console/src/hall/plan';
import { Rates } from '../../../server/console/src/hall/rates';
import { summarise } from '../../../server/console/src/hall/summary';
import { scoresCode, shortTime, signedSeconds, span } from '../../../server/console/src/text/format';
import { inSight, keyTo, kRowHeight, reveal, rowsOf } from '../../../server/console/src/view/window';
import { backoff } from '../../../server/console/src/wire/backoff';
import { ServerClock } from '../../../server/console/src/wire/clock';
import { kStart, row, seats } from './rows';

test('waiting grows, has a limit, and differs from page to page', () => {
  assert.equal(backoff(0, 0), 250);
  assert.equal(backoff(0, 1), 500);
  assert.equal(backoff(3, 1), 4_000);
  assert.equal(backoff(1_000, 1), 15_000);
  assert(backoff(5, 0) < backoff(5, 0.9));
});

test('the clock takes the pong with the shortest way', () => {
  let now = 1_000;
  const clock = new ServerClock(() => now);
  clock.seed(500_000);
  assert.equal(clock.now(), 500_000);
  now = 1_400;
  assert.equal(clock.pong(1_000, 600_200), 400);
  now = 1_450;
  assert.equal(clock.pong(1_440, 700_005), 10);
  assert.equal(clock.now(), 700_010);
  now = 2_450;
  clock.pong(1_450, 1);
  assert.equal(clock.now(), 701_010, 'a slower one does not move it');
});

test('only rows in sight are drawn', () => {
  const { from, to } = inSight(3_000 * kRowHeight, 600, 10_000);
  assert(from < 3_000 && from > 2_980 && to > 3_020 && to < 3_040);
  assert.deepEqual(inSight(0, 600, 3), { from: 0, to: 3, slots: 29 });
  assert.deepEqual(inSight(900_000, 600, 10), { from: 0, to: 10, slots: 29 });
  for (let top = 0; top < 300; top += 7) assert.equal(inSight(top, 601, 10_000).slots, inSight(0, 601, 10_000).slots);
  for (const end of [9_999, 10_000]) assert.equal(inSight(end * kRowHeight - 600, 600, 10_000).to, 10_000);
});

test('while the list moves, a row has the same element and the element the same place; at rest rows are in reading order', () => {
  const sight = (top: number) => inSight(top * kRowHeight, 600, 10_000);
  const slots = sight(0).slots;
  for (const top of [100, 101, 104, 117]) assert.deepEqual(rowsOf(sight(top), true).map((row) => row % slots), Array.from({ length: slots }, (_, place) => place));
  const { from } = sight(104);
  assert.deepEqual(rowsOf(sight(104), false), Array.from({ length: slots }, (_, place) => from + place));
  assert.deepEqual(rowsOf(inSight(0, 600, 3), true), [0, 1, 2]);
});

test('keys go by rows and pages and stop at the ends', () => {
  assert.equal(keyTo('ArrowDown', 9_999, 10_000, 20), 9_999);
  assert.equal(keyTo('PageUp', 5, 10_000, 20), 0);
  assert.equal(keyTo('End', 0, 10_000, 20), 9_999);
  assert.equal(keyTo('ArrowDown', -1, 10, 20), 0);
  assert.equal(keyTo('x', 5, 10, 20), undefined);
  assert.equal(reveal(0, 500, 600), 0);
  assert.equal(reveal(100, 0, 600), 101 * kRowHeight - 600);
});

test('seats are read as row and place where they say so', () => {
  assert.deepEqual(read('3-12'), { row: 3, column: 12 });
  assert.deepEqual(read('B07'), { row: 2, column: 7 });
  assert.deepEqual(read('3排12座'), { row: 3, column: 12 });
  assert.equal(read('17'), undefined);
  assert.equal(read('x'.repeat(500)), undefined);
  assert.deepEqual(plan(seats({ seat: '2-1' }, { seat: '1-1' })).map((spot) => [spot.seat.row.seat, spot.row]), [['1-1', 1], ['2-1', 2]]);
  assert.deepEqual(plan(seats({ seat: '11' }, { seat: '2' })).map((spot) => [spot.seat.row.seat, spot.row, spot.column]), [['2', 1, 1], ['11', 1, 2]]);
  const doubled = plan(seats({ seat: '1-1' }, { seat: '1-1' }));
  assert.notEqual(doubled[0]!.column, doubled[1]!.column);
});

test('arrow keys walk through the plan and stop at its walls', () => {
  const spots = plan(seats({ seat: '1-1' }, { seat: '1-2' }, { seat: '2-1' }));
  assert.equal(neighbour(spots, spots[0]!, 'ArrowRight'), spots[1]);
  assert.equal(neighbour(spots, spots[0]!, 'ArrowDown'), spots[2]);
  assert.equal(neighbour(spots, spots[0]!, 'ArrowUp'), spots[0]);
});

test('answers per minute are a difference over a minute', () => {
  const rates = new Rates();
  for (let at = 0; at <= 120_000; at += 1_000) rates.note(at, 10, at / 500);
  assert.equal(Math.round(rates.answersPerMinute().at(-1)!.value), 120);
  rates.note(125_000, 10, 0);
  assert.equal(rates.answersPerMinute().at(-1)!.value, 0);
  assert(rates.samples.length <= 26);
});

test('the report counts one room, with the incidents that concern it', () => {
  const rows = [row({ ticket: 'A', seat: '10', status: 'handed_in' }), row({ ticket: 'B', seat: '2', status: 'absent' }), row({ ticket: 'C', seat: '1' }), row({ ticket: 'D', room: '2' })];
  const incident = (scope: 'person' | 'room' | 'site' | 'batch', target: string) => ({ seq: 1, at: kStart, category: 'staff' as const, scope, target, by: 'x', text: 'y' });
  const summary = summarise(rows, 'S/1', [incident('room', 'S/1'), incident('room', 'S/2'), incident('person', 'A'), incident('person', 'D'), incident('site', 'S'), incident('batch', '')]);
  assert.deepEqual(summary.rows.map((one) => one.ticket), ['C', 'B', 'A']);
  assert.deepEqual([summary.registered, summary.present, summary.absent, summary.still, summary.handed_in], [3, 2, 1, 1, 1]);
  assert.equal(summary.incidents.length, 4);
});

test('times are the batch\'s, spans are read at a glance', () => {
  assert.equal(shortTime(kStart, 'Asia/Shanghai'), '09:30');
  assert.equal(shortTime(0, 'Asia/Shanghai'), '–');
  assert.equal(shortTime(kStart, 'nowhere/at all'), '01:30');
  assert.equal(span(3_849_000), '1:04:09');
  assert.equal(span(-5), '0:00');
  assert.equal(signedSeconds(-480), '−0.5');
  assert.equal(signedSeconds(48_000), '+48');
});

test('scores are told apart by the first sixteen characters of their digest', () => {
  assert.equal(scoresCode('3f2a91c07be4d508'.repeat(4)), '3f2a 91c0 7be4 d508');
  assert.equal(scoresCode(''), '');
});
