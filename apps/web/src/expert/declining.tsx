import { useState } from 'react';
import { Alert, Button, Radio } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { ProblemAlert } from '../kit/problem-alert.js';
import { reasonsFor } from '../review/reasons.js';
import { useTexts } from '../texts/texts.js';
import { panelStageOf } from './seat-standing.js';
import { useSeatStep } from './use-seat-step.js';

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  /** The seat has been given back. */
  readonly left: () => void;
}

const STEP = 'decline-invitation';

/** The reasons by which an expert may leave: those that bar from the case for good, and the others. */
export function useDeclining({ view, programme, left }: Props) {
  const { send, pending, error } = useSeatStep(view, STEP);
  const stage = panelStageOf(programme, view);
  const bars = new Set((stage?.declineReasons ?? []).flatMap(({ id, recuses }) => (recuses ? [id] : [])));
  const reasons = reasonsFor(STEP, 'reason', view, programme);
  return {
    conflict: reasons.find(({ id }) => bars.has(id)),
    others: reasons.filter(({ id }) => !bars.has(id)),
    reasons,
    decline: (reason: string) => void send({ reason }).then(left, () => undefined),
    pending,
    error,
  };
}

/** Giving the seat back for a reason of the procedure; chosen and then pressed, since nobody can take it back. */
export function Declining(props: Props & { readonly withConflict: boolean }) {
  const { t, read } = useTexts('expert');
  const { others, reasons, decline, pending, error } = useDeclining(props);
  const [reason, choose] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  return (
    <div className="seat-stack">
      <p>{t('decline.follows')}</p>
      <Radio.Group
        aria-label={t('decline.reason')}
        className="seat-choices"
        value={reason}
        onChange={({ target }) => choose(target.value as string)}
        options={(props.withConflict ? reasons : others).map(({ id, text }) => ({ value: id, label: read(text) }))}
      />
      {asked && reason === null && <Alert type="warning" showIcon role="alert" title={t('decline.reasonMissing')} />}
      {error && <ProblemAlert error={error} />}
      <Button
        danger
        size="large"
        loading={pending}
        onClick={() => {
          setAsked(true);
          if (reason !== null) decline(reason);
        }}
      >
        {t('decline')}
      </Button>
    </div>
  );
}
