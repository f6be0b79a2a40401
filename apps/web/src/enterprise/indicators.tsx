import { Button, Descriptions, Tag } from 'antd';
import type { ProgrammeView } from '@vermilion/contracts';
import { computeFigure, meets, valueAt, type Form, type Gate } from '@vermilion/domain';
import { gatesOf } from '../kit/fields.js';
import { BAD, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

/** The rates as the equipment list gives them, over the list: by the same functions with which the server decides. */
export function Indicators({ programme, form }: { readonly programme: ProgrammeView; readonly form: Form }) {
  const { read } = useTexts('enterprise');
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      style={{ marginBottom: 16 }}
      items={gatesOf(programme).map((gate) => ({
        key: gate.id,
        label: read(gate.title),
        children: <Rate gate={gate} form={form} />,
      }))}
    />
  );
}

interface Props {
  readonly gate: Gate;
  readonly form: Form;
  /** Takes the computed rate for the declared one. */
  readonly take?: (rate: number) => void;
}

/** A rate as it is computed, in words, with what was declared and the threshold. It can be taken over, not changed. */
export function Rate({ gate, form, take }: Props) {
  const { t } = useTexts('enterprise');
  const figure = computeFigure(gate.compute, form);
  if (figure === null) return <span aria-live="polite">{t('figure.none')}</span>;
  const { numerator, denominator, rounded } = figure;
  const declared = valueAt(form, gate.declaredAt);
  const agrees = Number(declared) === rounded;
  const enough = meets(figure, gate.atLeastPercent);
  return (
    <span aria-live="polite">
      {t(`formula.${gate.compute}`, { numerator, denominator, figure: rounded.toFixed(2) })}{' '}
      <Tag color={enough ? GOOD : BAD}>{t(enough ? 'gate.met' : 'gate.missed', { least: gate.atLeastPercent })}</Tag>
      {typeof declared === 'number' && (
        <Tag color={agrees ? GOOD : BAD}>{t(agrees ? 'figure.agrees' : 'figure.differs', { declared })}</Tag>
      )}
      {take && !agrees && (
        <Button size="small" type="link" onClick={() => take(rounded)}>
          {t('figure.take', { figure: rounded.toFixed(2) })}
        </Button>
      )}
    </span>
  );
}
