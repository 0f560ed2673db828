// The page without its views, from the sign-in on: over a line that the test breaks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Console } from '../../../server/console/src/hall/console';
import type { Wanted } from '../../../server/console/src/hall/check_act';
import type { Act, Request } from '../../../server/console/src/wire/messages';
import { card, kNow, row } from './rows';
import { World } from './world';

const kOther = { ...card, code: 'other' };
const pause: Wanted = { kind: 'pause', scope: 'batch', target: '', reason: 'fire' };
const wanted: Request =
  { request: 3, kind: 'extend', scope: 'batch', target: '', time: 60_000, by: 'x', reason: 'y', at: kNow, mine: false, may_approve: true };

class Page {
  readonly world = new World();
  readonly console = new Console({ account: 'a', name: 'b' }, () => {});
  private read = 0;

  constructor() {
    this.console.start();
    this.connected();
    this.console.choose(card.code);
    this.rows(card);
  }

  says(message: object): void {
    this.world.socket.says(message);
  }

  connected(): void {
    this.read = 0;
    this.world.socket.opens();
    this.says({ type: 'hello', account: 'a', name: 'b', now: kNow, batches: [card, kOther] });
  }

  rows(batch: typeof card): void {
    this.says({ type: 'hall', batch, now: kNow, items: 60, can: ['pause'], storage_ok: true });
    this.says({ type: 'seats', rows: [row({ ticket: 'A' })] });
    this.says({ type: 'seats_end', count: 1 });
  }

  async again(): Promise<void> {
    await this.world.pass(600);
    this.connected();
  }

  timelines(): { no: number; before?: number; after?: number }[] {
    const { sent } = this.world.socket;
    return sent.slice(this.read, (this.read = sent.length)).map((text) => JSON.parse(text)).filter(({ type }) => type === 'timeline');
  }

  /** The acts and decisions sent over this line since it was last asked. */
  acts(): (Act & { type: string; request?: number })[] {
    const { sent } = this.world.socket;
    return sent.slice(this.read, (this.read = sent.length)).map((text) => JSON.parse(text)).filter(({ type }) => type === 'act' || type === 'approve');
  }
}

test('what was meant for one batch is not done to the other that is opened when the line is back', async () => {
  const page = new Page();
  page.world.socket.breaks();
  void page.console.act(pause);
  page.console.choose(kOther.code);
  await page.again();
  page.rows(kOther);
  await page.world.pass(5_000);
  assert.deepEqual(page.acts(), []);
  page.console.choose(card.code);
  assert.deepEqual(page.acts(), []);
  page.rows(card);
  assert.deepEqual(page.acts().map(({ kind, batch }) => [kind, batch]), [['pause', card.code]]);
});

test('an act says which batch is meant, and has a key of its own', () => {
  const page = new Page();
  for (let turn = 0; turn < 20; ++turn) void page.console.act(pause);
  const acts = page.acts();
  assert.equal(new Set(acts.map(({ key }) => key)).size, 20);
  for (const { batch, key } of acts) assert(batch === card.code && /^[A-Za-z0-9-]{8,64}$/.test(key), `${batch} ${key}`);
});

test('the answer that was lost with the line is asked for again, as the same act', async () => {
  const page = new Page();
  const result = page.console.act(pause);
  const [first] = page.acts();
  page.world.socket.breaks();
  await page.again();
  assert.deepEqual(page.acts(), [], 'not before its batch is shown');
  page.rows(card);
  const [second] = page.acts();
  assert.deepEqual(second, first);
  page.says({ type: 'act_result', no: second!.no, state: 'applied', why: '', affected: 1, request: 0 });
  assert.equal((await result).state, 'applied');
  assert.equal(page.console.hall.done[0]!.result?.state, 'applied');
});

test('a batch that comes after another was chosen is not shown, and nothing is sent to it', () => {
  const page = new Page();
  void page.console.act(pause);
  assert.equal(page.acts().length, 1);
  page.console.choose(kOther.code);
  page.rows(card);
  assert.deepEqual(page.acts(), []);
  assert.deepEqual([page.console.hall.batch, page.console.hall.roster.seats.size], [undefined, 0]);
  page.rows(kOther);
  assert.equal(page.console.hall.batch?.code, kOther.code);
  assert.deepEqual(page.acts(), []);
});

test('what no server has heard of can be taken back, what one may have done cannot', async () => {
  const page = new Page();
  void page.console.act(pause);
  page.world.socket.breaks();
  const result = page.console.act(pause);
  for (const { asked } of page.console.hall.done) page.console.withdraw(asked.no);
  assert.equal((await result).why, 'withdrawn');
  assert.deepEqual(page.console.hall.done.map((done) => done.result?.state), ['refused', undefined]);
});

