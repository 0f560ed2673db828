import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isolated, visible } from '../../../server/console/src/text/visible';

test('control characters get a face, none is left', () => {
  assert.equal(visible('a\u0000b\nc\td\u007f'), 'a␀b␊c␉d␡');
  // eslint-disable-next-line no-control-regex
  assert(!/[\u0000-\u001f\u007f-\u009f]/.test(visible(Array.from({ length: 300 }, (_, code) => String.fromCharCode(code)).join(''), 1_000)));
});

test('nothing turns the direction of its neighbours, or gets out of its isolation', () => {
  for (const mark of '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c') {
    assert.equal(visible(`a${mark}b`), 'a\ufffdb');
    assert.equal(isolated(`a${mark}b`), '\u2068a\ufffdb\u2069');
  }
});

test('long ones are clipped, and not through a character', () => {
  assert.equal(visible('长'.repeat(10_240), 5), '长长长长长…');
  assert.equal(visible('ab😀', 3), 'ab…');
  assert.equal(visible('short', 5), 'short');
});

test('markup is text and stays as it is', () => {
  assert.equal(visible('<img src=x onerror=alert(1)>'), '<img src=x onerror=alert(1)>');
  assert.equal(visible("Robert'); DROP TABLE"), "Robert'); DROP TABLE");
});
