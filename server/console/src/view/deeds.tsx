// Who did what in this batch: all acts of staff that this account may see, whoever did them and from wherever.
import { useEffect } from 'preact/hooks';
import type { Console } from '../hall/console';
import { named, t } from '../text';
import { clockTime, span } from '../text/format';
import type { Deed } from '../wire/messages';
import { upon } from './outcome';
import { Foreign, Words } from './parts';

/** Noted of what was not allowed. */
const kTried: readonly string[] = ['forbidden', 'outside_grants'];

function Item({ deed, zone }: { deed: Deed; zone: string }) {
  return (
    <li class={kTried.includes(deed.act) ? 'refused' : ''}>
      <span>
        <b>{named('act', deed.act)}</b>{deed.time > 0 && ` ${span(deed.time)}`} · {upon(deed.scope, deed.target)}
        {deed.affected > 0 && <small> {t('deeds.affected', { n: deed.affected })}</small>}
      </span>
      <small class="number">{clockTime(deed.at, zone)} · <Foreign text={deed.by} longest={40} /></small>
      {deed.text !== '' && <Words text={deed.text} />}
    </li>
  );
}

export function Deeds({ console }: { console: Console }) {
  const { deeds, batch, loading } = console.hall;
  useEffect(() => {
    if (deeds === undefined && !loading) console.deeds();
  }, [deeds === undefined, loading]);
  if (deeds === undefined || (deeds.loading && deeds.all.length === 0)) return <p class="empty">{t('deeds.loading')}</p>;
  if (deeds.all.length === 0) return <p class="empty">{t('deeds.none')}</p>;
  return (
    <>
      <ul class="items">{deeds.all.map((deed, at) => <Item key={deeds.all.length - at} deed={deed} zone={batch?.zone ?? 'UTC'} />).reverse()}</ul>
      {deeds.more && <button type="button" class="wide" disabled={deeds.loading} onClick={() => console.deeds()}>{t('deeds.older')}</button>}
    </>
  );
}
