import { Card, Descriptions } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { ObjectionList } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { Loaded } from '../kit/page-state.js';
import { useTexts } from '../texts/texts.js';

/** The objections to the entry. Who objects, only the office reads that looks into it: the server says nothing to others. */
export function Objections({ id }: { readonly id: string }) {
  const { t } = useTexts('review');
  const found = useQuery({
    queryKey: ['case', id, 'objections'],
    queryFn: () => ask<ObjectionList>('GET', `cases/${id}/objections`),
  });
  return (
    <Card title={t('objections')} size="small">
      <Loaded query={found}>
        {({ items }) => (
          <>
            {items.map((one) => (
              <Descriptions
                key={one.objection}
                title={`${one.objection} ${t(`objection.${one.status}`)}`}
                size="small"
                column={1}
                items={[
                  ...(one.objector
                    ? [
                        {
                          key: 'who',
                          label: t('objection.by'),
                          children: `${one.objector.name} ${one.objector.phone} ${one.objector.address}`,
                        },
                        { key: 'facts', label: t('objection.facts'), children: one.objector.facts },
                      ]
                    : []),
                  ...(one.reply === null ? [] : [{ key: 'reply', label: t('objection.reply'), children: one.reply }]),
                  ...(one.decision === null
                    ? []
                    : [{ key: 'decision', label: t('objection.decision'), children: one.decision }]),
                ]}
              />
            ))}
          </>
        )}
      </Loaded>
    </Card>
  );
}
