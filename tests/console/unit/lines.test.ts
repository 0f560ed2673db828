import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../../../server/console/src/hall/lines';
import type { Entry } from '../../../server/console/src/wire/messages';

const entry = (seq: number, kind: string, item = 0): Entry => ({ seq, at: 1_000 * seq, kind, by: '', text: '', item, amount: 0 });

test('work that follows on itself is one line, and everything else stays as it is', () => {
  const events = [entry(1, 'begun'), entry(2, 'visited', 3), entry(3, 'answered', 3), entry(4, 'answered', 3), entry(5, 'visited', 4), entry(6, 'paused'), entry(7, 'answered', 5)];
  assert.deepEqual(lines(events), [events[0], { seq: 2, run: { from: 2_000, at: 5_000, answered: [3], visited: [4] } }, events[5], events[6]]);
  assert.deepEqual(lines([]), []);
});
