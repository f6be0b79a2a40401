import { lazy, Suspense, useState } from 'react';
import { Card, Result, Skeleton } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { Refused } from '../api/client.js';
import { useCase, useProgramme } from '../api/cases.js';
import { Loaded } from '../kit/page-state.js';
import reviewTexts from '../review/review.json';
import { NextTask } from '../review/next-task.js';
import { addTexts, useTexts } from '../texts/texts.js';
import { Countdown } from './countdown.js';
import { Declining } from './declining.js';
import texts from './expert.json';
import './expert.css';
import { Invitation } from './invitation.js';
import { SeatDesk } from './seat-desk.js';
import { ownSeat, panelStageOf, seatStanding, type SeatStanding } from './seat-standing.js';

addTexts('expert', texts);
// The words of a date's explanation, of a form, and of the next task.
addTexts('review', reviewTexts);

const SeatFile = lazy(async () => ({ default: (await import('./seat-file.js')).SeatFile }));
const Outcome = lazy(async () => ({ default: (await import('./outcome.js')).Outcome }));

/** One seat of an expert: the invitation, the file beside the rubric, and what is to be known afterwards. */
export function SeatPage() {
  const { id } = useParams({ strict: false });
  return <OfCase key={id} id={id ?? ''} />;
}

function OfCase({ id }: { readonly id: string }) {
  const found = useCase(id);
  const programme = useProgramme(found.data?.procedure).data;
  const [done, setDone] = useState<Done | null>(null);
  const closed = found.error instanceof Refused && found.error.problem.status === 404;
  if (done === 'declined') return <Closed id={id} why="declined" />;
  if (closed) return <Closed id={id} why={done ?? (isMarked(found.data) ? 'marked' : 'gone')} />;
  return (
    <Loaded query={found}>
      {(view) => (programme ? <Seat view={view} programme={programme} done={setDone} /> : <Skeleton active />)}
    </Loaded>
  );
}

/** What the expert has just done with the seat. */
type Done = 'declined' | 'marked';

function isMarked(view: CaseView | undefined): boolean {
  return view !== undefined && ownSeat(view)?.status === 'marked';
}

/** With the seat, or with the panel, the case closes to an expert: why, and where the next one is. */
function Closed({ id, why }: { readonly id: string; readonly why: Done | 'gone' }) {
  const { t } = useTexts('expert');
  return (
    <>
      <Result
        status={why === 'gone' ? 'info' : 'success'}
        title={<h1 className="seat-heading">{t(`closed.${why}`)}</h1>}
        subTitle={t(`closed.${why}.means`)}
        extra={<Link to="/desk">{t('toDesk')}</Link>}
      />
      {why !== 'gone' && <NextTask after={id} />}
    </>
  );
}

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  readonly done: (what: Done) => void;
}

function Seat({ view, programme, done }: Props) {
  const left = () => done('declined');
  const stage = panelStageOf(programme, view);
  const standing = seatStanding(view, stage?.id);
  if (standing === 'gone') return <Closed id={view.id} why="gone" />;
  return (
    <>
      <Heading view={view} />
      {standing === 'invited' && <Invitation view={view} programme={programme} left={left} />}
      {standing === 'accepted' && stage && (
        <SeatDesk view={view} programme={programme} rubric={stage.rubric} done={() => done('marked')}>
          <Countdown view={view} standing={standing} />
          <details className="seat-other">
            <summary>{<Leaving />}</summary>
            <Declining view={view} programme={programme} left={left} withConflict />
          </details>
        </SeatDesk>
      )}
      {standing !== 'invited' && standing !== 'accepted' && (
        <Afterwards view={view} programme={programme} standing={standing} />
      )}
    </>
  );
}

function Leaving() {
  const { t } = useTexts('expert');
  return t('leave');
}

/** Whose workshop it is, and which seat. */
function Heading({ view }: Pick<Props, 'view'>) {
  const { t, read } = useTexts('expert');
  const seat = ownSeat(view);
  return (
    <header className="seat-head">
      <h1 className="seat-heading">{view.workshopName ?? view.id}</h1>
      <p className="quiet">
        {t('head', {
          firm: read(view.applicant.name),
          id: view.id,
          seat: seat?.seat ?? '',
          category: t(`category.${seat?.category ?? ''}`),
        })}
      </p>
    </header>
  );
}

/** The marks are in, or the panel is done: what the expert may know of it, and the file to look at once more. */
function Afterwards({ view, programme, standing }: Omit<Props, 'done'> & { readonly standing: SeatStanding }) {
  const { t } = useTexts('expert');
  const of = view.panel?.seats.length ?? 0;
  return (
    <div className="seat-stack">
      <Card className="seat-card" title={<h2>{t(`after.${standing}`)}</h2>}>
        <div className="seat-stack">
          <p>{t(`after.${standing}.means`, { of })}</p>
          {(standing === 'sealed' || standing === 'minute') && <Countdown view={view} standing={standing} />}
          {view.panel?.result && (
            <Suspense fallback={<Skeleton active />}>
              <Outcome view={view} programme={programme} />
            </Suspense>
          )}
        </div>
      </Card>
      {standing === 'sealed' && <NextTask after={view.id} />}
      <details className="seat-other">
        <summary>{t('file')}</summary>
        <Suspense fallback={<Skeleton active />}>
          <SeatFile view={view} programme={programme} />
        </Suspense>
      </details>
    </div>
  );
}
