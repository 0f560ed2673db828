import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Board, kRest } from '../../../server/console/src/hall/board';
import { Roster } from '../../../server/console/src/hall/roster';
import type { Row } from '../../../server/console/src/wire/messages';
import { kNow, kStart, row } from './rows';

function ready(): { board: Board; change: (ticket: string, members: Partial<Row>) => void; order: () => string } {
  const roster = new Roster();
  roster.start = kStart;
  roster.load(['A', 'B', 'C'].map((ticket) => row({ ticket })), kNow);
  const board = new Board(roster);
  board.refresh();
  return {
    board, order: () => board.shown.map((seat) => seat.row.ticket).join(''),
    change: (ticket, members) => board.note(roster.apply([ticket, members], kNow)),
  };
}

test('at rest a new order is taken by itself', () => {
  const { board, change, order } = ready();
  change('C', { called: kNow });
  assert.equal(order(), 'ABC');
  board.settle(0);
  assert.equal(order(), 'CAB');
  assert.equal(board.newer, false);
});

test('under the mouse no row moves; that there is a newer order is said, and taken on demand', () => {
  const { board, change, order } = ready();
  board.point(true);
  change('C', { called: kNow });
  board.settle(0);
  board.settle(1_000_000);
  assert.equal(order(), 'ABC');
  assert.equal(board.newer, true);
  board.refresh();
  assert.equal(order(), 'CAB');
  assert.equal(board.newer, false);
});

test('when the mouse leaves, the newer order comes', () => {
  const { board, change, order } = ready();
  board.point(true);
  change('B', { called: kNow });
  board.settle(0);
  board.point(false);
  board.settle(1);
  assert.equal(order(), 'BAC');
});

test('after a key in the grid it rests for a while', () => {
  const { board, change, order } = ready();
  board.touch(1_000);
  change('C', { called: kNow });
  board.settle(1_000 + kRest - 1);
  assert.equal(order(), 'ABC');
  board.settle(1_000 + kRest);
  assert.equal(order(), 'CAB');
});

test('what went back to the shown order is no newer order', () => {
  const { board, change } = ready();
  board.point(true);
  change('C', { called: kNow });
  board.settle(0);
  change('C', { called: 0 });
  board.settle(1);
  assert.equal(board.newer, false);
});

test('a row that no longer fits the filter stays until the order is renewed', () => {
  const { board, change, order } = ready();
  change('A', { called: kNow });
  board.setFilter({ trouble: 'called' });
  board.point(true);
  change('A', { called: 0 });
  board.settle(0);
  assert.equal(order(), 'A');
  board.refresh();
  assert.equal(order(), '');
});

test('a second click on a column turns it round', () => {
  const { board, order } = ready();
  board.sortBy('ticket');
  assert.equal(order(), 'ABC');
  board.sortBy('ticket');
  assert.equal(order(), 'CBA');
});
