import type { ReactNode } from 'react';
import type { UrgencyCounts } from '@vermilion/contracts';
import { URGENCIES } from '@vermilion/domain';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './charts.json';
import './charts.css';
import { casesIn, heatOf } from './shares.js';

addTexts('charts', texts);

interface Line {
  readonly key: string;
  readonly label: ReactNode;
  /** By the key of the column. */
  readonly cells: ReadonlyMap<string, UrgencyCounts>;
}

/** Limits by place and stage: a table whose cells say in words and figures what their colour says. */
export function Heat({
  caption,
  of,
  columns,
  lines,
}: {
  readonly caption: ReactNode;
  readonly of: string;
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly lines: readonly Line[];
}) {
  return (
    <figure className="chart">
      <figcaption>{caption}</figcaption>
      <div className="scroll" tabIndex={0} role="group" aria-label={of}>
        <table className="heat">
          <thead>
            <tr>
              <th scope="col">{of}</th>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, label, cells }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                {columns.map((column) => (
                  <Cell key={column.key} counts={cells.get(column.key)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Cell({ counts }: { readonly counts: UrgencyCounts | undefined }) {
  const { t } = useTexts('charts');
  const heat = counts ? heatOf(counts) : null;
  if (!counts || heat === null) return <td className="none">—</td>;
  return (
    <td className={heat}>
      <strong>{casesIn(counts)}</strong>
      {URGENCIES.filter((urgency) => counts[urgency] > 0).map((urgency) => (
        <span key={urgency}>
          {t(`urgency.${urgency}`)} {counts[urgency]}
        </span>
      ))}
    </td>
  );
}
