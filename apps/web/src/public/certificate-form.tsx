import { useState, type FormEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { typedIn } from '../kit/form-data.js';
import { useTexts } from '../texts/texts.js';
import { Field } from './field.js';

interface Props {
  readonly number?: string | undefined;
  readonly on?: string | undefined;
  /** Without the choice of a day. */
  readonly short?: boolean;
}

/** Asks for a certificate by the number that stands on it. */
export function CertificateForm({ number = '', on = '', short = false }: Props) {
  const { t } = useTexts('public');
  const navigate = useNavigate();
  const [missing, setMissing] = useState(false);
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const asked = typedIn(event.currentTarget, 'number').normalize('NFKC').trim().toUpperCase();
    const day = typedIn(event.currentTarget, 'on');
    setMissing(asked === '');
    if (asked === '') return;
    void navigate({
      to: '/certificates/$number',
      params: { number: asked },
      search: (day === '' ? {} : { on: day }) as never,
    });
  };
  return (
    <form className="ask" onSubmit={look} noValidate role="search" aria-label={t('certificate')}>
      <Field
        name="number"
        label={t('certificate.number')}
        hint={short ? undefined : t('certificate.numberHint')}
        fault={missing ? t('certificate.numberMissing') : undefined}
        defaultValue={number}
        placeholder="SW-2018-001"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      {!short && <Field name="on" label={t('certificate.on')} type="date" defaultValue={on} />}
      <button type="submit" className="primary">
        {t('certificate.check')}
      </button>
    </form>
  );
}
