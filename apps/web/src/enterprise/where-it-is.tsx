import './form.css';
import { Button, Card, Flex } from 'antd';
import { Link, useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { CaseView, HolderSpan } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { DueTag } from '../kit/due-tag.js';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './enterprise.json';
import { nextStep } from './next-step.js';

addTexts('enterprise', texts);

/** For the firm: who has its application, since when and until when, and what it has to do now. */
export function WhereItIs({ view }: { readonly view: CaseView }) {
  const { t } = useTexts('enterprise');
  return (
    <Card size="small" title={t('where')} style={{ marginBottom: 16 }}>
      <Flex vertical gap={8}>
        {view.phase === 'running' && <Holder view={view} />}
        <NextStep view={view} />
        <Flex wrap gap={16}>
          {view.notice && view.round !== null && (
            <Link to="/notices/$id" params={{ id: view.round }}>
              {t(view.notice.ended ? 'where.notice' : 'where.object', { number: view.notice.number })}
            </Link>
          )}
          {view.award && (
            <a href={`/api/v1/certificates/${encodeURIComponent(view.award.certificateNumber)}/certificate.pdf`}>
              {t('where.certificate')}
            </a>
          )}
          <Link to="/messages">{t('where.messages')}</Link>
        </Flex>
      </Flex>
    </Card>
  );
}

function Holder({ view }: { readonly view: CaseView }) {
  const { t, read, language } = useTexts('enterprise');
  const { id, holder, stage, dueAt, overdue, seq } = view;
  const spans = useQuery({
    queryKey: ['case', id, 'clock', seq],
    queryFn: () => ask<{ readonly items: readonly HolderSpan[] }>('GET', `cases/${id}/clock`),
  });
  const since = spans.data?.items.at(-1)?.from;
  const who = holder?.organisation ? read(holder.organisation.name) : t(`where.holder.${holder?.kind ?? 'system'}`);
  return (
    <span>
      <strong>{t('where.with', { stage: read(stage?.title), who })}</strong>
      {since && t('where.since', { at: instantText(since, language) })}{' '}
      {dueAt !== null && (
        <>
          {t('where.until', { at: instantText(dueAt, language) })} <DueTag dueAt={dueAt} overdue={overdue} />{' '}
          <span className="quiet">{t('where.why')}</span>
        </>
      )}
    </span>
  );
}

function NextStep({ view }: { readonly view: CaseView }) {
  const { t, language } = useTexts('enterprise');
  const navigate = useNavigate();
  const { key, onTheForm, count, until } = nextStep(view);
  return (
    <Flex wrap gap={12} align="center">
      <span>{t(`next.${key}`, { count, at: until === null ? '' : instantText(until, language) })}</span>
      {onTheForm && (
        <Button
          type="primary"
          href={`/cases/${view.id}/form`}
          onClick={(event) => {
            event.preventDefault();
            void navigate({ to: '/cases/$id/form', params: { id: view.id } });
          }}
        >
          {t('next.go')}
        </Button>
      )}
    </Flex>
  );
}
