import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hall } from '../../../server/console/src/hall/hall';
import { count } from '../../../server/console/src/hall/roster';
import type { Deed, Entry, FromServer, Incident, Request, Row } from '../../../server/console/src/wire/messages';
import { card, kNow, row } from './rows';

const hallMessage: FromServer = { type: 'hall', batch: card, now: kNow, items: 60, can: ['see'], storage_ok: true };

function opened(...rows: Row[]): Hall {
  const hall = new Hall(() => kNow);
  hall.receive(hallMessage);
  hall.receive({ type: 'seats', rows });
  hall.receive({ type: 'seats_end', count: rows.length });
  return hall;
}
const at = (hall: Hall, ticket: string): Row => hall.roster.seats.get(ticket)!.row;

test('rows come in parts and are shown when all are there', () => {
  const hall = new Hall(() => kNow);
  hall.receive(hallMessage);
  hall.receive({ type: 'seats', rows: [row({ ticket: 'A' })] });
  assert.equal(hall.board.shown.length, 0);
  hall.receive({ type: 'seats', rows: [row({ ticket: 'B' })] });
  hall.receive({ type: 'seats_end', count: 2 });
  assert.equal(hall.board.shown.length, 2);
  assert.equal(hall.totals.all, 2);
});

test('a change touches only the members that it names', () => {
  const hall = opened(row({ ticket: 'A', answered: 3, name: '甲' }));
  hall.receive({ type: 'change', at: kNow + 5, rows: [['A', { answered: 4, online: false }]] });
  assert.equal(at(hall, 'A').answered, 4);
  assert.equal(at(hall, 'A').name, '甲');
  assert.equal(hall.roster.seats.get('A')!.trouble, 'dropped');
  assert.equal(hall.asOf, kNow + 5);
  assert.equal(hall.roster.answered, 4);
});

test('a new ticket comes with a change, and one that is gone goes', () => {
  const hall = opened(row({ ticket: 'A', answered: 3 }));
  hall.receive({ type: 'change', at: kNow, rows: [['B', row({ ticket: 'B', answered: 7 })]], gone: ['A'] });
  assert.deepEqual([...hall.roster.seats.keys()], ['B']);
  assert.equal(hall.roster.answered, 7);
});

test('after a reconnect nobody is left over whom the account sees no more', () => {
  const hall = opened(row({ ticket: 'A' }), row({ ticket: 'B' }));
  hall.receive(hallMessage);
  hall.receive({ type: 'seats', rows: [row({ ticket: 'B', answered: 9 })] });
  assert.equal(hall.roster.seats.size, 2, 'until all have come the old picture stays');
  hall.receive({ type: 'seats_end', count: 1 });
  assert.deepEqual([...hall.roster.seats.keys()], ['B']);
  assert.equal(at(hall, 'B').answered, 9);
});

const request = (part: Partial<Request> = {}): Request =>
  ({ request: 7, kind: 'extend', scope: 'site', target: 'S', time: 1, by: 'x', reason: 'y', at: kNow, mine: false, may_approve: true, ...part });
const incident = (seq: number): Incident => ({ seq, at: kNow, category: 'staff', scope: 'batch', target: '', by: 'x', text: 'y' });
const entry = (seq: number): Entry => ({ seq, at: kNow, kind: 'answered', by: '', text: '', item: 1, amount: 0 });

test('after a reconnect nothing is left to approve but what is there again, and no timeline of before', () => {
  const hall = opened(row({ ticket: 'A' }));
  hall.receive({ type: 'requests', open: [request()] });
  hall.timeline = { ticket: 'A', events: [entry(1)], more: true, loading: false };
  hall.lost();
  assert.equal(hall.requests.length, 1, 'without a line the old picture stays');
  hall.receive(hallMessage);
  assert.deepEqual([hall.requests, hall.timeline.events, hall.timeline.more], [[], [], false]);
});

