import { Card, Collapse, Space, Tag } from 'antd';
import type { CaseView, DeadlineList } from '@vermilion/contracts';
import type { Derivation } from '@vermilion/domain';
import { useDeadlines } from '../api/cases.js';
import { instantText } from '../kit/dates.js';
import { DueTag } from '../kit/due-tag.js';
import { Loaded } from '../kit/page-state.js';
import { CARE } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

type Deadline = DeadlineList['items'][number];

type Day = Derivation['days'][number];

/** Until when, and why that date: the rule, and every day that was counted or skipped. */
export function Dates({ view }: { readonly view: CaseView }) {
  const { t, read } = useTexts('review');
  const found = useDeadlines(view.id);
  const none = found.data && runningOf(found.data).length === 0;
  if (view.phase === 'closed' && none) return null;
  return (
    <Card title={t('dates')} size="small">
      <Loaded query={found}>
        {(list) =>
          none ? (
            <span className="quiet">{list.waiting ? read(list.waiting) : t('noDates')}</span>
          ) : (
            <Collapse
              ghost
              size="small"
              items={runningOf(list).map((deadline) => panelOf(deadline, read(deadline.title)))}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

function runningOf({ items }: DeadlineList): readonly Deadline[] {
  return items.filter(({ recordedAt, rung }) => recordedAt === null && rung !== 'remind');
}

function panelOf(deadline: Deadline, title: string) {
  return {
    key: deadline.id,
    label: (
      <Space wrap>
        <span>{title}</span>
        <DueTag dueAt={deadline.dueAt} />
      </Space>
    ),
    children: <Why deadline={deadline} />,
  };
}

/** How a date came about: the rule, and every day that was counted or skipped. */
export function Why({ deadline }: { readonly deadline: Deadline }) {
  const { t, read, language } = useTexts('review');
  const days = (deadline.derivation['days'] ?? []) as readonly Day[];
  return (
    <>
      <p>
        <strong>{instantText(deadline.dueAt, language)}</strong>{' '}
        {deadline.provisional && <Tag color={CARE}>{t('provisional')}</Tag>}
      </p>
      <p>{read(deadline.words)}</p>
      <p>{t('basis', { basis: read(deadline.basis) })}</p>
      {days.length > 0 && (
        <ol style={{ maxHeight: 240, overflowY: 'auto', paddingInlineStart: 20 }}>
          {days.map(({ date, counted, ordinal, reason, name }) => (
            <li key={date}>
              {date} {counted ? t('day.counted', { ordinal: ordinal ?? '' }) : t('day.skipped')}（
              {name ?? t(`reason.${reason}`)}）
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
