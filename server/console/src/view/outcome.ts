// What became of an act, as a sentence.
import { named, t } from '../text';
import type { ActResult, Kind } from '../wire/messages';

export function resultText(kind: Kind | 'decide', result: ActResult): string {
  if (result.state === 'refused') return t('result.refused', { why: named('why', result.why) });
  if (result.state === 'awaiting_second') return t('result.awaiting_second', { request: result.request });
  return kind === 'incident' ? t('result.recorded') : t('result.applied', { n: result.affected });
}
