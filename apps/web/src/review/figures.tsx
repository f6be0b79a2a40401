import { Tag } from 'antd';
import type { ProgrammeView } from '@vermilion/contracts';
import { computeFigure, meets, valueAt, type Figure, type Form, type Gate } from '@vermilion/domain';
import { gatesOf } from '../kit/fields.js';
import { BAD, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

interface Props {
  readonly programme: ProgrammeView;
  readonly form: Form;
}

/** The rates as they were declared beside those that the equipment list gives, computed once more; a difference is told in words and by how much. */
export function Figures({ programme, form }: Props) {
  const { t } = useTexts('review');
  const gates = gatesOf(programme);
  if (gates.length === 0) return null;
  return (
    <table className="figures">
      <caption>{t('figures')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('figure')}</th>
          <th scope="col">{t('figure.declared')}</th>
          <th scope="col">{t('figure.computed')}</th>
        </tr>
      </thead>
      <tbody>
        {gates.map((gate) => (
          <Rate key={gate.id} gate={gate} form={form} />
        ))}
      </tbody>
    </table>
  );
}

function Rate({ gate, form }: { readonly gate: Gate; readonly form: Form }) {
  const { t, read } = useTexts('review');
  const figure = computeFigure(gate.compute, form);
  const declared = valueAt(form, gate.declaredAt);
  const stated = typeof declared === 'number' ? declared : null;
  const differs = figure !== null && stated !== figure.rounded;
  return (
    <tr>
      <th scope="row">{read(gate.title)}</th>
      <td className={differs ? 'differs' : undefined}>
        <strong>{stated === null ? t('figure.unstated') : `${stated.toFixed(2)}%`}</strong>{' '}
        {figure !== null && stated !== null && <Agreement stated={stated} figure={figure} />}
      </td>
      <td>
        {figure === null ? (
          t('figure.none')
        ) : (
          <>
            <strong>{figure.rounded.toFixed(2)}%</strong> <Threshold gate={gate} figure={figure} />
            <small>{t(`formula.${gate.compute}`, { ...figure })}</small>
          </>
        )}
      </td>
    </tr>
  );
}

function Agreement({ stated, figure }: { readonly stated: number; readonly figure: Figure }) {
  const { t } = useTexts('review');
  if (stated === figure.rounded) return <Tag color={GOOD}>{t('figure.agrees')}</Tag>;
  const by = Math.abs(stated - figure.rounded).toFixed(2);
  return <Tag color={BAD}>{t(stated > figure.rounded ? 'figure.above' : 'figure.below', { by })}</Tag>;
}

function Threshold({ gate, figure }: { readonly gate: Gate; readonly figure: Figure }) {
  const { t } = useTexts('review');
  const enough = meets(figure, gate.atLeastPercent);
  return (
    <Tag color={enough ? GOOD : BAD}>{t(enough ? 'gate.met' : 'gate.missed', { least: gate.atLeastPercent })}</Tag>
  );
}
