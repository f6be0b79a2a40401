import { Card, Empty, Flex, Typography } from 'antd';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { RoundSummary } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { useMe } from '../shell/session.js';
import { addTexts, useTexts } from '../texts/texts.js';
import { CallRound } from './call-round.js';
import texts from './leader.json';

addTexts('leader', texts);

/** The rounds of the programmes, the newest first; the office that runs one calls the next here. */
export function RoundsPage() {
  const { t } = useTexts('leader');
  const role = useMe().data?.acting?.role;
  const found = useQuery({
    queryKey: ['rounds'],
    queryFn: async () => (await ask<{ readonly items: readonly RoundSummary[] }>('GET', 'rounds')).items,
  });
  return (
    <Flex vertical gap={16}>
      <Typography.Title level={1} style={{ fontSize: 24, marginBottom: 0 }}>
        {t('rounds')}
      </Typography.Title>
      {role === 'officer' && <CallRound />}
      <Loaded query={found}>
        {(items) =>
          items.length === 0 ? (
            <Empty description={t('rounds.none')} />
          ) : (
            items.map((round) => <One key={round.id} round={round} />)
          )
        }
      </Loaded>
    </Flex>
  );
}

function One({ round }: { readonly round: RoundSummary }) {
  const { t, read, language } = useTexts('leader');
  const { id, procedure, phase, terms } = round;
  return (
    <Card
      size="small"
      title={
        <Link to="/rounds/$id" params={{ id }}>
          {t('round', { title: read(procedure.title), year: terms?.year ?? '' })}
        </Link>
      }
      extra={t(`phase.${phase}`)}
    >
      {terms &&
        t('window', {
          opens: instantText(terms.opens, language),
          closes: instantText(terms.closes, language),
          quota: terms.quota,
        })}
    </Card>
  );
}
