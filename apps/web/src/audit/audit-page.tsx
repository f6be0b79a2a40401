import { Flex, Typography } from 'antd';
import { Acts } from './acts.js';
import { Anchors } from './anchors.js';
import { Chain } from './chain.js';
import { ContactLooks } from './contact-looks.js';
import { useTexts } from '../texts/texts.js';
import './audit-texts.js';

/** Whether the ledger is whole, what anchors hold of it, what administrators have done, and who looked at people's contacts. Nothing here changes anything. */
export function AuditPage() {
  const { t } = useTexts('audit');
  return (
    <Flex vertical gap={16}>
      <Typography.Title level={1} style={{ fontSize: 24, marginBottom: 0 }}>
        {t('title')}
      </Typography.Title>
      <Chain />
      <Acts of="others" />
      <ContactLooks />
      <Anchors />
    </Flex>
  );
}
