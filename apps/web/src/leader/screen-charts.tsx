import type { DistrictStanding, RoundBoard } from '@vermilion/contracts';
import { casesIn } from '../charts/shares.js';
import { BarDrawing } from '../charts/bars.js';
import { valuesOf } from '../charts/urgency.js';
import { useTexts } from '../texts/texts.js';

/** Lights on the dark wall: red, yellow, green, and grey where no limit runs. Each stands beside its word. */
const LIGHTS = ['#ff4d3d', '#ffc53d', '#5fd068', '#8d8078'];
const AWARDED = '#f0c987';
const OTHER_END = '#6b5650';

/** Cases by stage, with how they stand; below, how the others have ended. */
export function ScreenStages({ board: { stages, ended } }: { readonly board: RoundBoard }) {
  const { t, read } = useTexts('leader');
  const scale = Math.max(1, ...stages.map(({ counts }) => casesIn(counts)), ...ended.map(({ cases }) => cases));
  return (
    <section aria-label={t('screen.stages')}>
      <h2>{t('screen.stages')}</h2>
      <ul className="rows">
        {stages.map(({ stage, counts }) => (
          <li key={stage.id} className={casesIn(counts) === 0 ? 'empty' : ''}>
            <span className="name">{read(stage.title)}</span>
            <BarDrawing values={valuesOf(counts)} colours={LIGHTS} scale={scale} />
            <strong>{casesIn(counts)}</strong>
            <span className="words">
              {counts.overdue > 0 && <em className="overdue">{t('screen.late', { cases: counts.overdue })}</em>}
              {counts.soon > 0 && <em className="soon">{t('screen.soon', { cases: counts.soon })}</em>}
            </span>
          </li>
        ))}
        {ended.map(({ outcome, cases }) => (
          <li key={outcome} className="ended">
            <span className="name">{t(`outcome.${outcome}`)}</span>
            <BarDrawing values={[cases]} colours={[outcome === 'awarded' ? AWARDED : OTHER_END]} scale={scale} />
            <strong>{cases}</strong>
            <span className="words" />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The districts side by side: how many under way and how they stand, how many over, how many titled. */
export function ScreenDistricts({ districts }: { readonly districts: readonly DistrictStanding[] }) {
  const { t, read } = useTexts('leader');
  const scale = Math.max(1, ...districts.map(({ cases }) => cases));
  const sorted = districts.toSorted((one, other) => other.cases - one.cases);
  return (
    <section aria-label={t('screen.districts')}>
      <h2>{t('screen.districts')}</h2>
      <ul className="rows districts">
        {sorted.map(({ district, cases, running, counts, awarded }) => (
          <li key={district.code} className={cases === 0 ? 'empty' : ''}>
            <span className="name">{read(district.name)}</span>
            <BarDrawing
              values={[...valuesOf(counts), awarded, cases - running - awarded]}
              colours={[...LIGHTS, AWARDED, OTHER_END]}
              scale={scale}
            />
            <strong>{cases}</strong>
            <span className="words">
              {counts.overdue > 0 && <em className="overdue">{t('screen.late', { cases: counts.overdue })}</em>}
              {awarded > 0 && <em className="gold">{t('screen.awarded', { cases: awarded })}</em>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
