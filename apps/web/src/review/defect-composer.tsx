import { Button, Card, Flex, Form } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import type { Form as Content } from '@vermilion/domain';
import { Choice } from '../kit/choice.js';
import { documentsOf, formOf, rowsOf } from '../kit/fields.js';
import { LongText } from '../kit/long-text.js';
import { useTexts } from '../texts/texts.js';

interface Defect {
  readonly target: string;
  readonly what: string;
  readonly why?: string;
  readonly how: string;
}
export type Defects = readonly Defect[];

interface Props {
  readonly programme: ProgrammeView;
  readonly view: CaseView;
  readonly defects: Defects;
  readonly change: (defects: Defects) => void;
}

const EMPTY: Defect = { target: '', what: '', why: '', how: '' };

/** 一次性告知: every fault at once, each at its field or paper, with what is wrong, why, and how to put it right. */
export function DefectComposer({ programme, view, defects, change }: Props) {
  const { t } = useTexts('review');
  const targets = useTargets(programme, view);
  const set = (index: number, changed: Partial<Defect>) =>
    change(defects.map((one, at) => (at === index ? { ...one, ...changed } : one)));
  return (
    <Flex vertical gap={12}>
      {defects.map((defect, index) => (
        <Card
          key={index}
          size="small"
          title={t('defect', { number: index + 1 })}
          extra={
            <Button size="small" onClick={() => change(defects.filter((_, at) => at !== index))}>
              {t('defect.remove')}
            </Button>
          }
        >
          <Form.Item label={t('defect.target')} htmlFor={`defect-${index}-target`}>
            <Choice
              id={`defect-${index}-target`}
              showSearch={{ optionFilterProp: 'label' }}
              value={defect.target === '' ? null : defect.target}
              options={targets}
              onChange={(target: string) => set(index, { target })}
            />
          </Form.Item>
          {(['what', 'why', 'how'] as const).map((part) => (
            <Form.Item key={part} label={t(`defect.${part}`)} htmlFor={`defect-${index}-${part}`}>
              <LongText
                id={`defect-${index}-${part}`}
                value={defect[part] ?? ''}
                onChange={({ target }) => set(index, { [part]: target.value })}
              />
            </Form.Item>
          ))}
        </Card>
      ))}
      <Button onClick={() => change([...defects, EMPTY])}>{t('defect.add')}</Button>
    </Flex>
  );
}

/** Every place at which something can be wrong: papers, fields, and the cells of tables. */
function useTargets(programme: ProgrammeView, view: CaseView) {
  const { t, read } = useTexts('review');
  const papers = documentsOf(programme).map(({ id, title }) => ({
    value: `document:${id}`,
    label: t('target.paper', { title: read(title) }),
  }));
  const fields = formOf(programme).sections.flatMap((section) => {
    if (!section.table)
      return section.fields.map((field) => ({
        value: `${section.id}.${field.id}`,
        label: `${read(section.label)} · ${read(field.label)}`,
      }));
    return rowsOf(view.form as Content, section).flatMap((_, row) =>
      section.fields.map((field) => ({
        value: `${section.id}[${row}].${field.id}`,
        label: t('target.cell', { section: read(section.label), row: row + 1, field: read(field.label) }),
      })),
    );
  });
  return [...papers, ...fields];
}
