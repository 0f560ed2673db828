import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fates, lines } from '../../../server/console/src/hall/lines';
import type { Entry } from '../../../server/console/src/wire/messages';

const entry = (seq: number, kind: string, item = 0): Entry => ({ seq, at: 1_000 * seq, kind, by: '', text: '', item, amount: 0 });

test('work that follows on itself is one line, and everything else stays as it is', () => {
  const events = [entry(1, 'begun'), entry(2, 'visited', 3), entry(3, 'answered', 3), entry(4, 'answered', 3), entry(5, 'visited', 4), entry(6, 'paused'), entry(7, 'answered', 5)];
  assert.deepEqual(lines(events), [events[0], { seq: 2, run: { from: 2_000, at: 5_000, answered: [3], visited: [4] } }, events[5], events[6]]);
  assert.deepEqual(lines([]), []);
});

test('of each notice it is known whether it is there and whether it was read', () => {
  const about = (seq: number, kind: string, notice: number): Entry => ({ ...entry(seq, kind), notice });
  const events = [about(1, 'notified', 1), about(2, 'warned', 2), about(3, 'notice_delivered', 1), about(4, 'notice_delivered', 2), entry(5, 'paused'), about(6, 'notice_read', 2)];
  assert.deepEqual([...fates(events)], [[1, { delivered: 3_000 }], [2, { delivered: 4_000, read: 6_000 }]]);
});
