import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, byTrouble, everything, type Column, type Filter } from '../../../server/console/src/hall/order';
import { kNow, seats } from './rows';

const tickets = (all: ReturnType<typeof seats>, filter: Partial<Filter>, by: Column = 'trouble', descending = false): string[] =>
  arrange(all, { ...everything, ...filter }, { by, descending }).map((seat) => seat.row.ticket);

test('the default order is by trouble, then by who waits longest', () => {
  const all = seats({}, { online: false, since: kNow - 5 }, { called: kNow - 10 }, { called: kNow - 20 }, { online: false, since: kNow - 50 },
    { status: 'registered', online: false }, { clock: 60_000 }, { left: 1 }, { left: 5 }, { late: 1 });
  assert.deepEqual(arrange(all, everything, byTrouble).map((seat) => seat.row.ticket), ['T3', 'T2', 'T5', 'T4', 'T1', 'T8', 'T7', 'T9', 'T6', 'T0']);
});

test('equals stand by ticket, also when the column is turned round', () => {
  const all = seats({ answered: 3 }, { answered: 5 }, { answered: 3 }, { answered: 5 });
  assert.deepEqual(tickets(all, {}, 'answered'), ['T0', 'T2', 'T1', 'T3']);
  assert.deepEqual(tickets(all, {}, 'answered', true), ['T1', 'T3', 'T0', 'T2']);
  assert.deepEqual(tickets(all, {}, 'ticket', true), ['T3', 'T2', 'T1', 'T0']);
});

test('seats are sorted as people count: 2 before 10', () => {
  assert.deepEqual(tickets(seats({ seat: '10' }, { seat: '2' }, { seat: '1' }), {}, 'place'), ['T2', 'T1', 'T0']);
});

test('filters meet, and the search finds part of a name or a ticket in any case', () => {
  const all = seats({ name: 'Wang Fang', site: 'A', room: '1' }, { name: '王芳', site: 'A', room: '2', status: 'paused' }, { name: '李四', site: 'B', room: '1' });
  assert.deepEqual(tickets(all, { site: 'A' }), ['T0', 'T1']);
  assert.deepEqual(tickets(all, { place: 'A/1' }), ['T0']);
  assert.deepEqual(tickets(all, { site: 'A', status: 'paused' }), ['T1']);
  assert.deepEqual(tickets(all, { search: ' FANG ' }), ['T0']);
  assert.deepEqual(tickets(all, { search: '芳' }), ['T1']);
  assert.deepEqual(tickets(all, { search: 't2' }), ['T2']);
  assert.deepEqual(tickets(all, { trouble: 'called' }), []);
});

test('a search is text and no pattern', () => {
  assert.deepEqual(tickets(seats({ name: '.*' }, { name: 'x' }), { search: '.*' }), ['T0']);
});
