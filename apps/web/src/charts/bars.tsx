import type { ReactNode } from 'react';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './charts.json';
import './charts.css';
import { sharesOf, totalOf } from './shares.js';

addTexts('charts', texts);

/** What the parts of all bars stand for, in their order. */
export interface Measure {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
}

interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  /** One for each measure. */
  readonly values: readonly number[];
}

interface BarsProps {
  readonly caption: ReactNode;
  /** What stands at the head of the labels, for the table. */
  readonly of: string;
  readonly measures: readonly Measure[];
  readonly bars: readonly Bar[];
}

/** Bars beside their labels, each with its figures in words; the same as a table below. The bars themselves say nothing that is not written. */
export function Bars({ caption, of, measures, bars }: BarsProps) {
  const scale = Math.max(1, ...bars.map(({ values }) => totalOf(values)));
  return (
    <figure className="chart">
      <figcaption>{caption}</figcaption>
      {measures.length > 1 && <Legend measures={measures} />}
      <ul className="bars">
        {bars.map((bar) => (
          <OneBar key={bar.key} bar={bar} measures={measures} scale={scale} />
        ))}
      </ul>
      <AsTable of={of} measures={measures} bars={bars} />
    </figure>
  );
}

function OneBar({
  bar: { label, values },
  measures,
  scale,
}: {
  readonly bar: Bar;
  readonly measures: readonly Measure[];
  readonly scale: number;
}) {
  const said = measures.flatMap(({ name }, at) => ((values[at] ?? 0) > 0 ? [`${name} ${values[at] ?? 0}`] : []));
  return (
    <li>
      <span className="label">{label}</span>
      <BarDrawing values={values} colours={measures.map(({ colour }) => colour)} scale={scale} />
      <strong>{totalOf(values)}</strong>
      {measures.length > 1 && said.length > 0 && <span className="said">{said.join(' · ')}</span>}
    </li>
  );
}

/** The drawing of one bar. */
export function BarDrawing({
  values,
  colours,
  scale,
}: {
  readonly values: readonly number[];
  readonly colours: readonly string[];
  readonly scale: number;
}) {
  return (
    <svg className="bar" aria-hidden="true">
      <rect className="track" width="100%" height="100%" rx={3} />
      {sharesOf(values, scale).map(({ from, width }, at) =>
        width > 0 ? (
          <rect key={colours[at]} x={`${from}%`} width={`${width}%`} height="100%" fill={colours[at]} />
        ) : null,
      )}
    </svg>
  );
}

/** Which colour stands for what. */
function Legend({ measures }: { readonly measures: readonly Measure[] }) {
  return (
    <ul className="legend">
      {measures.map(({ key, name, colour }) => (
        <li key={key}>
          <svg width={12} height={12} aria-hidden="true">
            <rect width={12} height={12} rx={2} fill={colour} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

function AsTable({ of, measures, bars }: Omit<BarsProps, 'caption'>) {
  const { t } = useTexts('charts');
  return (
    <details>
      <summary>{t('asTable')}</summary>
      <div className="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">{of}</th>
              {measures.map(({ key, name }) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.map(({ key, label, values }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                {measures.map((measure, at) => (
                  <td key={measure.key}>{values[at] ?? 0}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
