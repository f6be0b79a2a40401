import type { RoundView } from '@vermilion/contracts';
import { useTexts } from '../texts/texts.js';
import { lineOfMarks } from './firmness.js';

const HEIGHT = 96;
const BASE = 66;
const RADIUS = 11;

/** All marks on one line, with the cut. What it shows stands in the table below, in words and figures. */
export function MarkLine({ ranking }: { readonly ranking: NonNullable<RoundView['ranking']> }) {
  const { t } = useTexts('leader');
  const { from, to, dots, cut } = lineOfMarks(ranking);
  return (
    <svg width="100%" height={HEIGHT} aria-hidden="true" style={{ overflow: 'visible', marginBlock: 8 }}>
      <line x1="0%" x2="100%" y1={BASE + 14} y2={BASE + 14} stroke="#8c8c8c" />
      <text x="0%" y={HEIGHT} fontSize={12} fill="#595959">
        {from}
      </text>
      <text x="100%" y={HEIGHT} fontSize={12} fill="#595959" textAnchor="end">
        {to}
      </text>
      {cut !== null && (
        <>
          <line
            x1={`${cut}%`}
            x2={`${cut}%`}
            y1={14}
            y2={BASE + 20}
            stroke="#b22c1e"
            strokeWidth={2}
            strokeDasharray="5 3"
          />
          <text x={`${cut}%`} y={10} fontSize={12} fontWeight={700} fill="#b22c1e" textAnchor="middle">
            {t('cut.line')}
          </text>
        </>
      )}
      {dots.map(({ caseId, rank, along, level, within }) => (
        <g key={caseId}>
          <circle
            cx={`${along}%`}
            cy={BASE - level * (RADIUS * 2 + 1)}
            r={RADIUS}
            fill={within ? '#b22c1e' : '#fff'}
            stroke={within ? '#7d1d12' : '#8c8c8c'}
            strokeWidth={1.5}
          />
          <text
            x={`${along}%`}
            y={BASE - level * (RADIUS * 2 + 1) + 4}
            fontSize={12}
            fontWeight={700}
            textAnchor="middle"
            fill={within ? '#fff' : '#1f1f1f'}
          >
            {rank}
          </text>
        </g>
      ))}
    </svg>
  );
}
