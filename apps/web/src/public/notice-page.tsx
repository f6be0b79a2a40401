import { useParams } from '@tanstack/react-router';
import type { NoticeView } from '@vermilion/contracts';
import { businessNow } from '../api/client.js';
import { dateText, instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { Documents } from './home-results.js';
import { Left } from './left.js';
import { Mark } from './mark.js';
import { NoticeEntries } from './notice-entries.js';
import { NoticePeriod } from './notice-period.js';
import { PrintButton } from './print-button.js';
import { Told } from './told.js';
import { useNotice } from './use-notice.js';

/** 公示: as an office publishes it, with the list, until when and how one may object. */
export function NoticePage() {
  const { id = '' } = useParams({ strict: false });
  return <Told query={useNotice(id)}>{(notice) => <Notice notice={notice} />}</Told>;
}

function Notice({ notice }: { readonly notice: NoticeView }) {
  const { t, read, language } = useTexts('public');
  const { office, number, procedure, from, until, entries, basis, howToObject, period } = notice;
  const title = read(procedure.title);
  return (
    <article className="official">
      <p className="issuer">{read(office)}</p>
      <h1>{t('notice.title', { title })}</h1>
      <p className="number" lang="zh-CN">
        {number}
      </p>
      <Standing notice={notice} />
      <p className="body">
        {t('notice.body', {
          basis,
          title,
          entries: entries.length,
          from: dateText(from, language),
          until: dateText(until, language),
        })}
      </p>
      <h2>{t('notice.list')}</h2>
      <NoticeEntries notice={notice} />
      <h2>{t('notice.period')}</h2>
      <NoticePeriod period={period} until={instantText(notice.closesAt, language)} />
      <h2>{t('notice.how')}</h2>
      <p className="body">{read(howToObject)}</p>
      {notice.open && <Steps />}
      <p className="signed">
        <span>{read(office)}</span>
        <span>{dateText(from, language)}</span>
      </p>
      <p className="act no-print">
        <PrintButton />
      </p>
    </article>
  );
}

function Steps() {
  const { t } = useTexts('public');
  return (
    <ol className="steps no-print">
      <li>{t('notice.step.choose')}</li>
      <li>{t('notice.step.write')}</li>
      <li>{t('notice.step.receipt')}</li>
    </ol>
  );
}

/** Whether it still runs, or what came of it. */
function Standing({ notice: { open, closesAt, documents, id } }: { readonly notice: NoticeView }) {
  const { t, language } = useTexts('public');
  const at = instantText(closesAt, language);
  if (open)
    return (
      <p className="state banner care">
        <Mark tone="care" />
        <span>{t('notice.open', { at })}</span>
        <Left until={closesAt} now={businessNow()} />
      </p>
    );
  return (
    <div className="banner quiet-banner">
      <p className="state">
        <Mark tone="quiet" />
        <span>{t('notice.ended', { at })}</span>
      </p>
      {documents.length === 0 ? (
        <p>{t('notice.waits')}</p>
      ) : (
        <>
          <p>{t('notice.result')}</p>
          <Documents round={id} documents={documents} />
        </>
      )}
    </div>
  );
}
