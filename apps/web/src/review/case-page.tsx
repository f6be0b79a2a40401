import { lazy, Suspense } from 'react';
import { Card, Col, Descriptions, Row, Skeleton, Space, Tag, Typography } from 'antd';
import { Navigate, useParams } from '@tanstack/react-router';
import type { CaseView } from '@vermilion/contracts';
import { useCase, useProgramme } from '../api/cases.js';
import { ProcessOnDemand } from '../charts/process-on-demand.js';
import { DueTag } from '../kit/due-tag.js';
import { Loaded } from '../kit/page-state.js';
import { useMe } from '../shell/session.js';
import { addTexts, useTexts } from '../texts/texts.js';
import { CaseProgress } from './case-progress.js';
import { Dates } from './dates.js';
import { FormContent } from './form-content.js';
import texts from './review.json';
import './review.css';
import { Standing } from './standing.js';
import { StepPanel } from './step-panel.js';
import { DECISION, SkipToDecision, ToDecision } from './to-decision.js';

addTexts('review', texts);

const Trail = lazy(async () => ({ default: (await import('./trail.js')).Trail }));
const Changes = lazy(async () => ({ default: (await import('./changes.js')).Changes }));
const WhereItIs = lazy(async () => ({ default: (await import('../enterprise/where-it-is.js')).WhereItIs }));
const Documents = lazy(async () => ({ default: (await import('./documents.js')).Documents }));
const Objections = lazy(async () => ({ default: (await import('./objections.js')).Objections }));

/** Everything for the decision on one page: what was declared beside what may be done, the clock, the papers, what others have said. */
export function CasePage() {
  const { id } = useParams({ strict: false });
  const found = useCase(id ?? '');
  // An expert sees the case from the own seat.
  if (useMe().data?.acting?.role === 'expert') return <Navigate to="/seats/$id" params={{ id: id ?? '' }} replace />;
  return <Loaded query={found}>{(view) => <Case view={view} />}</Loaded>;
}

function Case({ view }: { readonly view: CaseView }) {
  const { t } = useTexts('review');
  const me = useMe().data?.acting;
  const programme = useProgramme(view.procedure).data;
  const own = me?.organisation.id === view.applicant.id;
  return (
    <>
      <SkipToDecision />
      <Heading view={view} />
      {own && (
        <Suspense fallback={<Skeleton active />}>
          <WhereItIs view={view} />
        </Suspense>
      )}
      <CaseProgress view={view} />
      <ProcessOnDemand view={view} />
      <Row gutter={[16, 16]}>
        <Col xs={24} xl={16}>
          <Space orientation="vertical" size={16} style={{ width: '100%' }}>
            <Suspense fallback={<Skeleton active />}>
              <Changes id={view.id} programme={programme} />
            </Suspense>
            {view.objections.length > 0 && (
              <Suspense fallback={<Skeleton active />}>
                <Objections id={view.id} />
              </Suspense>
            )}
            <Card title={t('declaration')} size="small">
              {programme ? <FormContent programme={programme} view={view} /> : <Skeleton active />}
            </Card>
            <Suspense fallback={<Skeleton active />}>
              <Documents view={view} programme={programme} />
            </Suspense>
            <Suspense fallback={<Skeleton active />}>
              <Trail id={view.id} />
            </Suspense>
          </Space>
          <ToDecision view={view} />
        </Col>
        <Col xs={24} xl={8} id={DECISION} tabIndex={-1}>
          <Space orientation="vertical" size={16} className="decision-sticky" style={{ width: '100%' }}>
            <StepPanel key={view.id} view={view} />
            <Dates view={view} />
            <Standing view={view} />
          </Space>
        </Col>
      </Row>
    </>
  );
}

function Heading({ view }: { readonly view: CaseView }) {
  const { t, read } = useTexts('review');
  return (
    <>
      <Typography.Title level={1} style={{ fontSize: 22, marginBottom: 4 }}>
        {view.workshopName ?? t('unnamed')}
      </Typography.Title>
      <Descriptions
        size="small"
        style={{ marginBottom: 12 }}
        column={{ xs: 1, md: 2, xl: 4 }}
        items={[
          { key: 'id', label: t('caseNumber'), children: view.id },
          { key: 'applicant', label: t('applicant'), children: read(view.applicant.name) },
          {
            key: 'procedure',
            label: t('procedure'),
            children: t('version', { title: read(view.procedure.title), version: view.procedure.version }),
          },
          { key: 'state', label: t('state'), children: <State view={view} /> },
        ]}
      />
    </>
  );
}

/** Where it is, who has it, until when: in words. */
function State({ view }: { readonly view: CaseView }) {
  const { t, read } = useTexts('review');
  if (view.outcome !== null) return <Tag>{t(`outcome.${view.outcome}`)}</Tag>;
  const holder = view.holder?.organisation
    ? read(view.holder.organisation.name)
    : t(`holder.${view.holder?.kind ?? 'none'}`);
  return (
    <Space wrap>
      <span>{view.suspension ? t('suspended') : read(view.stage?.title)}</span>
      <span>{t('with', { holder })}</span>
      <DueTag dueAt={view.dueAt} overdue={view.overdue} />
    </Space>
  );
}
