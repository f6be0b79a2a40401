import { Flex, Typography } from 'antd';
import { Acts } from '../audit/acts.js';
import { addTexts, useTexts } from '../texts/texts.js';
import { Erasures } from './erasures.js';
import { GiveMembership } from './give-membership.js';
import { Members } from './members.js';
import texts from './security.json';
import { SignOut } from './sign-out.js';

addTexts('security', texts);

/** Who may act for whom, whose sign-ins are over, what is to be erased, and what the audit administrator has looked at. */
export function SecurityPage() {
  const { t } = useTexts('security');
  return (
    <Flex vertical gap={16}>
      <Typography.Title level={1} style={{ fontSize: 24, marginBottom: 0 }}>
        {t('title')}
      </Typography.Title>
      <GiveMembership />
      <Members />
      <SignOut />
      <Erasures />
      <Acts of="auditor" />
    </Flex>
  );
}
