// What waits for a second person.
import type { Console } from '../hall/console';
import type { Hall } from '../hall/hall';
import { named, t } from '../text';
import { clockTime, scoresCode, span } from '../text/format';
import { visible } from '../text/visible';
import type { Card, Request } from '../wire/messages';
import type { Desk } from './desk';
import { upon } from './outcome';
import { Words } from './parts';

export function requestTitle(request: Request): string {
  const time = request.time > 0 ? ` ${t('request.time', { n: Math.round(request.time / 6_000) / 10 })}` : '';
  return `${named('act', request.kind)}${time} · ${upon(request.scope, request.target)}`;
}

/** What was asked for, and why. */
export function Asked({ request }: { request: Request }) {
  return (
    <>
      <Words text={request.reason} />
      {request.kind === 'regrade' && <p class="code">{t('request.code')} <b class="number"><bdi>{visible(scoresCode(request.target))}</bdi></b><br /><small>{t('request.compare')}</small></p>}
    </>
  );
}

function Item({ console, desk, request }: { console: Console; desk: Desk; request: Request }) {
  return (
    <li>
      <b>{requestTitle(request)}</b>
      <small>{t('request.by', { by: request.by, time: clockTime(request.at, console.hall.batch?.zone ?? 'UTC') })}</small>
      <Asked request={request} />
      {request.may_approve && !request.mine
        ? <span class="together">
            <button type="button" class="main" onClick={() => desk.open({ is: 'decide', request, yes: true })}>{t('request.approve')}</button>
            <button type="button" onClick={() => desk.open({ is: 'decide', request, yes: false })}>{t('request.decline')}</button>
          </span>
        : <small>{t(request.mine ? 'requests.mine' : 'requests.not_yours')}</small>}
    </li>
  );
}

export const outageWaits = (batch: Card | undefined): boolean => (batch?.outage_proposed ?? 0) > 0;

/** Whoever could give it back has to know of time that an outage cost everybody and that nobody was given back by itself. */
export function lossWaits({ batch, can }: Hall): boolean {
  const over = batch?.phase === 'closed' || batch?.phase === 'finalised';
  return !over && (batch?.outage_over_limit ?? 0) > 0 && can.includes('extend_batch');
}

function Loss({ console, desk }: { console: Console; desk: Desk }) {
  return (
    <li>
      <b>{t('requests.over_limit', { time: span(console.hall.batch?.outage_over_limit ?? 0) })}</b>
      <button type="button" class="main" onClick={() => desk.open({ is: 'act', kind: 'extend', scope: 'batch', target: '' })}>{t('act.extend')}…</button>
    </li>
  );
}

/** What the system itself has asked for: time that an outage has cost. */
function Outage({ console, desk }: { console: Console; desk: Desk }) {
  const { batch, can } = console.hall;
  return (
    <li>
      <b>{t('requests.outage', { time: span(batch?.outage_proposed ?? 0) })}</b>
      {can.includes('approve_outage')
        ? <button type="button" class="main" onClick={() => desk.open({ is: 'act', kind: 'approve_outage', scope: 'batch', target: '' })}>{t('act.approve_outage')}…</button>
        : <small>{t('requests.not_yours')}</small>}
    </li>
  );
}

export function Requests({ console, desk }: { console: Console; desk: Desk }) {
  const { requests, batch } = console.hall;
  const loss = lossWaits(console.hall);
  if (requests.length === 0 && !outageWaits(batch) && !loss) return <p class="empty">{t('requests.none')}</p>;
  return (
    <ul class="items">
      {loss && <Loss console={console} desk={desk} />}
      {outageWaits(batch) && <Outage console={console} desk={desk} />}
      {requests.map((request) => <Item key={request.request} console={console} desk={desk} request={request} />)}
    </ul>
  );
}
