// Small pieces that many views use.
import type { ComponentChildren } from 'preact';
import { language, languageChanged, setLanguage } from '../text/language';
import { t } from '../text';
import { visible } from '../text/visible';
import { useSource } from '../hall/source';
import { theme, themeChanged, toggleTheme } from './theme';

/** Text that somebody else wrote: never markup, never longer than its room, and its direction stays its own. */
export function Foreign({ text, longest }: { text: string; longest?: number }) {
  const shown = visible(text, longest);
  return <bdi class="foreign" title={shown}>{shown}</bdi>;
}

/** The same where it may take several lines. */
export function Words({ text, longest = 1_200 }: { text: string; longest?: number }) {
  return <bdi class="words" dir="auto">{visible(text, longest)}</bdi>;
}

export function LanguageSwitch() {
  const other = language() === 'zh' ? 'en' : 'zh';
  return (
    <button type="button" class="quiet" lang={other === 'zh' ? 'zh-CN' : 'en'} title={t('language.switch')} onClick={() => setLanguage(other)}>
      {t('language.other')}
    </button>
  );
}

export function ThemeSwitch() {
  useSource(themeChanged);
  return (
    <button type="button" class="quiet" title={t('theme.switch')} onClick={toggleTheme}>
      {t(theme() === 'dark' ? 'theme.light' : 'theme.dark')}
    </button>
  );
}

/** The frame of the pages before the hall. */
export function Plain({ heading, children }: { heading: string; children: ComponentChildren }) {
  useSource(languageChanged);
  return (
    <div class="plain">
      <header><strong>{t('product')}</strong><span class="gap" /><LanguageSwitch /><ThemeSwitch /></header>
      <main aria-labelledby="heading"><h1 id="heading">{heading}</h1>{children}</main>
    </div>
  );
}
