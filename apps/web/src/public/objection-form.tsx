import { useState, type FormEvent } from 'react';
import { useMutation } from '@tanstack/react-query';
import type { NoticeView, ObjectionReceipt } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { typedIn } from '../kit/form-data.js';
import { useTexts } from '../texts/texts.js';
import { Trouble } from './told.js';

const LINES = ['name', 'address', 'phone'] as const;

/** An objection under the real name. Whom it names, only the office learns that looks into it. */
export function ObjectionForm({ notice, caseId }: { readonly notice: NoticeView; readonly caseId: string }) {
  const { t, read } = useTexts('public');
  // Sent twice, it is one objection.
  const [key] = useState(() => crypto.randomUUID());
  const lodge = useMutation({
    mutationFn: (paper: object) =>
      ask<ObjectionReceipt>('POST', `notices/${encodeURIComponent(notice.id)}/objections`, {
        key,
        json: { caseId, paper },
      }),
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const textOf = (name: string) => typedIn(form, name).trim();
    lodge.mutate({
      kind: textOf('kind'),
      name: textOf('name'),
      address: textOf('address'),
      phone: textOf('phone'),
      facts: textOf('facts'),
      signed: new FormData(form).has('signed'),
    });
  };
  if (lodge.data) return <Receipt receipt={lodge.data} />;
  const entry = notice.entries.find((one) => one.caseId === caseId);
  return (
    <form onSubmit={send} aria-labelledby="object">
      <h2 id="object">{t('object.to', { name: read(entry?.applicant) })}</h2>
      <p>{t('object.secret')}</p>
      <fieldset>
        <legend>{t('object.kind')}</legend>
        <label>
          <input type="radio" name="kind" value="individual" defaultChecked /> {t('object.individual')}
        </label>
        <label>
          <input type="radio" name="kind" value="organisation" /> {t('object.organisation')}
        </label>
      </fieldset>
      {LINES.map((name) => (
        <label key={name}>
          {t(`object.${name}`)}
          <input name={name} required autoComplete="off" />
        </label>
      ))}
      <label>
        {t('object.facts')}
        <textarea name="facts" rows={6} required maxLength={4000} />
      </label>
      <label>
        <input type="checkbox" name="signed" /> {t('object.signed')}
      </label>
      <p>
        <button type="submit" className="primary" disabled={lodge.isPending}>
          {t('object.send')}
        </button>
      </p>
      {lodge.error && <Trouble error={lodge.error} />}
    </form>
  );
}

function Receipt({ receipt }: { readonly receipt: ObjectionReceipt }) {
  const { t, language } = useTexts('public');
  return (
    <section role="status">
      <h2>{t('receipt')}</h2>
      <p>{t('receipt.keep')}</p>
      <p>
        <code style={{ fontSize: '1.2rem', overflowWrap: 'anywhere' }}>{receipt.receipt}</code>
      </p>
      <p>{t(receipt.late ? 'receipt.late' : 'receipt.inTime', { at: instantText(receipt.at, language) })}</p>
    </section>
  );
}
