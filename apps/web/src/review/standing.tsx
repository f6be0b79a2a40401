import { Card, Descriptions, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { CaseView } from '@vermilion/contracts';
import { dateText } from '../kit/dates.js';
import { BAD, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

interface Item {
  readonly key: string;
  readonly label: string;
  readonly children: ReactNode;
}

/** Registers, marks, place, notice and title: what is known of the case by now. Nothing is shown where there is nothing to say. */
export function Standing({ view }: { readonly view: CaseView }) {
  const { t } = useTexts('review');
  const items = [...useRegisters(view), ...usePanel(view), ...useMarks(view), ...usePapers(view)];
  if (items.length === 0) return null;
  return (
    <Card title={t('standing')} size="small">
      <Descriptions size="small" column={1} items={items} />
    </Card>
  );
}

function useRegisters({ check, suspension, deferred }: CaseView): Item[] {
  const { t, language } = useTexts('review');
  return [
    ...(check
      ? [
          {
            key: 'credit',
            label: t('credit'),
            children: (
              <>
                <Tag color={check.credit.grade === 'none' ? GOOD : BAD}>{t(`grade.${check.credit.grade}`)}</Tag>
                {check.credit.source} {dateText(check.on, language)}
              </>
            ),
          },
        ]
      : []),
    ...(check?.title ? [{ key: 'title', label: t('titled'), children: check.title }] : []),
    ...(suspension
      ? [
          {
            key: 'suspension',
            label: t('suspended'),
            children: t('since', { date: dateText(suspension.on, language) }),
          },
        ]
      : []),
    ...deferred.map(({ document, until }) => ({
      key: `deferred ${document}`,
      label: t('promised'),
      children: `${document} ${dateText(until, language)}`,
    })),
  ];
}

/** Seats, not names. Who has marked, the server tells only to those who watch the panel. */
function usePanel({ panel }: CaseView): Item[] {
  const { t } = useTexts('review');
  if (!panel || panel.seats.length === 0) return [];
  return [
    {
      key: 'panel',
      label: t('panel'),
      children: (
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {panel.seats.map(({ seat, category, status, yours }) => (
            <li key={seat}>
              {t(yours ? 'panel.yours' : 'panel.seat', {
                seat,
                category: t(`category.${category}`),
                status: t(`seat.${status}`),
              })}
            </li>
          ))}
        </ul>
      ),
    },
  ];
}

function useMarks({ judgement, place, round }: CaseView): Item[] {
  const { t } = useTexts('review');
  return [
    ...(judgement
      ? [
          {
            key: 'marks',
            label: t('mean'),
            children: (
              <>
                {judgement.trimmedMean.toFixed(2)}{' '}
                <Tag color={judgement.passed ? GOOD : BAD}>{t(judgement.passed ? 'passed' : 'failed')}</Tag>
              </>
            ),
          },
        ]
      : []),
    ...(place
      ? [{ key: 'place', label: t('place'), children: t(`place.${place.result}`, { rank: place.rank, of: place.of }) }]
      : []),
    ...(round !== null
      ? [
          {
            key: 'round',
            label: t('round'),
            children: (
              <Link to="/rounds/$id" params={{ id: round }}>
                {round}
              </Link>
            ),
          },
        ]
      : []),
  ];
}

function usePapers({ notice, award, outcome, id }: CaseView): Item[] {
  const { t, language } = useTexts('review');
  const decided = outcome !== null && !['awarded', 'renewed', 'withdrawn', 'lapsed'].includes(outcome);
  return [
    ...(notice
      ? [
          {
            key: 'notice',
            label: t('notice'),
            children: `${notice.number} ${dateText(notice.from, language)} – ${dateText(notice.until, language)}`,
          },
        ]
      : []),
    ...(award
      ? [
          {
            key: 'award',
            label: t('award'),
            children: (
              <div>
                <div>{award.documentNumber}</div>
                <div>
                  <Link to="/certificates/$number" params={{ number: award.certificateNumber }}>
                    {award.certificateNumber}
                  </Link>{' '}
                  <a href={`/api/v1/certificates/${encodeURIComponent(award.certificateNumber)}/certificate.pdf`}>
                    {t('certificate')}
                  </a>
                </div>
                <div>
                  {t('valid', {
                    from: dateText(award.validFrom, language),
                    until: dateText(award.validUntil, language),
                  })}
                </div>
              </div>
            ),
          },
        ]
      : []),
    ...(decided
      ? [
          {
            key: 'decision',
            label: t('decision'),
            children: (
              <>
                <a href={`/api/v1/cases/${id}/decision.pdf`}>{t('decision.letter')}</a>{' '}
                <a href={`/api/v1/cases/${id}/near-miss.pdf`}>{t('decision.nearMiss')}</a>
              </>
            ),
          },
        ]
      : []),
  ];
}
