import { Descriptions, Tag } from 'antd';
import type { ProgrammeView } from '@vermilion/contracts';
import { computeFigure, meets, valueAt, type Form } from '@vermilion/domain';
import { gatesOf } from '../kit/fields.js';
import { useTexts } from '../texts/texts.js';

/** The rates as the equipment list gives them, beside what was typed: by the same functions with which the server decides. */
export function Indicators({ programme, form }: { readonly programme: ProgrammeView; readonly form: Form }) {
  const { t, read } = useTexts('enterprise');
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      style={{ marginBottom: 16 }}
      items={gatesOf(programme).map((gate) => {
        const figure = computeFigure(gate.compute, form);
        const declared = valueAt(form, gate.declaredAt);
        const agrees = figure !== null && Number(declared) === figure.rounded;
        const enough = figure !== null && meets(figure, gate.atLeastPercent);
        return {
          key: gate.id,
          label: read(gate.title),
          children: (
            <span aria-live="polite">
              {figure === null
                ? t('figure.none')
                : t('figure', { figure: figure.rounded.toFixed(2), declared: String(declared ?? '—') })}{' '}
              {figure !== null && (
                <Tag color={agrees ? 'green' : 'red'}>{t(agrees ? 'figure.agrees' : 'figure.differs')}</Tag>
              )}
              {figure !== null && (
                <Tag color={enough ? 'green' : 'red'}>
                  {t(enough ? 'gate.met' : 'gate.missed', { least: gate.atLeastPercent })}
                </Tag>
              )}
            </span>
          ),
        };
      })}
    />
  );
}
