import { Card, Col, Descriptions, Flex, Row, Steps, Typography } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { CaseSummary, RoundView } from '@vermilion/contracts';
import { ROUND_PHASES } from '@vermilion/domain';
import { ask } from '../api/client.js';
import { dateText, instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { addTexts, useTexts } from '../texts/texts.js';
import { CutLine } from './cut-line.js';
import { Districts } from './districts.js';
import { Funnel } from './funnel.js';
import texts from './leader.json';
import { NextStep } from './next-step.js';
import { RecommendationList } from './recommendation-list.js';
import { RoundDecision } from './round-decision.js';
import { RoundObjections } from './round-objections.js';
import { useBoard } from './use-board.js';

addTexts('leader', texts);

/** The round on one board: how many are where, the order, the cut line and how firm it is, and the decision that is due. */
export function RoundPage() {
  const { id } = useParams({ strict: false });
  const found = useQuery({
    queryKey: ['rounds', id],
    queryFn: () => ask<RoundView>('GET', `rounds/${id}`),
    refetchInterval: 5_000,
  });
  return <Loaded query={found}>{(round) => <Board round={round} />}</Loaded>;
}

function Board({ round }: { readonly round: RoundView }) {
  const { t, read } = useTexts('leader');
  // Who sees where the cases are, sees the board.
  const board = useBoard(round.id, round.funnel !== null).data;
  return (
    <Flex vertical gap={16}>
      <Flex wrap gap="4px 16px" justify="space-between" align="baseline">
        <Typography.Title level={1} style={{ fontSize: 24, marginBottom: 0 }}>
          {t('round', { title: read(round.procedure.title), year: round.terms?.year ?? '' })}
        </Typography.Title>
        {round.funnel && (
          <Link to="/rounds/$id/screen" params={{ id: round.id }}>
            {t('screen.open')}
          </Link>
        )}
      </Flex>
      <NextStep round={round} />
      <nav aria-label={t('progress')} className="wide" style={{ overflowX: 'auto' }}>
        <Steps
          size="small"
          titlePlacement="vertical"
          current={ROUND_PHASES.indexOf(round.phase)}
          items={ROUND_PHASES.map((phase) => ({ title: t(`phase.${phase}`) }))}
        />
      </nav>
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={8}>
          <Flex vertical gap={16}>
            <RoundDecision round={round} />
            {round.steps.includes('recommend') && <Recommending round={round} />}
            {board && <RoundObjections objections={board.objections} />}
            <Facts round={round} />
          </Flex>
        </Col>
        <Col xs={24} lg={16}>
          <Flex vertical gap={16}>
            {round.ranking && round.ranking.length > 0 && (
              <CutLine round={round} ranking={round.ranking} board={board} />
            )}
            {board && <Funnel board={board} />}
            {board && <Districts board={board} round={round} />}
          </Flex>
        </Col>
      </Row>
    </Flex>
  );
}

function Recommending({ round }: { readonly round: RoundView }) {
  const found = useQuery({
    queryKey: ['cases', 'recommendation'],
    queryFn: async () =>
      (
        await ask<{ readonly items: readonly CaseSummary[] }>(
          'GET',
          'cases?phase=running&stage=recommendation&limit=100',
        )
      ).items,
  });
  return <Loaded query={found}>{(cases) => <RecommendationList round={round} cases={cases} />}</Loaded>;
}

function Facts({ round }: { readonly round: RoundView }) {
  const { t, language } = useTexts('leader');
  const { terms, notice, documents } = round;
  return (
    <Card size="small" title={t('facts')}>
      <Descriptions
        size="small"
        column={1}
        items={[
          ...(terms
            ? [
                { key: 'opens', label: t('terms.opens'), children: instantText(terms.opens, language) },
                { key: 'closes', label: t('terms.closes'), children: instantText(terms.closes, language) },
                { key: 'cutOff', label: t('terms.cutOff'), children: instantText(terms.cutOff, language) },
                { key: 'quota', label: t('terms.quota'), children: terms.quota },
                { key: 'cap', label: t('terms.districtCap'), children: terms.districtCap },
              ]
            : []),
          ...(notice
            ? [
                {
                  key: 'notice',
                  label: t('notice'),
                  children: (
                    <a href={`/notices/${encodeURIComponent(round.id)}`}>
                      {notice.number} {dateText(notice.from, language)} – {dateText(notice.until, language)}
                    </a>
                  ),
                },
              ]
            : []),
          ...documents.map(({ number, on }, index) => ({
            key: number,
            label: t('document'),
            children: (
              <a href={`/api/v1/rounds/${round.id}/documents/${index + 1}.pdf`}>
                {number} {dateText(on, language)}
              </a>
            ),
          })),
        ]}
      />
    </Card>
  );
}
