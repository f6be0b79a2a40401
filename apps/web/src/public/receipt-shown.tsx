import { useEffect, useRef, useState } from 'react';
import { Link } from '@tanstack/react-router';
import type { ObjectionReceipt } from '@vermilion/contracts';
import { instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { Mark } from './mark.js';
import { PrintButton } from './print-button.js';
import { inGroups } from './receipt-code.js';

/** The receipt: shown this once, to be copied, printed or written down. The keyboard comes here from the form that is gone. */
export function ReceiptShown({ receipt }: { readonly receipt: ObjectionReceipt }) {
  const { t, language } = useTexts('public');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="verdict good">
      <h2 ref={heading} tabIndex={-1}>
        <Mark tone="good" />
        {t('receipt')}
      </h2>
      <p>{t(receipt.late ? 'receipt.late' : 'receipt.inTime', { at: instantText(receipt.at, language) })}</p>
      <h3>{t('receipt.code')}</h3>
      <p className="code">
        <code>{inGroups(receipt.receipt)}</code>
      </p>
      <p>{t('receipt.keep')}</p>
      <p className="act no-print">
        <Copy text={receipt.receipt} />
        <PrintButton />
        <Link to="/objections">{t('answer.open')}</Link>
      </p>
      <h3>{t('receipt.next')}</h3>
      <ol className="steps">
        <li>{t('receipt.next.verify')}</li>
        <li>{t('receipt.next.answer')}</li>
        <li>{t('receipt.next.appeal')}</li>
      </ol>
    </section>
  );
}

function Copy({ text }: { readonly text: string }) {
  const { t } = useTexts('public');
  const [done, setDone] = useState<boolean | null>(null);
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setDone(copied);
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {t('receipt.copy')}
      </button>
      <span role="status">{done !== null && t(done ? 'receipt.copied' : 'receipt.notCopied')}</span>
    </>
  );
}
