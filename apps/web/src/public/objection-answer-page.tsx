import { useState, type FormEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { ObjectionAnswer } from '@vermilion/contracts';
import { ask, Refused } from '../api/client.js';
import { typedIn } from '../kit/form-data.js';
import { useTexts } from '../texts/texts.js';
import { AnswerShown } from './answer-shown.js';
import { Field } from './field.js';
import { looksLikeReceipt, receiptMeant } from './receipt-code.js';
import { Told } from './told.js';

/** What became of an objection, for whoever has the receipt. The receipt is typed, never part of the address: addresses are kept in logs. */
export function ObjectionAnswerPage() {
  const { t } = useTexts('public');
  const [receipt, setReceipt] = useState<string | null>(null);
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setReceipt(receiptMeant(typedIn(event.currentTarget, 'receipt')));
  };
  return (
    <>
      <h1>{t('answer')}</h1>
      <p className="lead">{t('answer.lead')}</p>
      <form className="card ask no-print" onSubmit={look} noValidate role="search" aria-label={t('answer')}>
        <Field
          name="receipt"
          label={t('receipt.code')}
          hint={t('receipt.hint')}
          fault={receipt === '' ? t('receipt.missing') : undefined}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <button type="submit" className="primary">
          {t('answer.look')}
        </button>
      </form>
      {receipt !== null && receipt !== '' && <Answer key={receipt} receipt={receipt} />}
    </>
  );
}

/** A code that cannot be a receipt and one that belongs to nobody get the same words: nobody learns which receipts there are. */
function Answer({ receipt }: { readonly receipt: string }) {
  const found = useQuery({
    queryKey: ['objection', receipt],
    queryFn: () => ask<ObjectionAnswer>('GET', `objections/${receipt}`),
    enabled: looksLikeReceipt(receipt),
  });
  const unknown = found.error instanceof Refused && [404, 422].includes(found.error.problem.status);
  if (unknown || !looksLikeReceipt(receipt)) return <NoAnswer />;
  return (
    <Told query={found}>
      {(answer) => <AnswerShown answer={answer} receipt={receipt} again={() => void found.refetch()} />}
    </Told>
  );
}

function NoAnswer() {
  const { t } = useTexts('public');
  return (
    <section className="refusal" role="alert">
      <h2>{t('answer.unknown')}</h2>
      <ul>
        <li>{t('answer.unknown.length')}</li>
        <li>{t('answer.unknown.letters')}</li>
        <li>{t('answer.unknown.lost')}</li>
      </ul>
    </section>
  );
}
