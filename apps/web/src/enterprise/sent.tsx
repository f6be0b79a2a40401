import { lazy, Suspense } from 'react';
import { Card, Skeleton } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { SubmissionReceipt } from '../papers/receipt.js';
import review from '../review/review.json';
import { addTexts, useTexts } from '../texts/texts.js';

addTexts('review', review);

const FormContent = lazy(async () => ({ default: (await import('../review/form-content.js')).FormContent }));

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
}

/** In the place of the form once it is with the office: the receipt, and what was sent, which nobody of the firm can change any more. */
export function Sent({ view, programme }: Props) {
  const { t } = useTexts('enterprise');
  return (
    <>
      <Card size="small" style={{ marginBottom: 16 }}>
        <SubmissionReceipt id={view.id} />
      </Card>
      <Card size="small" title={t('sent')}>
        <Suspense fallback={<Skeleton active />}>
          <FormContent programme={programme} view={view} />
        </Suspense>
      </Card>
    </>
  );
}
