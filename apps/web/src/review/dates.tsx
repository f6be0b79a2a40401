import { Card, Collapse, Empty, Space, Tag } from 'antd';
import type { DeadlineList } from '@vermilion/contracts';
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
export function Dates({ id }: { readonly id: string }) {
  const { t, read } = useTexts('review');
  const found = useDeadlines(id);
  return (
    <Card title={t('dates')} size="small">
      <Loaded query={found}>
        {({ items, waiting }) => {
          const running = items.filter(({ recordedAt, rung }) => recordedAt === null && rung !== 'remind');
          if (running.length === 0) return <Empty description={waiting ? read(waiting) : t('noDates')} />;
          return (
            <Collapse ghost size="small" items={running.map((deadline) => panelOf(deadline, read(deadline.title)))} />
          );
        }}
      </Loaded>
    </Card>
  );
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

function Why({ deadline }: { readonly deadline: Deadline }) {
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
