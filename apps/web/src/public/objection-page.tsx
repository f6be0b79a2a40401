import { Link, useParams } from '@tanstack/react-router';
import type { NoticeView } from '@vermilion/contracts';
import { instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { ObjectionForm } from './objection-form.js';
import { Told } from './told.js';
import { useNotice } from './use-notice.js';

/** An objection to one entry of a notice: to what, what will be done with it, and the form. */
export function ObjectionPage() {
  const { id = '', caseId = '' } = useParams({ strict: false });
  return <Told query={useNotice(id)}>{(notice) => <About key={caseId} notice={notice} caseId={caseId} />}</Told>;
}

function About({ notice, caseId }: { readonly notice: NoticeView; readonly caseId: string }) {
  const { t, read, language } = useTexts('public');
  const entry = notice.entries.find((one) => one.caseId === caseId);
  const back = (
    <p className="no-print">
      <Link to="/notices/$id" params={{ id: notice.id }}>
        {t('object.back')}
      </Link>
    </p>
  );
  if (!entry)
    return (
      <>
        <h1>{t('object.nothing')}</h1>
        <p>{t('object.nothing.remedy')}</p>
        {back}
      </>
    );
  const at = instantText(notice.closesAt, language);
  return (
    <>
      {back}
      <h1>{t('object.to', { name: read(entry.applicant) })}</h1>
      <dl className="facts">
        <dt>{t('object.notice')}</dt>
        <dd lang="zh-CN">{notice.number}</dd>
        <dt>{t('workshop')}</dt>
        <dd lang="zh-CN">{entry.workshopName ?? '—'}</dd>
        <dt>{t('object.until')}</dt>
        <dd>{at}</dd>
      </dl>
      {!notice.open && <p className="banner quiet-banner">{t('object.late')}</p>}
      <ObjectionForm notice={notice.id} caseId={caseId} />
    </>
  );
}