test('the record of before stays until the whole of it has come again, and nothing is whole until then', () => {
  const hall = opened(row({ ticket: 'A' }));
  assert.deepEqual([hall.allNotes, hall.whole], [false, false]);
  hall.receive({ type: 'incidents', all: [incident(1), incident(2)] });
  hall.receive({ type: 'incidents_end' });
  assert.deepEqual([hall.incidents.length, hall.whole], [2, true]);
  hall.lost();
  assert.equal(hall.whole, false);
  for (const message of [hallMessage, { type: 'seats_end', count: 0 }, { type: 'incidents', all: [incident(1)] }] as FromServer[]) hall.receive(message);
  assert.deepEqual([hall.incidents.length, hall.allNotes, hall.whole], [2, false, false]);
  hall.receive({ type: 'incidents_end' });
  assert.deepEqual([hall.incidents.length, hall.whole], [1, true], 'numbers are those of this connection');
  hall.receive({ type: 'incidents', all: [incident(2)] });
  assert.equal(hall.incidents.length, 2, 'later ones come singly');
  hall.receive({ type: 'storage', ok: false });
  assert.equal(hall.whole, false, 'while nothing is saved nothing comes');
});

test('what changes of another batch changes nothing of this one', () => {
  const hall = opened(row({ ticket: 'A' }));
  hall.receive({ type: 'batch', batch: { ...card, code: 'other', start: 5 } });
  assert.deepEqual([hall.batch?.code, hall.roster.start], [card.code, card.start]);
});

test('who is not seen any more takes along the timeline and the choice', () => {
  for (const how of ['reconnect', 'gone'] as const) {
    const hall = opened(row({ ticket: 'A' }), row({ ticket: 'B' }));
    hall.timeline = { ticket: 'A', events: [entry(1)], more: false, loading: false };
    hall.board.select('A');
    if (how === 'gone') hall.receive({ type: 'change', at: kNow, rows: [], gone: ['A'] });
    else for (const message of [hallMessage, { type: 'seats', rows: [row({ ticket: 'B' })] }, { type: 'seats_end', count: 1 }] as FromServer[]) hall.receive(message);
    assert.deepEqual([hall.timeline, hall.board.selected], [undefined, ''], how);
  }
});

test('how old the picture is does not change before all rows have come', () => {
  const hall = opened(row({ ticket: 'A' }));
  hall.lost();
  hall.receive({ ...hallMessage, now: kNow + 60_000 } as FromServer);
  hall.receive({ type: 'seats', rows: [row({ ticket: 'A' })] });
  hall.receive({ type: 'change', at: kNow + 61_000, rows: [['A', { answered: 1 }]] });
  hall.receive({ type: 'pong', t0: 0, now: kNow + 62_000 });
  assert.equal(hall.asOf, kNow);
  hall.receive({ type: 'seats_end', count: 1 });
  assert.equal(hall.asOf, kNow + 61_000);
});

test('without a line nobody becomes idle', () => {
  let now = kNow;
  const hall = new Hall(() => now);
  for (const message of [hallMessage, { type: 'seats', rows: [row({ ticket: 'A' })] }, { type: 'seats_end', count: 1 }] as FromServer[]) hall.receive(message);
  hall.lost();
  now += 3_600_000;
  hall.settle(0);
  assert.equal(hall.roster.seats.get('A')!.trouble, 'none');
});

test('a request is found again under its new number; that it is gone is known once the list is', () => {
  const hall = opened(row({ ticket: 'A' }));
  hall.receive({ type: 'requests', open: [request()] });
  assert.equal(hall.numberOf(request({ request: 1, may_approve: false })), 7);
  hall.receive(hallMessage);
  hall.receive({ type: 'seats_end', count: 0 });
  hall.settle(0);
  assert.equal(hall.numberOf(request()), undefined, 'the list may still come');
  hall.settle(3_000);
  assert.equal(hall.numberOf(request()), 0, 'there is none');
  hall.receive({ type: 'requests', open: [request({ request: 1, by: 'somebody else' }), request({ request: 2 })] });
  assert.equal(hall.numberOf(request()), 2);
});

