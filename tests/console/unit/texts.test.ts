import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import { kActs } from '../../../server/console/src/hall/acts';
import { kTroubles } from '../../../server/console/src/hall/trouble';
import { table } from '../../../server/console/src/text';
import { fill, type Table } from '../../../server/console/src/text/language';

const texts: Table = table;
const root = `${process.env.CONSOLE_SOURCE}/src`;
const places = (text: string): string[] => [...text.matchAll(/\{(\w+)/g)].map((found) => found[1]!).sort();

test('every text is there in both languages, with the same places to fill in', () => {
  assert(Object.keys(texts).length > 200);
  for (const [key, { zh, en }] of Object.entries(texts)) {
    assert(zh.trim() !== '' && en.trim() !== '', key);
    assert.deepEqual(places(zh), places(en), key);
    if (key !== 'language.other') assert(!/[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]/.test(en), `${key}: Chinese in the English text`);
    assert(/[\u3400-\u9fff]/.test(zh) || key === 'language.other' || !/[A-Za-z]{4}/.test(zh.replace(/\{[^}]*\}/g, '')), `${key}: not Chinese`);
  }
});

test('all that the protocol can say has a name', () => {
  for (const trouble of kTroubles) assert(`trouble.${trouble}` in texts, trouble);
  for (const act of ['propose', 'propose_scores', 'regrade', 'approve', 'decline', 'reschedule', 'finalise', 'approve_outage', 'forbidden', 'outside_grants']) assert(`act.${act}` in texts, act);
  for (const { kind } of kActs) assert(`act.${kind}` in texts && `act.what.${kind}` in texts, kind);
});

test('numbers get the word that fits them, strangers\' texts are isolated', () => {
  assert.equal(fill('{n:candidate|candidates}', { n: 1 }), '1 candidate');
  assert.equal(fill('{n:candidate|candidates}', { n: 1_200 }), '1,200 candidates');
  assert.equal(fill('<{who}>', { who: 'a{who}b' }), '<\u2068a{who}b\u2069>');
});

const kSpoken = new Set(['title', 'aria-label', 'placeholder', 'alt', 'label']);
/** Signs are the same in every language. */
const isSpeech = (text: string): boolean => /[A-Za-z\u3400-\u9fff]/.test(text);

function spoken(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) return node.text;
  if (!ts.isStringLiteralLike(node)) return undefined;
  if (/[\u3400-\u9fff]/.test(node.text)) return node.text;
  if (ts.isJsxExpression(node.parent) && !ts.isJsxAttribute(node.parent.parent)) return node.text;
  return ts.isJsxAttribute(node.parent) && kSpoken.has(node.parent.name.getText()) ? node.text : undefined;
}

test('what a user reads stands in the table and nowhere else', () => {
  const files = readdirSync(root, { recursive: true }).filter((name) => /\.tsx?$/.test(name) && !name.startsWith('text/'));
  assert(files.length > 30);
  for (const name of files) {
    const source = ts.createSourceFile(name, readFileSync(`${root}/${name}`, 'utf8'), ts.ScriptTarget.ES2022, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
    const visit = (node: ts.Node): void => {
      const text = spoken(node);
      // Expressions of patterns that read seats ("3排12座") are not spoken.
      assert(text === undefined || !isSpeech(text), `${name}: ${JSON.stringify(text)}`);
      node.forEachChild(visit);
    };
    visit(source);
  }
});

test('every text is used', () => {
  const all = readdirSync(root, { recursive: true }).filter((name) => /\.tsx?$/.test(name) && !/^text\/(acts|events|frame|hall|report|why)\.ts$/.test(name))
    .map((name) => readFileSync(`${root}/${name}`, 'utf8')).join('\n');
  const built = [...all.matchAll(/[`']([a-z_.]+\.)(?:\$\{|')/g)].map((found) => found[1]!);
  const named = [...all.matchAll(/named\('(\w+)'/g)].map((found) => `${found[1]}.`);
  const unused = Object.keys(texts).filter((key) => !all.includes(`'${key}'`) && ![...built, ...named].some((prefix) => key.startsWith(prefix)));
  assert.deepEqual(unused, []);
});
