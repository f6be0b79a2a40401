import { Descriptions, Tag } from 'antd';
import type { ProgrammeView } from '@vermilion/contracts';
import { computeFigure, meets, valueAt, type Form, type Gate } from '@vermilion/domain';
import { gatesOf } from '../kit/fields.js';
import { BAD, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

/** The rates as the equipment list gives them, beside what was typed: by the same functions with which the server decides. */
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
        children: (
          <span aria-live="polite">
            <Rate gate={gate} form={form} />
          </span>
        ),
      }))}
    />
  );
}

function Rate({ gate, form }: { readonly gate: Gate; readonly form: Form }) {
  const { t } = useTexts('enterprise');
  const figure = computeFigure(gate.compute, form);
  if (figure === null) return t('figure.none');
  const declared = valueAt(form, gate.declaredAt);
  const agrees = Number(declared) === figure.rounded;
  const enough = meets(figure, gate.atLeastPercent);
  return (
    <>
      {t('figure', {
        figure: figure.rounded.toFixed(2),
        declared: typeof declared === 'number' || typeof declared === 'string' ? declared : '—',
      })}{' '}
      <Tag color={agrees ? GOOD : BAD}>{t(agrees ? 'figure.agrees' : 'figure.differs')}</Tag>
      <Tag color={enough ? GOOD : BAD}>{t(enough ? 'gate.met' : 'gate.missed', { least: gate.atLeastPercent })}</Tag>
    </>
  );
}
