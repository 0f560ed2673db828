// The second person's yes or no to what somebody else has asked for.
import { useState } from 'preact/hooks';
import { faultOf, tidy, type Missing } from '../hall/check_act';
import type { Console } from '../hall/console';
import { t } from '../text';
import { clockTime } from '../text/format';
import type { ActResult, Request } from '../wire/messages';
import type { Desk } from './desk';
import { Modal } from './dialogs';
import { Outcome } from './outcome';
import { Asked, requestTitle } from './requests';

interface Props { console: Console; desk: Desk; request: Request; yes: boolean }

export function DecideDialog({ console, desk, request, yes }: Props) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<Missing | ''>('');
  const [result, setResult] = useState<ActResult | 'sent' | undefined>();

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const fault = faultOf(reason);
    setMissing(fault ?? '');
    if (fault !== undefined) return;
    setResult('sent');
    void console.decide(request, yes, tidy(reason)).then(setResult);
  }

  const zone = console.hall.batch?.zone ?? 'UTC';
  return (
    <Modal heading={t('request.decide')} close={() => desk.close()}>
      <form method="dialog" onSubmit={submit}>
        <p class="target"><b>{requestTitle(request)}</b><br />{t('request.by', { by: request.by, time: clockTime(request.at, zone) })}</p>
        <div class="what"><Asked request={request} /></div>
        {result === undefined &&
          <label>{t('act.reason')}
            <textarea rows={3} autofocus value={reason} aria-invalid={missing !== ''} onInput={(event) => setReason(event.currentTarget.value)} /></label>}
        <p role="alert" class="fault">{missing !== '' && t(`act.missing.${missing}`)}</p>
        <Outcome console={console} kind={yes ? 'approve' : 'decline'} result={result} set={setResult} />
        <footer>
          <button type="button" onClick={() => desk.close()}>{t(result === undefined ? 'cancel' : 'close')}</button>
          {result === undefined && <button class={yes ? 'main' : 'main grave'}>{t(yes ? 'request.approve' : 'request.decline')}</button>}
        </footer>
      </form>
    </Modal>
  );
}
