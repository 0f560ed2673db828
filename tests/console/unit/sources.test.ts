// What the sources may not hold: the ways in which a candidate's text could become markup or code.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = `${process.env.CONSOLE_SOURCE}/src`;
const files = readdirSync(root, { recursive: true }).filter((name) => /\.(tsx?|css|html)$/.test(name));

test('no text ever becomes markup, code or an inline style', () => {
  assert(files.length > 1);
  for (const name of files) {
    const text = readFileSync(`${root}/${name}`, 'utf8');
    assert(!/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/.test(text), name);
    assert(!/:\/\//.test(text.replaceAll('://www.w3.org/', '').replaceAll('://${', '')), `${name} names a host`);
  }
});