test('another batch is shown only from its own hall on', () => {
  const hall = opened(row({ ticket: 'A' }));
  hall.leave();
  assert.deepEqual([hall.batch, hall.can, hall.asOf, hall.board.shown.length, hall.totals.all], [undefined, [], 0, 0, 0]);
  for (const late of [{ type: 'change', at: kNow, rows: [['A', { answered: 1 }]] }, { type: 'batch', batch: card }, { type: 'requests', open: [request()] }] as FromServer[]) hall.receive(late);
  assert.deepEqual([hall.batch, hall.roster.seats.size, hall.requests.length], [undefined, 0, 0]);
});

test('another batch brings nothing of the old one', () => {
  const hall = opened(row({ ticket: 'A' }));
  hall.receive({ type: 'incidents', all: [incident(1)] });
  hall.receive({ type: 'incidents_end' });
  hall.receive({ ...hallMessage, batch: { ...card, code: 'other' } } as FromServer);
  assert.equal(hall.roster.seats.size, 0);
  assert.deepEqual([hall.incidents.length, hall.allNotes], [0, false]);
});

test('the time of what is shown never goes back, and a pong moves it on in a quiet hall', () => {
  const hall = opened(row({ ticket: 'A' }));
  hall.receive({ type: 'change', at: kNow + 5_000, rows: [] });
  hall.receive({ type: 'pong', t0: 0, now: kNow + 4_000 });
  assert.equal(hall.asOf, kNow + 5_000);
  hall.receive({ type: 'pong', t0: 0, now: kNow + 9_000 });
  assert.equal(hall.asOf, kNow + 8_000);
});

test('totals are counted from the rows', () => {
  const hall = opened(row({ ticket: 'A', online: false }), row({ ticket: 'B', sent: 2, delivered: 1, read: 1 }), row({ ticket: 'C', status: 'handed_in' }),
    row({ ticket: 'D', moved: kNow, moved_shown: true }), row({ ticket: 'E', moved: kNow }));
  const totals = count(hall.roster.seats.values());
  assert.equal(totals.online, 4);
  assert.equal(totals.status.sitting, 4);
  assert.equal(totals.trouble.dropped, 1);
  assert.deepEqual([totals.sent, totals.delivered, totals.read], [2, 1, 1]);
  assert.deepEqual([totals.moved, totals.movedShown], [2, 1]);
});

test('older parts of a timeline join the newer, and events of somebody else are left out', () => {
  const hall = opened(row({ ticket: 'A' }));
  hall.timeline = { ticket: 'A', events: [], more: false, loading: true };
  hall.receive({ type: 'timeline', no: 1, ticket: 'A', events: [entry(5), entry(6)], more: true });
  hall.receive({ type: 'timeline', no: 2, ticket: 'B', events: [entry(1)], more: false });
  assert.deepEqual(hall.timeline.events.map((event) => event.seq), [5, 6]);
  hall.receive({ type: 'timeline', no: 3, ticket: 'A', events: [entry(2)], more: false });
  assert.deepEqual(hall.timeline.events.map((event) => event.seq), [2, 5, 6]);
  assert.equal(hall.timeline.more, false);
});

test('whose answers wait for the disk stands at the top, though the rows stand still, until it is over', () => {
  const hall = opened(row({ ticket: 'A' }), row({ ticket: 'B', online: false }), row({ ticket: 'C' }));
  hall.receive({ type: 'storage', ok: false });
  hall.receive({ type: 'not_saved', rows: [['C', kNow - 4_000], ['X', kNow - 5_000]] });
  hall.settle(0);
  assert.deepEqual(hall.board.shown.map((seat) => seat.row.ticket), ['C', 'B', 'A']);
  assert.deepEqual([hall.totals.trouble.not_saved, hall.totals.all], [1, 3]);
  hall.receive({ type: 'not_saved', rows: [['C', 0]] });
  hall.settle(1_000);
  assert.deepEqual([hall.totals.trouble.not_saved, at(hall, 'C').unsaved], [0, 0]);
});

