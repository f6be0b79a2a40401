import { Card, Empty, Flex, Tag } from 'antd';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { CaseSummary } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { DueTag } from '../kit/due-tag.js';
import { Loaded } from '../kit/page-state.js';
import { useTexts } from '../texts/texts.js';

/** The applications of the firm, each in a sentence: where it is, who has it, and whether the firm has to do anything. */
export function FirmCases() {
  const { t } = useTexts('enterprise');
  const found = useQuery({
    queryKey: ['cases', 'mine'],
    queryFn: () => ask<{ readonly items: readonly CaseSummary[] }>('GET', 'cases?limit=50'),
  });
  return (
    <Card title={t('mine')} size="small">
      <Loaded query={found}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('mine.none')} />
          ) : (
            <ul className="firm-list">
              {items.map((item) => (
                <li key={item.id}>
                  <FirmCase item={item} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function FirmCase({ item }: { readonly item: CaseSummary }) {
  const { t, read } = useTexts('enterprise');
  const { id, phase, procedure, workshopName, dueAt, overdue, stage } = item;
  return (
    <Flex wrap gap={12} align="center" justify="space-between">
      <div>
        <Link to={phase === 'draft' ? '/cases/$id/form' : '/cases/$id'} params={{ id }}>
          {workshopName ?? t('unnamed', { id })}
        </Link>{' '}
        <span className="quiet">
          {read(procedure.title)} {id}
        </span>
        <div>
          {stage && phase === 'running' && <strong>{read(stage.title)}</strong>} {useWhose(item)}
        </div>
      </div>
      {phase === 'running' && dueAt !== null && <DueTag dueAt={dueAt} overdue={overdue} />}
      {phase === 'draft' && <Tag>{t('mine.draft')}</Tag>}
    </Flex>
  );
}

/** Whose turn it is, or how it ended. */
function useWhose({ phase, outcome, holder }: CaseSummary): string {
  const { t, read } = useTexts('enterprise');
  if (phase === 'draft') return t('mine.unsent');
  if (outcome !== null) return t(`mine.outcome.${outcome}`);
  if (holder?.kind === 'enterprise') return t('mine.yours');
  return holder?.organisation
    ? t('mine.with', { holder: read(holder.organisation.name) })
    : t(`mine.holder.${holder?.kind ?? 'system'}`);
}
