import { useState } from 'react';
import { Alert, Button, Card, Checkbox, Descriptions, Radio } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { CONFLICT_TYPES } from '@vermilion/domain';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import { Countdown } from './countdown.js';
import { Declining, useDeclining } from './declining.js';
import { ownSeat, panelStageOf } from './seat-standing.js';
import { useSeatStep } from './use-seat-step.js';

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  readonly left: () => void;
}

/** An invitation: what is asked, until when, what each answer means, and whether anything stands in the way. */
export function Invitation({ view, programme, left }: Props) {
  const { t } = useTexts('expert');
  return (
    <Card title={<h2>{t('invited')}</h2>} className="seat-card wider">
      <div className="seat-invitation">
        <div className="seat-stack">
          <Countdown view={view} standing="invited" />
          <Asked view={view} />
        </div>
        <div className="seat-stack answer">
          <Answer view={view} programme={programme} left={left} />
          <details className="seat-other">
            <summary>{t('decline.otherwise')}</summary>
            <Declining view={view} programme={programme} left={left} withConflict={false} />
          </details>
        </div>
        <Means view={view} programme={programme} />
      </div>
    </Card>
  );
}

/** What is to be judged, and from which seat. */
function Asked({ view }: Pick<Props, 'view'>) {
  const { t, read } = useTexts('expert');
  const seat = ownSeat(view);
  const of = view.panel?.seats.length ?? 0;
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        { key: 'what', label: t('what'), children: read(view.procedure.title) },
        { key: 'firm', label: t('firm'), children: read(view.applicant.name) },
        {
          key: 'seat',
          label: t('seat'),
          children: t('seat.yours', { seat: seat?.seat ?? '', of, category: t(`category.${seat?.category ?? ''}`) }),
        },
      ]}
    />
  );
}

/** What follows from each answer, and from none. */
function Means({ view, programme }: Pick<Props, 'view' | 'programme'>) {
  const { t } = useTexts('expert');
  const stage = panelStageOf(programme, view);
  const of = view.panel?.seats.length ?? 0;
  const figures = { of, items: stage?.rubric.items.length ?? 0, days: stage?.limit?.amount ?? 0 };
  return (
    <dl className="seat-means">
      {(['accept', 'marking', 'decline', 'silence'] as const).map((answer) => (
        <div key={answer}>
          <dt>{t(`means.${answer}`)}</dt>
          <dd>{t(`means.${answer}.follows`, answer === 'marking' ? figures : {})}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Whether one of the cases of avoidance is there: then the seat goes to somebody else, else it is signed for. */
function Answer({ view, programme, left }: Props) {
  const { t, read } = useTexts('expert');
  const [conflict, setConflict] = useState<boolean | null>(null);
  const wordsOf = new Map(programme.reasons.map(({ id, text }) => [id, text]));
  return (
    <section aria-labelledby="conflict" className="seat-stack">
      <h3 id="conflict">{t('conflict')}</h3>
      <ul className="seat-kinds">
        {CONFLICT_TYPES.map((type) => (
          <li key={type}>{read(wordsOf.get(type)) || type}</li>
        ))}
      </ul>
      <Radio.Group
        aria-labelledby="conflict"
        className="seat-choices"
        value={conflict}
        onChange={({ target }) => setConflict(target.value as boolean)}
        options={[
          { value: false, label: t('conflict.no') },
          { value: true, label: t('conflict.yes') },
        ]}
      />
      {conflict === true && <Recusing view={view} programme={programme} left={left} />}
      {conflict === false && <Signing view={view} />}
    </section>
  );
}

function Recusing(props: Props) {
  const { t } = useTexts('expert');
  const { conflict, decline, pending, error } = useDeclining(props);
  if (!conflict) return null;
  return (
    <>
      <p>{t('conflict.follows')}</p>
      {error && <ProblemAlert error={error} />}
      <Button danger type="primary" size="large" block loading={pending} onClick={() => decline(conflict.id)}>
        {t('conflict.declare')}
      </Button>
    </>
  );
}

/** The signature before the file opens. */
function Signing({ view }: Pick<Props, 'view'>) {
  const { t } = useTexts('expert');
  const [signed, sign] = useState(false);
  const [asked, setAsked] = useState(false);
  const { send, pending, error } = useSeatStep(view, 'accept-invitation');
  const accept = () => {
    setAsked(true);
    if (signed) send({ noConflict: true, confidentiality: true }).catch(() => undefined);
  };
  return (
    <>
      <Checkbox className="seat-sign" checked={signed} onChange={({ target }) => sign(target.checked)}>
        {t('confidential')}
      </Checkbox>
      {asked && !signed && <Alert type="warning" showIcon role="alert" title={t('confidential.missing')} />}
      {error && <ProblemAlert error={error} />}
      <Button type="primary" size="large" block loading={pending} onClick={accept}>
        {t('accept')}
      </Button>
    </>
  );
}
