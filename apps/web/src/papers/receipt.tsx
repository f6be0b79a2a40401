import { useEffect, useRef } from 'react';
import { Descriptions, Flex, Result } from 'antd';
import { Link } from '@tanstack/react-router';
import { useCase } from '../api/cases.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { useTexts } from '../texts/texts.js';
import { VersionLine } from './version-line.js';

/** The receipt of a submission: number, when it was received, which version, and the file of what was submitted. */
export function SubmissionReceipt({ id }: { readonly id: string }) {
  const { t, language } = useTexts('papers');
  const found = useCase(id);
  const place = useRef<HTMLDivElement>(null);
  // It stands where the button was, under a long form: whoever has pressed it is brought here, with or without eyes.
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} role="status">
      <Loaded query={found}>
        {({ submission }) => (
          <Result
            status="success"
            title={t('receipt')}
            subTitle={t('receipt.keep')}
            extra={
              <Flex gap={16} wrap justify="center">
                <a href={`/api/v1/cases/${id}/application.pdf`}>{t('receipt.file')}</a>
                <Link to="/cases/$id" params={{ id }}>
                  {t('receipt.follow')}
                </Link>
              </Flex>
            }
          >
            {submission && (
              <Descriptions
                bordered
                size="small"
                column={1}
                items={[
                  { key: 'number', label: t('receipt.number'), children: id },
                  { key: 'at', label: t('receipt.at'), children: instantText(submission.receivedAt, language) },
                  {
                    key: 'version',
                    label: t('receipt.version'),
                    children: <VersionLine version={submission.draftVersion} hash={submission.hash} />,
                  },
                  { key: 'papers', label: t('receipt.papers'), children: String(submission.documents.length) },
                ]}
              />
            )}
          </Result>
        )}
      </Loaded>
    </div>
  );
}
