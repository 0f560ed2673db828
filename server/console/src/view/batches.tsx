// Which batch to watch.
import type { Console } from '../hall/console';
import { t } from '../text';
import { dateTime, shortTime } from '../text/format';
import type { Card } from '../wire/messages';
import { useSource } from '../hall/source';
import { Foreign, Plain } from './parts';

function Choice({ card, choose }: { card: Card; choose: (code: string) => void }) {
  return (
    <li>
      <button type="button" class="card" onClick={() => choose(card.code)}>
        <strong><Foreign text={card.title} /></strong>
        <span class={`phase ${card.phase}`}>{t(`phase.${card.phase}`)}</span>
        <span><Foreign text={card.code} /> · <Foreign text={card.level} /></span>
        <span class="number">{t('batches.window', { from: dateTime(card.start, card.zone), to: shortTime(card.end, card.zone) })}</span>
      </button>
    </li>
  );
}

export function Batches({ console }: { console: Console }) {
  useSource(console.source);
  const batches = console.batches;
  return (
    <Plain heading={t('batches')}>
      {batches === undefined && <p>{t('sign_in.checking')}</p>}
      {batches?.length === 0 && <p>{t('batches.none')}</p>}
      <ul class="cards">{batches?.map((card) => <Choice key={card.code} card={card} choose={(code) => console.choose(code)} />)}</ul>
      <button type="button" class="quiet" onClick={() => console.signOut()}>{t('sign_out')}</button>
    </Plain>
  );
}