test('whose answers wait is told anew after a reconnect, also before the rows have come', () => {
  const hall = opened(row({ ticket: 'A' }), row({ ticket: 'B' }));
  hall.receive({ type: 'not_saved', rows: [['A', kNow - 4_000]] });
  hall.receive(hallMessage);
  hall.receive({ type: 'not_saved', rows: [['B', kNow - 4_000], ['N', kNow - 3_000]] });
  const { unsaved: _, ...plain } = row({ ticket: 'N' });
  hall.receive({ type: 'seats', rows: [row({ ticket: 'A' }), plain as Row] });
  hall.receive({ type: 'seats_end', count: 2 });
  assert.deepEqual([at(hall, 'A').unsaved, at(hall, 'N').unsaved, hall.totals.trouble.not_saved], [0, kNow - 3_000, 1]);
});

test('a newer part of a timeline says nothing of the older ones, and that there is more makes it stale', () => {
  const hall = opened(row({ ticket: 'A' }));
  hall.timeline = { ticket: 'A', events: [], more: false, loading: true };
  hall.receive({ type: 'timeline', no: 1, ticket: 'A', events: [entry(5), entry(6)], more: true });
  hall.receive({ type: 'timeline', no: 2, ticket: 'A', events: [entry(9)], more: true });
  assert.deepEqual([hall.timeline.events.map((event) => event.seq), hall.timeline.more, hall.timeline.stale], [[5, 6, 9], true, true]);
  hall.timeline.stale = false;
  hall.receive({ type: 'timeline', no: 3, ticket: 'A', events: [], more: false });
  assert.deepEqual([hall.timeline.events.length, hall.timeline.more, hall.timeline.stale], [3, true, false]);
});

test('incidents are kept, newest first, none twice', () => {
  const hall = opened();
  hall.receive({ type: 'incidents', all: [incident(1), incident(2)] });
  hall.receive({ type: 'incidents_end' });
  hall.receive({ type: 'incidents', all: [incident(2), incident(3)] });
  assert.deepEqual(hall.incidents.map((one) => one.seq), [3, 2, 1]);
});

test('what staff did: older parts go before, what comes goes behind, and after a reconnect it begins anew', () => {
  const hall = opened();
  const deed = (text: string): Deed => ({ at: kNow, act: 'pause', by: 'x', scope: 'batch', target: '', text, time: 0, affected: 3 });
  const texts = (): string[] | undefined => hall.deeds?.all.map((one) => one.text);
  hall.receive({ type: 'deeds', all: [deed('not asked for')] });
  assert.equal(hall.deeds, undefined);
  hall.deeds = { all: [], more: false, loading: true };
  hall.receive({ type: 'deeds', all: [deed('c')], more: true });
  hall.receive({ type: 'deeds', all: [deed('d')] });
  assert.deepEqual([texts(), hall.deeds.more, hall.deeds.loading], [['c', 'd'], true, false]);
  hall.deeds.loading = true;
  hall.receive({ type: 'deeds', all: [deed('e')] });
  assert.equal(hall.deeds.loading, true, 'that was not the answer');
  hall.receive({ type: 'deeds', all: [deed('a'), deed('b')], more: false });
  assert.deepEqual([texts(), hall.deeds.more, hall.deeds.loading], [['a', 'b', 'c', 'd', 'e'], false, false]);
  hall.receive(hallMessage);
  assert.equal(hall.deeds, undefined);
});

test('where there is only one room nobody has to choose it', () => {
  const one = opened(row({ ticket: 'A' }), row({ ticket: 'B' }));
  assert.deepEqual([one.place, one.site], ['S/1', 'S']);
  const two = opened(row({ ticket: 'A' }), row({ ticket: 'B', room: '2' }));
  assert.deepEqual([two.place, two.site], ['', 'S']);
  two.board.setFilter({ place: 'S/2' });
  assert.equal(two.place, 'S/2');
  const twins = opened(row({ ticket: 'A' }), row({ ticket: 'B', site: 'T' }));
  assert.deepEqual([twins.place, twins.site], ['', '']);
  assert.deepEqual([opened(row({ room: '' })).place, opened().place], ['', '']);
});
