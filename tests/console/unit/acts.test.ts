import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds, offered, operations } from '../../../server/console/src/hall/acts';
import { complete, faultOf, type Draft } from '../../../server/console/src/hall/check_act';
import type { Kind, Phase, Status } from '../../../server/console/src/wire/messages';

type Rest<Call> = Call extends (first: readonly string[], ...rest: infer Others) => unknown ? Others : never;
const draft: Draft = { reason: 'why', minutes: '', room: '', seat: '', category: 'candidate', attachment: '', outage: 0 };
const kinds = (can: string[], ...rest: Rest<typeof offered>): string[] =>
  offered(can, ...rest).map((rule) => rule.kind);

test('only what the account may do is offered, and only where it may be done', () => {
  assert.deepEqual(kinds([], 'person'), []);
  assert.deepEqual(kinds(['see', 'timeline'], 'batch'), []);
  assert.deepEqual(kinds(['message', 'warn'], 'room'), ['message']);
  assert.deepEqual(kinds(['extend_person', 'extend_room'], 'site'), []);
  assert.deepEqual(kinds(['message', 'extend_room'], 'site'), ['message']);
  assert.deepEqual(kinds(['extend_site'], 'site'), ['extend']);
  assert.deepEqual(kinds(['move_in_room'], 'person'), ['move']);
  assert.deepEqual(kinds(['approve_outage'], 'person'), []);
  assert.deepEqual(operations('extend', 'room'), ['extend_room']);
});

test('a proctor of a room is offered nothing upon a site, a chief nothing upon the batch', () => {
  const proctor = ['see', 'message', 'pause', 'incident', 'move_in_room'];
  const chief = [...proctor, 'extend_person', 'extend_room', 'terminate'];
  const office = [...chief, 'approve_outage', 'reinstate'];
  assert.deepEqual([proctor, chief, office].map((can) => kinds(can, 'site').length > 0), [false, true, true]);
  assert.deepEqual([proctor, chief, office].map((can) => kinds(can, 'batch').length > 0), [false, false, true]);
  assert(kinds(proctor, 'room').includes('message') && holds(proctor, 'person'));
});

const kAll: readonly Status[] = ['registered', 'seated', 'sitting', 'paused', 'handed_in', 'collected', 'terminated', 'absent'];

/** In which states it is offered for one person: by the rules of docs/exam-rules.md. */
const kWhen: readonly [kind: Kind, states: readonly Status[]][] = [
  ['message', ['registered', 'seated', 'sitting', 'paused']],
  ['warn', ['seated', 'sitting', 'paused']],
  ['pause', ['sitting']],
  ['resume', ['paused']],
  ['extend', ['registered', 'seated', 'sitting', 'paused']],
  ['move', ['registered', 'seated', 'sitting', 'paused']],
  ['admit', ['registered', 'absent']],
  ['incident', kAll],
  ['terminate', ['registered', 'seated', 'sitting', 'paused', 'handed_in', 'collected']],
  ['reinstate', ['terminated']],
];

test('for one person only what can succeed is offered, in every state', () => {
  for (const [kind, states] of kWhen)
    assert.deepEqual(kAll.filter((status) => kinds([kind, 'extend_person', 'move_in_room'], 'person', { status, called: 0, try: 1 }).includes(kind)), states, kind);
  assert.deepEqual([0, 1].map((called) => kinds(['answer_call'], 'person', { status: 'handed_in', called, try: 1 }).length), [0, 1]);
});

test('whoever has had a try needs no letting in; after the end nobody is let in, and once results stand nothing is ended or undone', () => {
  const offers = (status: Status, phase: Phase, times = 1): string[] => kinds(['admit', 'terminate', 'reinstate'], 'person', { status, called: 0, try: times }, phase);
  assert.deepEqual(offers('registered', 'running', 2), ['terminate']);
  assert.deepEqual(offers('absent', 'closed'), []);
  assert.deepEqual(offers('collected', 'closed'), ['terminate']);
  assert.deepEqual([...offers('collected', 'finalised'), ...offers('terminated', 'finalised')], []);
});

test('a reason is required, of at most 1,000 bytes', () => {
  assert.equal(complete('pause', 'person', 'T', { ...draft, reason: ' \n ' }), 'reason');
  assert.equal(complete('pause', 'person', 'T', { ...draft, reason: '长'.repeat(334) }), 'long');
  assert.deepEqual(complete('pause', 'person', 'T', { ...draft, reason: ` ${'长'.repeat(333)} ` }), { kind: 'pause', scope: 'person', target: 'T', reason: '长'.repeat(333) });
});

test('the reason of a decision is held to the same', () => {
  assert.deepEqual([' ', 'yes', 'x'.repeat(1_000), 'x'.repeat(1_001)].map((reason) => faultOf(reason)), ['reason', undefined, undefined, 'long']);
});

test('time is minutes above zero and within a day', () => {
  for (const minutes of ['', ' ', '0', '-5', 'x', '1e9', 'Infinity', '1441']) assert.equal(complete('extend', 'person', 'T', { ...draft, minutes }), 'time', minutes);
  for (const [minutes, time] of [['5', 300_000], [' 2,5 ', 150_000], ['1440', 86_400_000]] as const)
    assert.deepEqual(complete('extend', 'person', 'T', { ...draft, minutes }), { kind: 'extend', scope: 'person', target: 'T', reason: 'why', time });
});

test('only the members of its kind are in an act', () => {
  const full: Draft = { reason: 'why', minutes: '5', room: '2', seat: '7', category: 'staff', attachment: '', outage: 7 };
  assert.deepEqual(complete('message', 'batch', '', full), { kind: 'message', scope: 'batch', target: '', reason: 'why' });
  assert.deepEqual(complete('approve_outage', 'batch', '', full), { kind: 'approve_outage', scope: 'batch', target: '', reason: 'why', outage: 7 });
  assert.deepEqual(complete('move', 'person', 'T', full), { kind: 'move', scope: 'person', target: 'T', reason: 'why', room: '2', seat: '7' });
  assert.deepEqual(complete('incident', 'room', 'S/1', full), { kind: 'incident', scope: 'room', target: 'S/1', reason: 'why', category: 'staff' });
  assert.equal(complete('incident', 'room', 'S/1', { ...full, attachment: '字'.repeat(1_334) }), 'attachment');
  assert.deepEqual(complete('incident', 'room', 'S/1', { ...full, attachment: ' said ' }), { kind: 'incident', scope: 'room', target: 'S/1', reason: 'why', category: 'staff', attachment: 'said' });
  assert.equal(complete('move', 'person', 'T', { ...full, seat: ' ' }), 'seat');
});

test('what the server would refuse unread is not sent', () => {
  const moved = (place: Partial<Draft>): unknown => complete('move', 'person', 'T', { ...draft, room: '2', seat: '7', ...place });
  assert.equal(moved({ seat: '9'.repeat(1_025) }), 'place');
  assert.equal(moved({ room: '考'.repeat(342) }), 'place');
  assert.notEqual(moved({ room: '考'.repeat(341) }), 'place');
  const incident = (reason: string, attachment: string): unknown => complete('incident', 'person', 'T', { ...draft, reason, attachment });
  assert.equal(typeof incident('"'.repeat(1_000), '"'.repeat(4_000)), 'object');
  assert.equal(incident('x', '\u0001'.repeat(3_000)), 'attachment');
  assert.deepEqual(incident('half \ud83d', 'of \ude00 it'), { kind: 'incident', scope: 'person', target: 'T', reason: 'half \ufffd', category: 'candidate', attachment: 'of \ufffd it' });
});
