import { useState } from 'react';
import { Card, Flex, Input, Typography } from 'antd';
import { Link } from '@tanstack/react-router';
import { useMe } from '../shell/session.js';
import { addTexts, useTexts } from '../texts/texts.js';
import { Clock } from './clock.js';
import { Flow } from './flow.js';
import { Incidents } from './incidents.js';
import texts from './operations.json';
import { Standing } from './standing.js';
import { Told } from './told.js';

addTexts('operations', texts);

/** What is late, what is stuck, what is behind, who was told, where the clock stands; and the way into the history of any case. */
export function OperationsPage() {
  const { t } = useTexts('operations');
  const moves = useMe().data?.acting?.role === 'operations';
  return (
    <Flex vertical gap={16}>
      <Typography.Title level={1} style={{ fontSize: 24, marginBottom: 0 }}>
        {t('title')}
      </Typography.Title>
      <Flow />
      <Incidents />
      <Standing />
      <Told />
      <FindHistory />
      {moves && <Clock />}
    </Flex>
  );
}

function FindHistory() {
  const { t } = useTexts('operations');
  const [id, setId] = useState('');
  return (
    <Card size="small" title={t('history.find')}>
      <Flex gap={8}>
        <Input
          aria-label={t('history.number')}
          placeholder="2018-000001"
          value={id}
          onChange={({ target }) => setId(target.value.trim())}
          style={{ maxWidth: 240 }}
        />
        <Link to="/operations/cases/$id" params={{ id }} disabled={id === ''}>
          {t('history.open')}
        </Link>
      </Flex>
    </Card>
  );
}
