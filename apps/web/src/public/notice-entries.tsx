import { Link } from '@tanstack/react-router';
import type { NoticeView } from '@vermilion/contracts';
import { useTexts } from '../texts/texts.js';

type Entry = NoticeView['entries'][number];

/** The list: a table, and on a telephone one card for each entry, with the same roles. */
export function NoticeEntries({ notice }: { readonly notice: NoticeView }) {
  const { t } = useTexts('public');
  const heading = notice.open ? 'objection' : 'notice.outcome';
  return (
    <table className="stacks" role="table">
      <caption>{t('notice.caption', { entries: notice.entries.length })}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {t('number')}
          </th>
          <th scope="col" role="columnheader">
            {t('applicant')}
          </th>
          <th scope="col" role="columnheader">
            {t('workshop')}
          </th>
          <th scope="col" role="columnheader">
            {t('district')}
          </th>
          <th scope="col" role="columnheader" className="no-print">
            {t(heading)}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {notice.entries.map((entry, index) => (
          <Row key={entry.caseId} notice={notice} entry={entry} number={index + 1} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly notice: NoticeView;
  readonly entry: Entry;
  readonly number: number;
}

function Row({ notice, entry, number }: RowProps) {
  const { t, read } = useTexts('public');
  const { applicant, workshopName, districtName, draw } = entry;
  return (
    <tr role="row">
      <td role="cell" data-label={t('number')}>
        {number}
      </td>
      <td role="cell" data-label={t('applicant')}>
        {read(applicant)}
      </td>
      <td role="cell" data-label={t('workshop')} lang="zh-CN">
        {workshopName ?? '—'}
      </td>
      <td role="cell" data-label={t('district')}>
        {read(districtName)}
      </td>
      <td role="cell" className="no-print">
        <ToDo notice={notice} entry={entry} />
        {draw !== null && (
          <Link to="/draws/$id" params={{ id: draw }} aria-label={t('draw.of', { name: read(applicant) })}>
            {t('draw.see')}
          </Link>
        )}
      </td>
    </tr>
  );
}

/** To object as long as nothing is decided; afterwards the certificate. */
function ToDo({ notice, entry }: Omit<RowProps, 'number'>) {
  const { t, read } = useTexts('public');
  const { certificateNumber: number, caseId, applicant } = entry;
  if (number !== null)
    return (
      <Link to="/certificates/$number" params={{ number }}>
        {t('notice.certificate')} <span className="whole">{number}</span>
      </Link>
    );
  return (
    <Link
      className="button"
      to="/notices/$id/objections/$caseId"
      params={{ id: notice.id, caseId }}
      aria-label={t('object.to', { name: read(applicant) })}
    >
      {t('object')}
    </Link>
  );
}
