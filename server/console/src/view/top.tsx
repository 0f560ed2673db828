// Which batch, how long still, how old the picture is, and the line to the server.
import type { Console } from '../hall/console';
import { useSource, useTick } from '../hall/source';
import { t } from '../text';
import { clockTime, span } from '../text/format';
import type { Card } from '../wire/messages';
import { ActMenu } from './act_menu';
import type { Desk } from './desk';
import { Foreign, LanguageSwitch, ThemeSwitch } from './parts';

function Remaining({ batch, now }: { batch: Card; now: number }) {
  const before = now < batch.start;
  if (!before && now > batch.end) return null;
  return (
    <span class="remaining">
      {t(before ? 'clock.starts_in' : 'clock.ends_in')} <b class="number">{span((before ? batch.start : batch.end) - now)}</b>
    </span>
  );
}

function Age({ console }: { console: Console }) {
  useTick(200);
  const { hall, clock } = console;
  if (hall.asOf === 0) return null;
  const age = Math.max(0, clock.now() - hall.asOf) / 1_000;
  const time = clockTime(hall.asOf, hall.batch?.zone ?? 'UTC');
  const old = console.line.is !== 'open'; // a banner says so, and the place is needed
  return (
    <span class={age > 5 ? 'age old' : 'age'} title={t('line.trip', { n: Math.round(console.trip) })}>
      {old ? t('line.as_of_short', { time }) : t('line.as_of', { time, age: age < 99 ? age.toFixed(1) : String(Math.round(age)) })}
    </span>
  );
}

function Line({ console }: { console: Console }) {
  useTick(500);
  const { line } = console;
  const wait = line.is === 'waiting' ? Math.max(0, Math.ceil((line.until - performance.now()) / 1_000)) : 0;
  return (
    <span class={`line ${line.is}`} role="status">
      {line.is === 'waiting' ? t('line.waiting', { n: wait }) : t(`line.${line.is}`)}
      {line.is === 'waiting' && <button type="button" onClick={() => console.reconnect()}>{t('line.now')}</button>}
    </span>
  );
}

export function Top({ console, desk }: { console: Console; desk: Desk }) {
  useSource(console.source);
  useTick(1_000);
  const { batch } = console.hall;
  return (
    <header class="top">
      {(console.batches?.length ?? 0) > 1 &&
        <button type="button" class="quiet" onClick={() => console.choose('')}>‹ {t('batches.back')}</button>}
      <h1>{batch !== undefined && <Foreign text={batch.title} />}</h1>
      {batch !== undefined && <span class={`phase ${batch.phase}`}>{t(`phase.${batch.phase}`)}</span>}
      {batch !== undefined && <Remaining batch={batch} now={console.clock.now()} />}
      <span class="gap" />
      <Age console={console} />
      <Line console={console} />
      <ActMenu console={console} desk={desk} scope="batch" target="" label={t('act.menu.batch')} />
      <LanguageSwitch />
      <ThemeSwitch />
      <button type="button" class="quiet" title={console.account.account} onClick={() => console.signOut()}>
        <Foreign text={console.account.name} longest={24} /> · {t('sign_out')}
      </button>
    </header>
  );
}
