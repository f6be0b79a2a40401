import './form.css';
import { Flex, Typography } from 'antd';
import { addTexts, useTexts } from '../texts/texts.js';
import { Calls } from './calls.js';
import texts from './enterprise.json';
import { FirmCases } from './firm-cases.js';
import { FirmTasks } from './firm-tasks.js';

addTexts('enterprise', texts);

/** What an enterprise has to do, what it can apply for, and what it has under way: the next step first. */
export function FirmDesk() {
  const { t } = useTexts('enterprise');
  return (
    <Flex vertical gap={16}>
      <Typography.Title level={1} style={{ fontSize: 24, marginBottom: 0 }}>
        {t('desk')}
      </Typography.Title>
      <FirmTasks />
      <Calls />
      <FirmCases />
    </Flex>
  );
}
