import { useEffect } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { RoundBoard, RoundView } from '@vermilion/contracts';
import { URGENCIES } from '@vermilion/domain';
import { ask, Refused } from '../api/client.js';
import { casesIn, sumOf } from '../charts/shares.js';
import { instantText } from '../kit/dates.js';
import { signInAddress } from '../shell/session.js';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './leader.json';
import { ScreenDates, ScreenEvents } from './screen-lists.js';
import { ScreenDistricts, ScreenStages } from './screen-charts.js';
import './screen.css';
import { useBoard } from './use-board.js';

addTexts('leader', texts);

/** The round on a wall: to be read from afar, without a hand on it. No person's data. */
export function ScreenPage() {
  const { t } = useTexts('leader');
  const { id = '' } = useParams({ strict: false });
  const board = useBoard(id);
  const round = useQuery({
    queryKey: ['rounds', id],
    queryFn: () => ask<RoundView>('GET', `rounds/${id}`),
    refetchInterval: 30_000,
  });
  const stranger = board.error instanceof Refused && board.error.problem.status === 401;
  useEffect(() => {
    if (stranger) location.assign(signInAddress());
  }, [stranger]);
  if (board.data && round.data)
    return <Wall board={board.data} round={round.data} at={board.dataUpdatedAt} lost={board.isError} />;
  return (
    <main className="screen waiting">
      <p role="status">{t(board.error ? 'screen.none' : 'screen.loading')}</p>
    </main>
  );
}

interface WallProps {
  readonly board: RoundBoard;
  readonly round: RoundView;
  readonly at: number;
  readonly lost: boolean;
}

function Wall({ board, round, at, lost }: WallProps) {
  const { t } = useTexts('leader');
  return (
    <main className="screen">
      <Head board={board} round={round} at={at} lost={lost} />
      <Figures board={board} round={round} />
      <div className="panes">
        <ScreenStages board={board} />
        <ScreenDates dates={board.dates} now={board.asOf} />
        <ScreenDistricts districts={board.districts} />
        <ScreenEvents events={board.events} />
      </div>
      <footer>
        <ul className="key" aria-label={t('screen.key')}>
          {[...URGENCIES, 'awarded', 'ended'].map((kind) => (
            <li key={kind} className={kind}>
              {t(`screen.key.${kind}`)}
            </li>
          ))}
        </ul>
        <span>
          <Link to="/rounds/$id" params={{ id: round.id }}>
            {t('screen.back')}
          </Link>
          <button type="button" onClick={() => void wholeScreen()}>
            {t('screen.whole')}
          </button>
        </span>
      </footer>
    </main>
  );
}

async function wholeScreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen();
}

/** What it is, in which phase, and as of when: a board that has stopped must not look as if it ran. */
function Head({ board, round, at, lost }: WallProps) {
  const { t, read, language } = useTexts('leader');
  const seen = instantText(new Date(at).toISOString(), language);
  return (
    <header>
      <div>
        <h1>{t('round', { title: read(round.procedure.title), year: round.terms?.year ?? '' })}</h1>
        <p className="phase">{t('screen.phase', { phase: t(`phase.${round.phase}`) })}</p>
      </div>
      <div className="as-of" role="status">
        <p>
          <strong>{t('screen.asOf', { at: instantText(board.asOf, language) })}</strong>
        </p>
        <p className={lost ? 'lost' : ''}>{t(lost ? 'screen.lost' : 'screen.live', { at: seen })}</p>
      </div>
    </header>
  );
}

function Figures({ board, round }: Pick<WallProps, 'board' | 'round'>) {
  const { t } = useTexts('leader');
  const counts = sumOf(board.stages.map((stage) => stage.counts));
  const ended = new Map(board.ended.map(({ outcome, cases }) => [outcome, cases]));
  const over = board.ended.reduce((sum, { cases }) => sum + cases, 0);
  const figures = [
    ['total', casesIn(counts) + over, ''],
    ['running', casesIn(counts), ''],
    ['overdue', counts.overdue, counts.overdue > 0 ? 'overdue' : ''],
    ['soon', counts.soon, counts.soon > 0 ? 'soon' : ''],
    ['later', counts.later, 'later'],
    ['quota', round.terms?.quota ?? 0, 'gold'],
    ['awarded', ended.get('awarded') ?? 0, 'gold'],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([key, value, tone]) => (
        <div key={key} className={tone}>
          <dt>{t(`screen.figure.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