test('what still waits stays in sight, however much is done after it', async () => {
  const page = new Page();
  page.world.socket.breaks();
  void page.console.act(pause);
  const waits = page.console.hall.done[0]!;
  page.console.choose(kOther.code);
  await page.again();
  page.rows(kOther);
  for (let turn = 0; turn < 120; ++turn) {
    void page.console.act(pause);
    page.says({ type: 'act_result', no: page.acts()[0]!.no, state: 'applied', why: '', affected: 1, request: 0 });
  }
  assert.equal(page.console.hall.done.length, 101);
  assert.equal(page.console.hall.done.at(-1), waits);
});

test('a decision goes to the same request under the number that it has now, and to no other', async () => {
  const page = new Page();
  page.says({ type: 'requests', open: [wanted] });
  page.world.socket.breaks();
  void page.console.decide(wanted, true, 'so it was');
  const [{ key }] = [page.console.hall.done[0]!.asked];
  await page.again();
  page.rows(card);
  assert.deepEqual(page.acts(), [], 'which one is not known yet');
  page.says({ type: 'requests', open: [{ ...wanted, by: 'somebody else' }, { ...wanted, request: 9 }] });
  assert.deepEqual(page.acts().map(({ request, batch, key }) => [request, batch, key]), [[9, card.code, key]]);
});

test('what was too fast is refused, and the same act when it is tried again', async () => {
  const page = new Page();
  const result = page.console.act(pause);
  const [first] = page.acts();
  page.says({ type: 'error', id: 'too_fast', no: first!.no });
  assert.equal((await result).why, 'too_fast');
  const later = page.console.again(first!.no)!;
  assert.deepEqual(page.acts(), [first]);
  page.says({ type: 'act_result', no: first!.no, state: 'applied', why: '', affected: 1, request: 0 });
  assert.equal((await later).state, 'applied');
});

test('an open timeline is not read again: only what is newer than its last entry', async () => {
  const page = new Page();
  const entry = { at: kNow, kind: 'answered', by: '', text: '', item: 1, amount: 0 };
  page.console.hall.board.select('A');
  page.console.timeline('A');
  const first = page.timelines();
  page.says({ type: 'timeline', no: first[0]!.no, ticket: 'A', events: [{ ...entry, seq: 40 }, { ...entry, seq: 44 }], more: false });
  page.says({ type: 'change', at: kNow, rows: [['A', { answered: 2 }]] });
  await page.world.pass(2_000);
  assert.deepEqual(page.timelines(), [], 'not at once');
  await page.world.pass(2_000);
  const next = page.timelines();
  assert.deepEqual([...first, ...next].map(({ before, after }) => [before, after]), [[undefined, undefined], [undefined, 44]]);
  page.says({ type: 'timeline', no: next[0]!.no, ticket: 'A', events: [], more: false });
  await page.world.pass(10_000);
  assert.deepEqual(page.timelines(), [], 'nothing has changed');
});

test('a timeline that could not be read is no empty one, and is read again on demand', () => {
  const page = new Page();
  page.console.timeline('A');
  const [{ no }] = page.timelines() as [{ no: number }];
  page.says({ type: 'error', id: 'not_readable', no });
  assert.deepEqual([page.console.hall.timeline!.failed, page.console.hall.timeline!.loading], ['not_readable', false]);
  page.console.timelineAgain();
  assert.equal(page.console.hall.timeline!.failed, undefined);
  page.says({ type: 'timeline', no: page.timelines()[0]!.no, ticket: 'A', events: [], more: false });
  assert.deepEqual([page.console.hall.timeline!.failed, page.console.hall.timeline!.loading], [undefined, false]);
});

test('a batch that the account may not see any more leaves nothing behind on the list of batches', async () => {
  const page = new Page();
  page.console.choose(kOther.code);
  page.says({ type: 'error', id: 'no_such_batch' });
  assert.deepEqual([page.console.chosen, page.console.hall.roster.seats.size], ['', 0]);
});

test('a batch that this account sees from now on joins the list', () => {
  const page = new Page();
  page.says({ type: 'batch', batch: { ...card, code: 'new' } });
  page.says({ type: 'batch', batch: { ...kOther, phase: 'closed' } });
  assert.deepEqual(page.console.batches?.map(({ code, phase }) => `${code} ${phase}`), [`${card.code} ${card.phase}`, 'other closed', `new ${card.phase}`]);
});
