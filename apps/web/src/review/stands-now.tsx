import { Alert } from 'antd';
import type { CaseView, StepList } from '@vermilion/contracts';
import type { Refused } from '../api/client.js';
import { useTexts } from '../texts/texts.js';
import type { Consequence } from './consequences.js';
import { Follows } from './follows.js';

interface Props {
  readonly refusal: Refused;
  /** The case and what is open to me in it, both as they are by now. */
  readonly view: CaseView;
  readonly items: StepList['items'];
  /** Whether the step that I wanted is still among them. */
  readonly open: boolean;
  /** What would follow from it now. */
  readonly follows: Consequence | null;
}

/** Somebody was first: who and with what, where the case is now, and what I may do with it from here. What was entered stays. */
export function StandsNow({ refusal, view, items, open, follows }: Props) {
  const { t, read, language } = useTexts('review');
  const { title, detail } = language === 'en' ? refusal.problem.en : refusal.problem;
  const holder = view.holder?.organisation
    ? read(view.holder.organisation.name)
    : t(`holder.${view.holder?.kind ?? 'none'}`);
  const now =
    view.outcome === null
      ? t('standsNow', { stage: read(view.stage?.title), holder })
      : t('standsNow.over', { outcome: t(`outcome.${view.outcome}`) });
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      style={{ marginTop: 12 }}
      title={title}
      description={
        <>
          <p>{detail}</p>
          <p>
            <strong>{now}</strong>
          </p>
          {open ? (
            <p>
              {t('standsNow.open')} {follows && <Follows follows={follows} />}
            </p>
          ) : (
            <Instead items={items} />
          )}
        </>
      }
    />
  );
}

/** The step is gone: what there is instead, if anything. */
function Instead({ items }: { readonly items: StepList['items'] }) {
  const { t, read } = useTexts('review');
  const steps = items.map(({ title }) => read(title)).join(t('listed'));
  return (
    <>
      <p>{t('standsNow.shut')}</p>
      <p>{items.length === 0 ? t('steps.none') : t('standsNow.instead', { steps })}</p>
    </>
  );
}
