import { Typography } from 'antd';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './papers.json';

addTexts('papers', texts);

/** A version of an application: its number, and the hash by which print, receipt and case are known to be the same. */
export function VersionLine({ version, hash }: { readonly version: number; readonly hash: string }) {
  const { t } = useTexts('papers');
  return (
    <span>
      {t('version', { version })}{' '}
      <Typography.Text code copyable={{ text: hash, tooltips: [t('copy'), t('copied')] }} className="hash">
        {hash}
      </Typography.Text>
    </span>
  );
}
