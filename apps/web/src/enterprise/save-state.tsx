import { Alert, Badge, Button } from 'antd';
import type { ProgrammeView } from '@vermilion/contracts';
import { Refused } from '../api/client.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import type { SaveState as State } from './saving.js';
import type { Draft } from './use-draft.js';

/** The time of day by the clock of this machine: what was saved here is remembered by it. */
const timeText = (at: number) => new Date(at).toLocaleTimeString('zh-CN', { hour12: false });

interface Props {
  readonly draft: Draft;
  readonly programme: ProgrammeView;
}

/** Says at any time whether what is on the page is safe, since when, and what to do where it is not. */
export function SaveState({ draft, programme }: Props) {
  const { t } = useTexts('enterprise');
  const { saving, rescuedAt, kept } = draft;
  return (
    <div aria-live="polite" className="save-state">
      <Now draft={draft} />
      {saving.problem && saving.state === 'refused' && (
        <ProblemAlert error={new Refused(saving.problem)} programme={programme} />
      )}
      {rescuedAt !== null && (
        <Alert
          type="info"
          showIcon
          closable
          title={t('rescued', { at: new Date(rescuedAt).toLocaleString('zh-CN') })}
        />
      )}
      {!kept && saving.state !== 'saved' && <Alert type="error" showIcon title={t('save.notKept')} />}
    </div>
  );
}

function Now({ draft }: { readonly draft: Draft }) {
  const { t } = useTexts('enterprise');
  const { state, savedAt } = draft.saving;
  switch (state) {
    case 'saved':
      return (
        <Badge
          status="success"
          text={savedAt === null ? t('save.unchanged') : t('save.saved', { at: timeText(savedAt) })}
        />
      );
    case 'changed':
      return <Badge status="warning" text={t('save.changed')} />;
    case 'saving':
      return <Badge status="processing" text={t('save.saving')} />;
    default:
      return <Trouble draft={draft} />;
  }
}

/** Where trying once more may help. Signing in again is offered above the page, and is noticed here. */
const AGAIN: ReadonlySet<State> = new Set(['offline', 'down', 'refused']);

/** What keeps it from being saved, where the text is meanwhile, and the way on. */
function Trouble({ draft }: { readonly draft: Draft }) {
  const { t } = useTexts('enterprise');
  const { state, failures } = draft.saving;
  const again = (
    <Button size="small" onClick={draft.resume}>
      {t('save.again')}
    </Button>
  );
  return (
    <Alert
      showIcon
      type={state === 'refused' ? 'error' : 'warning'}
      title={t(`save.${state}`, { failures })}
      action={AGAIN.has(state) && again}
    />
  );
}
