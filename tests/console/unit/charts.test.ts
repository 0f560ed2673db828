import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trips } from '../../../server/console/src/hall/trips';
import { ceiling, path } from '../../../server/console/src/view/line_chart';

const drawn = (line: string): string[] => line.match(/[ML]/g) ?? [];

test('the median and the worst are those of the last minute', () => {
  const trips = new Trips();
  assert.equal(trips.lastMinute(0), undefined);
  trips.note(0, 900);
  for (const [at, took] of [[10_000, 20], [20_000, 400], [30_000, 10], [40_000, 30]] as const) trips.note(at, took);
  assert.deepEqual(trips.lastMinute(50_000), { median: 30, worst: 900 });
  assert.deepEqual(trips.lastMinute(69_000), { median: 20, worst: 400 });
  assert.equal(trips.lastMinute(200_000), undefined);
});

test('a peak between two points is kept, and points do not grow with the pings', () => {
  const trips = new Trips();
  for (let at = 0; at < 60_000; at += 1_000) trips.note(at, at === 22_000 ? 700 : 5);
  assert(trips.points.length <= 13);
  assert.equal(Math.max(...trips.points.map((point) => point.value)), 700);
});

test('while the line is down there is a gap, one however often it is tried', () => {
  const trips = new Trips();
  for (const at of [0, 6_000]) trips.note(at, 5);
  for (const at of [7_000, 8_000, 9_000]) trips.broken(at);
  for (const at of [10_000, 16_000]) trips.note(at, 5);
  assert.deepEqual(trips.points.map((point) => point.at), [0, 6_000, 7_000, 10_000, 16_000]);
  assert.deepEqual(drawn(path(trips.points, 10, 0, 16_000)), ['M', 'L', 'M', 'L']);
});

test('a long line keeps its peaks and its gaps', () => {
  const points = Array.from({ length: 2_880 }, (_, at) => ({ at, value: at === 1_001 ? 10 : at === 2_000 ? NaN : 1 }));
  const line = path(points, 10, 0, 2_880);
  assert(drawn(line).length < 310);
  assert.equal(drawn(line).filter((pen) => pen === 'M').length, 2);
  assert(line.includes(' 0.0'), 'the peak at the upper edge');
});

test('a line ends where its time ends', () => {
  assert.equal(path([{ at: 0, value: 10 }, { at: 50, value: 0 }], 10, 0, 100), 'M0.0 0.0h0L150.0 96.0');
});

test('scales are round', () => {
  assert.deepEqual([0, 5, 6, 14, 21, 60, 101].map(ceiling), [5, 5, 10, 20, 50, 100, 200]);
});
