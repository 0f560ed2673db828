// What waits for a second person.
import type { Console } from '../hall/console';
import { named, t } from '../text';
import { clockTime } from '../text/format';
import type { Request } from '../wire/messages';
import type { Desk } from './desk';
import { upon } from './outcome';
import { Words } from './parts';

export function requestTitle(request: Request): string {
  const time = request.time > 0 ? ` ${t('request.time', { n: Math.round(request.time / 6_000) / 10 })}` : '';
  return `${named('act', request.kind)}${time} · ${upon(request.scope, request.target)}`;
}

function Item({ console, desk, request }: { console: Console; desk: Desk; request: Request }) {
  return (
    <li>
      <b>{requestTitle(request)}</b>
      <small>{t('request.by', { by: request.by, time: clockTime(request.at, console.hall.batch?.zone ?? 'UTC') })}</small>
      <Words text={request.reason} />
      {request.may_approve && !request.mine
        ? <span class="together">
            <button type="button" class="main" onClick={() => desk.open({ is: 'decide', request, yes: true })}>{t('request.approve')}</button>
            <button type="button" onClick={() => desk.open({ is: 'decide', request, yes: false })}>{t('request.decline')}</button>
          </span>
        : <small>{t(request.mine ? 'requests.mine' : 'requests.not_yours')}</small>}
    </li>
  );
}

export function Requests({ console, desk }: { console: Console; desk: Desk }) {
  const { requests } = console.hall;
  if (requests.length === 0) return <p class="empty">{t('requests.none')}</p>;
  return <ul class="items">{requests.map((request) => <Item key={request.request} console={console} desk={desk} request={request} />)}</ul>;
}
