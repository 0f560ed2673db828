// What the views of the hall share besides the hall itself: which view is open, which dialog, which panel.
import { Source } from '../hall/source';
import type { Kind, Request, Scope } from '../wire/messages';

export type View = 'list' | 'plan' | 'report';
export type Tab = 'calls' | 'requests' | 'incidents' | 'charts' | 'sent' | 'deeds';
export type Dialog =
  | { is: 'act'; kind: Kind; scope: Scope; target: string }
  | { is: 'decide'; request: Request; yes: boolean };

export class Desk {
  readonly source = new Source();
  view: View = 'list';
  tab: Tab = 'calls';
  dialog: Dialog | undefined;
  private opener: Element | null = null;

  show(view: View): void {
    this.view = view;
    this.source.changed();
  }

  turnTo(tab: Tab): void {
    this.tab = tab;
    this.source.changed();
  }

  open(dialog: Dialog): void {
    this.opener = document.activeElement;
    this.dialog = dialog;
    this.source.changed();
  }

  /** The focus goes back to where the dialog was opened from. */
  close(): void {
    this.dialog = undefined;
    this.source.changed();
    const opener = this.opener;
    setTimeout(() => opener instanceof HTMLElement && opener.isConnected && opener.focus());
  }
}
