// WCAG 2.2, 1.4.3 and 1.4.11: 4.5 to 1 for text, 3 to 1 for what has to be seen to be used. In both themes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const style = `${process.env.CONSOLE_SOURCE}/src/style`;
const css = readFileSync(`${style}/palette.css`, 'utf8');

function palette(selector: string): Map<string, string> {
  const from = css.indexOf(selector);
  assert(from >= 0, selector);
  const block = css.slice(css.indexOf('{', from), css.indexOf('}', from));
  return new Map([...block.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/g)].map((found) => [found[1]!, found[2]!]));
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const kGrounds = ['ground', 'surface', 'raised', 'chosen', 'grey-ground'];
const kText: [string, string][] = [
  ...kGrounds.flatMap((ground): [string, string][] => [['text', ground], ['soft', ground]]),
  ...['red', 'amber', 'blue', 'green', 'violet'].flatMap((hue): [string, string][] => [[hue, `${hue}-ground`], [hue, 'surface'], [hue, 'raised'], [hue, 'chosen'], [hue, 'grey-ground'], ['text', `${hue}-ground`], ['soft', `${hue}-ground`]]),
  ['accent', 'surface'], ['on-accent', 'accent'], ['on-alarm', 'alarm'],
];
const kSigns: [string, string][] = [['edge', 'surface'], ['edge', 'raised'], ['edge', 'ground'], ['accent', 'surface'], ['accent', 'raised'], ['accent', 'line'], ['green', 'grey-ground']];

for (const [theme, selector] of [['light', ':root {'], ['dark', ':root[data-theme="dark"]']] as const) {
  test(`contrast, ${theme}`, () => {
    const colours = palette(selector);
    const check = (pairs: [string, string][], least: number): void => {
      for (const [one, other] of pairs) {
        const ratio = contrast(colours.get(`--${one}`)!, colours.get(`--${other}`)!);
        assert(ratio >= least, `${theme}: ${one} on ${other} is ${ratio.toFixed(2)} to 1`);
      }
    };
    check(kText, 4.5);
    check(kSigns, 3);
  });
}

test('both themes have the same colours, and no colour stands elsewhere', () => {
  assert.deepEqual([...palette(':root {').keys()], [...palette(':root[data-theme="dark"]').keys()]);
  for (const name of ['base', 'before', 'hall', 'grid', 'side', 'dialog', 'plan']) {
    const text = readFileSync(`${style}/${name}.css`, 'utf8');
    assert(!/#[0-9a-f]{3,8}\b/i.test(text), `${name}.css`);
  }
});

test('the measure itself: black on white is 21 to 1', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
});
