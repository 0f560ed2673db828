import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endsAt, isDropped, kClockOff, kIdle, kUnseen, troubleOf } from '../../../server/console/src/hall/trouble';
import type { Row } from '../../../server/console/src/wire/messages';
import { kNow, kStart, row } from './rows';

const trouble = (part: Partial<Row>, now = kNow): string => troubleOf(row(part), kStart, now);

test('the worst trouble is the one that is named', () => {
  const everything: Partial<Row> = { called: 1, unsaved: 5, online: false, away: true, left: 3, late: 2, clock: 9_000, active: 1 };
  assert.equal(trouble(everything), 'called');
  assert.equal(trouble({ ...everything, called: 0 }), 'not_saved');
  assert.equal(trouble({ ...everything, called: 0, unsaved: 0 }), 'dropped');
  assert.equal(trouble({ ...everything, called: 0, unsaved: 0, online: true }), 'away');
  assert.equal(trouble({ ...everything, called: 0, unsaved: 0, online: true, away: false }), 'left');
  assert.equal(trouble({ late: 2, clock: 9_000 }), 'late');
  assert.equal(trouble({ clock: -9_000 }), 'clock_off');
  assert.equal(trouble({}), 'none');
});

test('nobody is missing before the start, and everybody who did not come is from the start on', () => {
  const absent: Partial<Row> = { status: 'registered', online: false, since: 0 };
  assert.equal(trouble(absent, kStart - 1), 'none');
  assert.equal(trouble(absent, kStart), 'not_seated');
});

test('who has ended is in no trouble, online or not', () => {
  for (const status of ['handed_in', 'collected', 'terminated', 'absent'] as const) {
    assert.equal(trouble({ status, online: false, left: 4, late: 1 }), 'none');
    assert.equal(isDropped(row({ status, online: false })), false);
  }
});

test('idleness begins at its limit, counts from the start before the first answer, and only while sitting', () => {
  assert.equal(trouble({ active: kNow - kIdle + 1 }), 'none');
  assert.equal(trouble({ active: kNow - kIdle }), 'idle');
  assert.equal(trouble({ active: 0 }, kStart + kIdle - 1), 'none');
  assert.equal(trouble({ active: 0 }, kStart + kIdle), 'idle');
  assert.equal(trouble({ active: 0, since: kNow - kIdle + 1 }), 'none', 'came later');
  assert.equal(trouble({ active: kNow - kIdle, status: 'paused' }), 'none');
});

test('a clock is off at its limit, either way', () => {
  assert.equal(trouble({ clock: kClockOff - 1 }), 'none');
  assert.equal(trouble({ clock: kClockOff }), 'clock_off');
  assert.equal(trouble({ clock: -kClockOff }), 'clock_off');
});

test('an end that moved is trouble once it should have arrived, where somebody is there to see it', () => {
  const moved: Partial<Row> = { moved: kNow - kUnseen, moved_shown: false };
  assert.equal(trouble(moved), 'end_unseen');
  assert.equal(trouble({ ...moved, moved_shown: true }), 'none');
  assert.equal(trouble({ ...moved, moved: kNow - kUnseen + 1 }), 'none', 'still on its way');
  assert.equal(trouble({ ...moved, since: kNow - kUnseen + 1 }), 'none', 'came back a moment ago');
  assert.equal(trouble({ ...moved, status: 'paused' }), 'none', 'announced with the resumption');
  assert.equal(trouble({ ...moved, online: false }), 'dropped');
});

test('in a pause the end moves along with time', () => {
  assert.equal(endsAt(row({ ends_at: kNow }), kNow + 9_000), kNow);
  const paused = row({ ends_at: kNow, status: 'paused', paused: kStart });
  assert.equal(endsAt(paused, kStart + 9_000), kNow + 9_000);
  assert.equal(endsAt(paused, kStart - 500), kNow, 'the two clocks may differ a little');
});
