import { lazy, Suspense } from 'react';
import { useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { DrawView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { DrawCandidates, DrawSeats } from './draw-lists.js';
import { PrintButton } from './print-button.js';
import { Told } from './told.js';

/** Only who reads of a draw needs what draws again. */
const DrawChecks = lazy(async () => ({ default: (await import('./draw-checks.js')).DrawChecks }));

/** A draw that anybody can do again: what went in, the seed, what came out, and the same computed by this browser. */
export function DrawPage() {
  const { id = '' } = useParams({ strict: false });
  const found = useQuery({ queryKey: ['draw', id], queryFn: () => ask<DrawView>('GET', `draws/${id}`) });
  return <Told query={found}>{(draw) => <Draw draw={draw} />}</Told>;
}

function Draw({ draw }: { readonly draw: DrawView }) {
  const { t, read } = useTexts('public');
  return (
    <>
      <h1>{t('draw', { id: draw.id })}</h1>
      <p className="lead">{t('draw.lead')}</p>
      <Suspense fallback={<p role="status">{t('loading')}</p>}>
        <DrawChecks key={draw.id} draw={draw} />
      </Suspense>
      <ol className="story">
        <Frozen draw={draw} />
        <Seeded draw={draw} />
        <Seated draw={draw} />
      </ol>
      <details className="card">
        <summary>{t('draw.byYourself')}</summary>
        <p>{read(draw.verification.text)}</p>
        <pre>
          <code>{draw.verification.command}</code>
        </pre>
        <p>
          <a href={`/api/v1/draws/${draw.id}`}>{t('draw.data')}</a>
        </p>
      </details>
      <p className="act no-print">
        <PrintButton />
      </p>
    </>
  );
}

function Frozen({ draw }: { readonly draw: DrawView }) {
  const { t, language } = useTexts('public');
  const left = Object.values(draw.excluded).reduce((sum, count) => sum + count, 0);
  return (
    <li className="card">
      <h2>{t('draw.step.pool')}</h2>
      <p>{t('draw.pool.why', { at: instantText(draw.frozenAt, language), count: draw.candidates.length, left })}</p>
      <Print label={t('draw.pool')} text={draw.poolHash} />
      <details>
        <summary>{t('draw.candidates', { count: draw.candidates.length })}</summary>
        <DrawCandidates candidates={draw.candidates} />
      </details>
    </li>
  );
}

function Seeded({ draw: { seed, drawnAt } }: { readonly draw: DrawView }) {
  const { t, language } = useTexts('public');
  return (
    <li className="card">
      <h2>{t('draw.step.seed')}</h2>
      {seed === null || drawnAt === null ? (
        <p>{t('draw.notYet')}</p>
      ) : (
        <>
          <p>{t('draw.seed.why', { at: instantText(drawnAt, language) })}</p>
          <Print label={t('draw.seed')} text={seed} />
        </>
      )}
    </li>
  );
}

function Seated({ draw }: { readonly draw: DrawView }) {
  const { t } = useTexts('public');
  return (
    <li className="card">
      <h2>{t('draw.step.seats')}</h2>
      {draw.seats.length === 0 ? (
        <p>{t('draw.notYet')}</p>
      ) : (
        <>
          <p>{t('draw.seats.why', { seats: draw.seats.length, redraws: draw.redraws ?? 0 })}</p>
          <DrawSeats draw={draw} />
        </>
      )}
    </li>
  );
}

function Print({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <p className="print">
      <span>{label}</span> <code>{text}</code>
    </p>
  );
}
