// A made-up hall whose candidates answer, drop, come back, raise their hands. All names are invented from syllables.
import { kHostile, people } from './people.mjs';

const kTick = 250;
const pick = (list) => list[Math.floor(Math.random() * list.length)];

export class Simulation {
  constructor({ rows, rate, hostile, wide }) {
    this.peers = new Set();
    this.acts = [];
    this.done = new Map();
    this.watched = 0;
    this.refusing = false;
    this.hurried = false;
    this.ok = true;
    this.rate = rate;
    this.now = Date.now();
    this.rows = people(rows, this.now);
    if (hostile) kHostile.forEach((text, at) => this.spoil(this.rows[at * 7 + 3], text));
    this.byTicket = new Map(this.rows.map((row) => [row.ticket, row]));
    this.incidents = [
      { seq: 40, at: this.now - 9e5, category: 'environment', scope: 'room', target: `${this.rows[0].site}/${this.rows[0].room}`, by: 'li.proctor', text: '空调噪声较大，已请后勤处理' },
      { seq: 61, at: this.now - 3e5, category: 'candidate', scope: 'person', target: this.rows[8].ticket, by: 'wang.proctor', text: '未带身份证，已核对学生证' },
    ];
    this.requests = [
      { request: 7, kind: 'extend', scope: 'site', target: this.rows[0].site, time: 600_000, by: 'chen.chief', reason: '入场时交换机重启，全考点晚开始约十分钟', at: this.now - 6e4, mine: false, may_approve: true },
      { request: 9, kind: 'regrade', scope: 'batch', target: '3f2a91c07be4d508'.repeat(4), time: 0, by: 'zhao.office', reason: '第 12 题有争议，全体满分', at: this.now - 2e4, mine: false, may_approve: true },
      { request: 8, kind: 'extend', scope: 'batch', target: '', time: 300_000, by: 'zhang.chief', reason: '开卷延迟', at: this.now - 3e4, mine: true, may_approve: false },
    ];
    if (wide) setTimeout(() => this.drop('all'), 1_500);
    this.changed = new Map();
    setInterval(() => this.tick(), kTick);
  }

  spoil(row, text) {
    Object.assign(row, { name: text, machine: text, called: this.now - 20_000, call_text: text, seat: text.slice(0, 300), institution: text });
    if (row.status !== 'sitting') Object.assign(row, { status: 'sitting', online: true, since: this.now - 6e5 });
  }

  card() {
    return { code: '2023-04-J', title: '第 4 批 初级', level: '初级', zone: 'Asia/Shanghai', start: this.now - 35 * 60_000, end: this.now + 85 * 60_000, phase: 'running', outage_proposed: 240_000, outage_from: this.now - 20 * 60_000, outage_over_limit: 0 };
  }

  /** Two batches with the same people: which of them an act was done to is what matters. */
  cards() {
    const other = { ...this.card(), code: '2023-04-Z', title: '第 4 批 中级', level: '中级', phase: 'sealed', start: this.now + 4 * 36e5, end: this.now + 6 * 36e5 };
    return [this.card(), other];
  }

  join(peer) {
    this.peers.add(peer);
    peer.on('gone', () => this.peers.delete(peer));
    peer.on('message', (message) => this.receive(peer, message));
    peer.send({ type: 'hello', account: 'zhang.chief', name: '张主考', now: Date.now(), batches: this.cards() });
  }

  receive(peer, message) {
    if (message.type === 'ping') peer.send({ type: 'pong', t0: message.t0, now: Date.now() });
    if (message.type === 'watch') this.watch(peer, message.batch);
    if (message.type === 'timeline') peer.send({ type: 'timeline', no: message.no, ticket: message.ticket, events: this.events(message), more: message.before === undefined });
    if (message.type === 'deeds') peer.send({ type: 'deeds', all: this.deeds(), more: false });
    if (message.type === 'act') this.act(peer, message);
    if (message.type === 'approve') this.approve(peer, message);
  }

  watch(peer, code) {
    this.watched += 1;
    const batch = this.cards().find((card) => card.code === code);
    if (batch === undefined) return peer.send({ type: 'error', id: 'no_such_batch' });
    peer.batch = code;
    const can = ['see', 'timeline', 'message', 'warn', 'answer_call', 'pause', 'resume', 'incident', 'move_in_room', 'move_in_site', 'extend_person',
      'extend_room', 'extend_site', 'admit', 'terminate', 'approve_extend_site', 'approve_outage'];
    peer.send({ type: 'hall', batch, now: Date.now(), items: 60, can, storage_ok: this.ok });
    peer.send({ type: 'requests', open: this.requests });
    peer.send({ type: 'incidents', all: this.incidents });
    peer.send({ type: 'incidents_end' });
    for (let at = 0; at < this.rows.length; at += 500) peer.send({ type: 'seats', rows: this.rows.slice(at, at + 500) });
    peer.send({ type: 'seats_end', count: this.rows.length });
    peer.live = true;
  }

  events({ ticket, before }) {
    const row = this.byTicket.get(ticket);
    const from = before === undefined ? 500 : 100;
    const entry = (seq, minutes, kind, more = {}) => ({ seq: from + seq, at: this.now - minutes * 60_000, kind, by: '', text: '', item: 0, amount: 0, ...more });
    return [entry(1, 40, 'registered'), entry(2, 38, 'seated', { text: row.machine }), entry(3, 35, 'begun'), entry(4, 33, 'answered', { item: 1 }),
      entry(5, 31, 'answered', { item: 2 }), entry(6, 25, 'reported', { text: 'focus_lost' }), entry(7, 20, 'seat_lost'), entry(8, 19, 'seated', { text: row.machine }),
      entry(9, 12, 'notified', { by: 'li.proctor', text: '请注意：草稿纸请写上准考证号。', notice: 1 }), entry(10, 11, 'notice_read', { notice: 1 }), entry(11, 8, 'extended', { by: 'zhang.chief', text: '机器故障', amount: 300_000 }),
      entry(12, 2, 'answered', { item: 23 })];
  }

