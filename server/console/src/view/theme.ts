// Light or dark: what the machine prefers until somebody chooses.
import { Source } from '../hall/source';

export type Theme = 'light' | 'dark';
const kRemembered = 'examhall.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

function remembered(): string | null {
  try {
    return localStorage.getItem(kRemembered);
  } catch {
    return null; // a browser may forbid storage
  }
}

let chosen = remembered();
export const themeChanged = new Source();

export function theme(): Theme {
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return dark.matches ? 'dark' : 'light';
}

function show(): void {
  document.documentElement.dataset.theme = theme();
  themeChanged.changed();
}

export function toggleTheme(): void {
  chosen = theme() === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(kRemembered, chosen);
  } catch {
    // then it lasts as long as the page
  }
  show();
}

dark.addEventListener('change', show);
show();
