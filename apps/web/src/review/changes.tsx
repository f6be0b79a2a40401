import { Card, Tag } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { ChangesView, ProgrammeView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { usePlaceName } from '../kit/place-name.js';
import { PlainTable } from '../kit/plain-table.js';
import { CARE, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

/** What differs from the submission before: changed places first, and whether somebody had asked for them. */
export function Changes({ id, programme }: { readonly id: string; readonly programme: ProgrammeView | undefined }) {
  const nameOf = usePlaceName(programme);
  const { t, language } = useTexts('review');
  const { data } = useQuery({
    queryKey: ['case', id, 'changes'],
    queryFn: () => ask<ChangesView>('GET', `cases/${id}/changes`),
    retry: false,
  });
  const last = data?.items.at(-1);
  if (!last) return null;
  return (
    <Card title={t('changes', { at: instantText(last.at, language) })} size="small">
      <PlainTable
        rowKey="target"
        rows={last.changes}
        columns={[
          { title: t('change.where'), key: 'where', render: (_, { target }) => nameOf(target) },
          {
            title: t('change.before'),
            key: 'before',
            render: (_, { before }) => <del className="was">{valueText(before)}</del>,
          },
          {
            title: t('change.after'),
            key: 'after',
            render: (_, { after }) => <ins className="is">{valueText(after)}</ins>,
          },
          {
            title: t('change.asked'),
            key: 'asked',
            render: (_, { defect }) => (
              <Tag color={defect === null ? CARE : GOOD}>
                {t(defect === null ? 'change.unasked' : 'change.wasAsked')}
              </Tag>
            ),
          },
        ]}
      />
    </Card>
  );
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
