import { Card, Flex, Tag } from 'antd';
import { Link } from '@tanstack/react-router';
import type { RoundBoard } from '@vermilion/contracts';
import { instantText } from '../kit/dates.js';
import { DueTag } from '../kit/due-tag.js';
import { BAD, CARE, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

type Objection = RoundBoard['objections'][number];

const COLOURS = { verifying: CARE, verified: CARE, 'second-instance': CARE, upheld: BAD, dismissed: GOOD } as const;

/** What was objected to, how far it is; nothing of who objects. */
export function RoundObjections({ objections }: { readonly objections: readonly Objection[] }) {
  const { t, language } = useTexts('leader');
  return (
    <Card size="small" title={t('objections', { count: objections.length })}>
      {objections.length === 0 && t('objections.none')}
      <Flex vertical gap={8} component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {objections.map(({ caseId, workshopName, status, late, lodgedAt, dueAt }) => (
          <li key={`${caseId} ${lodgedAt}`}>
            <Link to="/cases/$id" params={{ id: caseId }}>
              {workshopName ?? caseId}
            </Link>{' '}
            <Tag color={COLOURS[status]}>{t(`objection.${status}`)}</Tag>
            {dueAt && status !== 'upheld' && status !== 'dismissed' && <DueTag dueAt={dueAt} />}
            <div>
              {t('objection.lodged', { at: instantText(lodgedAt, language) })}
              {late && ` · ${t('objection.late')}`}
            </div>
          </li>
        ))}
      </Flex>
    </Card>
  );
}
