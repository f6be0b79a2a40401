import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { Skeleton } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import type { Rubric } from '@vermilion/domain';
import { useTexts } from '../texts/texts.js';
import { Marking, useMarks } from './marking.js';
import { Progress } from './progress.js';

const SeatFile = lazy(async () => ({ default: (await import('./seat-file.js')).SeatFile }));

const SIDES = ['file', 'rubric'] as const;
type Side = (typeof SIDES)[number];

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  readonly rubric: Rubric;
  /** The marks have been submitted. */
  readonly done: () => void;
  /** What is said above the rubric and below it: the date, and the way out. */
  readonly children: readonly [ReactNode, ReactNode];
}

/** The file on the left, the rubric on the right; where there is room for one only, a bar changes between them and says how far the marks are. */
export function SeatDesk({ view, programme, rubric, done, children }: Props) {
  const { t } = useTexts('expert');
  const entered = useMarks(view, rubric);
  const { side, show } = useSides();
  const [date, wayOut] = children;
  return (
    <div className="seat" data-side={side}>
      <section className="seat-file" aria-label={t('side.file')}>
        <Suspense fallback={<Skeleton active />}>
          <SeatFile view={view} programme={programme} />
        </Suspense>
      </section>
      <section className="seat-rubric" aria-labelledby="rubric">
        <div className="seat-rubric-head">
          <h2 id="rubric">{t('rubric')}</h2>
          <Progress {...entered.progress} />
        </div>
        {date}
        <Marking view={view} programme={programme} rubric={rubric} entered={entered} done={done} />
        {wayOut}
      </section>
      <div className="seat-bar" role="group" aria-label={t('bar')}>
        <Progress {...entered.progress} />
        <div className="seat-sides">
          {SIDES.map((one) => (
            <button key={one} type="button" aria-pressed={side === one} onClick={() => show(one)}>
              {t(`side.${one}`)}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Which side is in front on a small screen; each is found again where it was left. */
function useSides() {
  const [side, setSide] = useState<Side>('rubric');
  const scrolled = useRef<{ [one in Side]?: number }>({});
  const show = (next: Side) => {
    if (next === side) return;
    scrolled.current[side] = window.scrollY;
    setSide(next);
    requestAnimationFrame(() => window.scrollTo({ top: scrolled.current[next] ?? 0 }));
  };
  return { side, show };
}