  deeds() {
    const deed = (minutes, act, by, more) => ({ at: this.now - minutes * 60_000, act, by, scope: 'batch', target: '', text: '机器故障', time: 0, affected: 0, ...more });
    return [deed(20, 'message', 'li.proctor', { scope: 'room', target: `${this.rows[0].site}/${this.rows[0].room}`, affected: 30, text: '草稿纸请写上准考证号' }),
      deed(9, 'outside_grants', 'li.proctor', { text: 'pause person 20230407' }), deed(8, 'extend', 'zhang.chief', { scope: 'person', target: this.rows[4].ticket, time: 300_000, affected: 1 })];
  }

  concerned({ scope, target }) {
    if (scope === 'person') return [this.byTicket.get(target)].filter(Boolean);
    return this.rows.filter((row) => scope === 'batch' || (scope === 'site' && row.site === target) || (scope === 'room' && `${row.site}/${row.room}` === target));
  }

  act(peer, act) {
    if (this.hurried) return peer.send({ type: 'error', id: 'too_fast', no: act.no });
    if (!this.done.has(act.key)) this.done.set(act.key, act.batch === peer.batch ? this.outcome({ ...act, to: peer.batch }) : { state: 'refused', why: 'other_batch' });
    setTimeout(() => peer.send({ type: 'act_result', no: act.no, why: '', affected: 0, request: 0, ...this.done.get(act.key) }), 40);
  }

  outcome(act) {
    this.acts.push(act);
    const people = this.concerned(act);
    if (people.length === 0) return { state: 'refused', why: 'no_such_candidate' };
    if (act.kind === 'extend' && act.scope === 'site') return { state: 'awaiting_second', request: 9 };
    const set = { pause: { status: 'paused', paused: Date.now() }, resume: { status: 'sitting', paused: 0 }, terminate: { status: 'terminated' }, answer_call: { called: 0 } }[act.kind];
    for (const row of people) {
      if (set !== undefined) this.change(row, set);
      if (act.kind === 'message') this.change(row, { sent: row.sent + 1, delivered: row.delivered + (row.online ? 1 : 0) });
      if (act.kind === 'extend') this.change(row, { extra: row.extra + act.time, ends_at: row.ends_at + act.time, moved: Date.now(), moved_shown: row.online });
      if (act.kind === 'move') this.change(row, { room: act.room, seat: act.seat });
    }
    if (act.kind === 'incident') this.all({ type: 'incidents', all: [{ seq: 100 + this.acts.length, at: Date.now(), category: act.category, scope: act.scope, target: act.target, by: 'zhang.chief', text: act.reason }] });
    return { state: 'applied', affected: people.length };
  }

  approve(peer, { no, request }) {
    if (!this.requests.some((open) => open.request === request)) return peer.send({ type: 'error', id: 'no_such_request', no });
    this.requests = this.requests.filter((open) => open.request !== request);
    peer.send({ type: 'act_result', no, state: 'applied', why: '', affected: 312, request });
    this.all({ type: 'requests', open: this.requests });
  }

  all(message) {
    for (const peer of this.peers) if (peer.live) peer.send(message);
  }

  cut(code) {
    for (const peer of this.peers) peer.close(code);
  }

  storage(ok) {
    this.ok = ok;
    this.all({ type: 'storage', ok });
    const waiting = this.rows.filter((row) => row.status === 'sitting' && row.called === 0).slice(0, 5);
    this.all({ type: 'not_saved', rows: waiting.map((row) => [row.ticket, ok ? 0 : Date.now() - 4_000]) });
  }

  /** Everybody of one room (its number in the order of the rows), or of three quarters of the hall. */
  drop(room) {
    const rooms = [...new Set(this.rows.map((row) => `${row.site}/${row.room}`))];
    const hit = room === 'all' ? this.rows.filter((_, at) => at % 4 !== 0) : this.rows.filter((row) => `${row.site}/${row.room}` === rooms[Number(room)]);
    for (const row of hit) if (['seated', 'sitting', 'paused'].includes(row.status)) this.change(row, { online: false, since: Date.now() });
  }

  change(row, members) {
    Object.assign(row, members);
    this.changed.set(row.ticket, { ...this.changed.get(row.ticket), ...members });
  }

  tick() {
    const now = Date.now();
    if (this.ok) for (let left = (this.rate * kTick) / 1_000; left > 0; --left) this.live(pick(this.rows), now);
    if (this.changed.size > 0) this.all({ type: 'change', at: now, rows: [...this.changed] });
    this.changed.clear();
  }

  live(row, now) {
    const dice = Math.random();
    if (row.status === 'sitting' && row.online && dice < 0.97) this.change(row, { answered: Math.min(60, row.answered + (dice < 0.6 ? 1 : 0)), active: now });
    else if (row.status === 'sitting' && dice < 0.985) this.change(row, { online: !row.online, since: now });
    else if (row.status === 'sitting' && row.online && dice < 0.99) this.change(row, row.away ? { away: false } : { away: true, left: row.left + 1 });
    else if (row.status === 'sitting' && dice > 0.9995) this.change(row, { called: now, call_text: '键盘失灵' });
    else if (row.status === 'sitting' && row.answered > 50 && dice > 0.999) this.change(row, { status: 'handed_in', ends_at: now });
  }
}
