import { Alert, Flex, Form, InputNumber } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import type { Rubric } from '@vermilion/domain';
import { LongText } from '../kit/long-text.js';
import { useTexts } from '../texts/texts.js';

export interface Marks {
  readonly items: { readonly [item: string]: number };
  readonly comments: { readonly [item: string]: string };
}

interface Props {
  readonly programme: ProgrammeView;
  readonly view: CaseView;
  readonly marks: Marks;
  readonly change: (marks: Marks) => void;
}

function rubricOf(programme: ProgrammeView, view: CaseView): Rubric | null {
  const stages = programme.stages as unknown as readonly { readonly id: string; readonly rubric?: Rubric }[];
  return stages.find(({ id }) => id === view.stage?.id)?.rubric ?? null;
}

/** One mark for each item of the rubric; below the rubric's line, a comment says why. */
export function MarkSheet({ programme, view, marks, change }: Props) {
  const { t, read } = useTexts('review');
  const rubric = rubricOf(programme, view);
  if (!rubric) return null;
  const total = rubric.items.reduce((sum, { id }) => sum + (marks.items[id] ?? 0), 0);
  return (
    <Flex vertical gap={8}>
      <Alert type="info" title={t('marks.rule', { below: rubric.commentBelow * 100, pass: rubric.passMark })} />
      {rubric.items.map(({ id, name, weight }) => {
        const mark = marks.items[id];
        const asked = mark !== undefined && mark < weight * rubric.commentBelow;
        return (
          <div key={id}>
            <Form.Item
              label={t('marks.item', { id, name: read(name), weight })}
              htmlFor={`mark-${id}`}
              style={{ marginBottom: 4 }}
            >
              <InputNumber
                id={`mark-${id}`}
                inputMode="decimal"
                min={0}
                max={weight}
                step={rubric.step}
                value={mark ?? null}
                onChange={(value) => change({ ...marks, items: withValue(marks.items, id, value) })}
              />
            </Form.Item>
            <LongText
              aria-label={t(asked ? 'marks.commentAsked' : 'marks.comment', { name: read(name) })}
              placeholder={t(asked ? 'marks.commentAsked' : 'marks.comment', { name: read(name) })}
              status={asked && (marks.comments[id] ?? '').trim() === '' ? 'warning' : ''}
              value={marks.comments[id] ?? ''}
              onChange={({ target }) => change({ ...marks, comments: { ...marks.comments, [id]: target.value } })}
            />
          </div>
        );
      })}
      <strong aria-live="polite">{t('marks.total', { total: total.toFixed(1) })}</strong>
    </Flex>
  );
}

function withValue(items: Marks['items'], id: string, value: number | null): Marks['items'] {
  const { [id]: _, ...others } = items;
  return value === null ? others : { ...others, [id]: value };
}
