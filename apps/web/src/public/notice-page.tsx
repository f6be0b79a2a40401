import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { NoticeView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { dateText, instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { ObjectionForm } from './objection-form.js';
import { Told } from './told.js';

/** 公示: the list, until when one may object, and the form to do so. */
export function NoticePage() {
  const { id } = useParams({ strict: false });
  const found = useQuery({
    queryKey: ['notices', id],
    queryFn: () => ask<NoticeView>('GET', `notices/${encodeURIComponent(id ?? '')}`),
  });
  return <Told query={found}>{(notice) => <Notice notice={notice} />}</Told>;
}

function Notice({ notice }: { readonly notice: NoticeView }) {
  const { t, read, language } = useTexts('public');
  const [against, setAgainst] = useState<string | null>(null);
  return (
    <>
      <h1>
        {notice.number} {read(notice.procedure.title)}
      </h1>
      <p>
        {t('notice.span', {
          from: dateText(notice.from, language),
          until: dateText(notice.until, language),
          entries: notice.entries.length,
        })}{' '}
        <strong>
          {notice.open ? t('notice.open', { at: instantText(notice.closesAt, language) }) : t('notice.over')}
        </strong>
      </p>
      <p>{read(notice.howToObject)}</p>
      <div className="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('applicant')}</th>
              <th scope="col">{t('workshop')}</th>
              <th scope="col">{t('objection')}</th>
            </tr>
          </thead>
          <tbody>
            {notice.entries.map(({ caseId, applicant, workshopName }, index) => (
              <tr key={caseId}>
                <td>{index + 1}</td>
                <td>{read(applicant)}</td>
                <td>{workshopName ?? '—'}</td>
                <td>
                  <button
                    type="button"
                    aria-label={t('object.to', { name: read(applicant) })}
                    onClick={() => setAgainst(caseId)}
                  >
                    {t('object')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {against !== null && <ObjectionForm key={against} notice={notice} caseId={against} />}
    </>
  );
}
