import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unanswered, type Asked } from '../../../server/console/src/hall/unanswered';
import type { ToServer } from '../../../server/console/src/wire/messages';

function ready(): { unanswered: Unanswered; line: { up: boolean; sent: number[] } } {
  const line = { up: true, sent: [] as number[] };
  const unanswered = new Unanswered((message) => {
    if (line.up) line.sent.push((message as { no: number }).no);
    return line.up;
  });
  return { unanswered, line };
}

const asked = (no: number, batch: string, message: () => ToServer | undefined = () => ({ type: 'timeline', no, ticket: '' })): Asked => ({ no, batch, key: `key-of-${no}`, sent: false, message });

test('what was asked for one batch is never sent to another', () => {
  const { unanswered, line } = ready();
  unanswered.watch('A');
  line.up = false;
  unanswered.watch('');
  const pause = asked(1, 'A');
  void unanswered.ask(pause);
  line.up = true;
  unanswered.watch('B');
  unanswered.hurry();
  assert.deepEqual(line.sent, []);
  assert.equal(pause.sent, false);
  unanswered.watch('A');
  assert.deepEqual(line.sent, [1]);
  assert.equal(pause.sent, true);
});

test('between the opening of the line and the batch nothing is sent', () => {
  const { unanswered, line } = ready();
  void unanswered.ask(asked(1, 'A'));
  assert.deepEqual(line.sent, []);
  unanswered.watch('A');
  assert.deepEqual(line.sent, [1]);
});

test('it is sent once over a line, and again over the next until it is answered', async () => {
  const { unanswered, line } = ready();
  unanswered.watch('A');
  const result = unanswered.ask(asked(1, 'A'));
  unanswered.hurry();
  assert.deepEqual(line.sent, [1]);
  unanswered.watch('');
  unanswered.watch('A');
  assert.deepEqual(line.sent, [1, 1]);
  unanswered.answer({ no: 1, state: 'applied', why: '', affected: 3, request: 0 });
  unanswered.watch('A');
  assert.deepEqual(line.sent, [1, 1]);
  assert.equal((await result).affected, 3);
});

test('what cannot be said yet waits until it can', () => {
  const { unanswered, line } = ready();
  unanswered.watch('A');
  let number: number | undefined;
  void unanswered.ask(asked(1, 'A', () => (number === undefined ? undefined : { type: 'approve', no: 1, batch: 'A', key: 'key-of-1', request: number, yes: true, reason: '' })));
  unanswered.hurry();
  assert.deepEqual(line.sent, []);
  number = 4;
  unanswered.hurry();
  assert.deepEqual(line.sent, [1]);
});
