import { useEffect, useRef, useState } from 'react';
import { Button, Empty, Flex } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { CaseView, EventView, ProgrammeView } from '@vermilion/contracts';
import { chartOf, columnsIn, layOut, travelled, type Chart, type Procedure, type Travelled } from '@vermilion/domain';
import { ask } from '../api/client.js';
import { useEvents } from '../api/cases.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './charts.json';
import { ProcessDrawing } from './process-drawing.js';

addTexts('charts', texts);

const MOST_COLUMNS = 5;

/** The procedure of a case as a diagram, with the way that the case has taken, where it is, and the same in words. */
export function ProcessDiagram({ view }: { readonly view: CaseView }) {
  const { id, version } = view.procedure;
  const programme = useQuery({
    queryKey: ['programme', id, version],
    queryFn: () => ask<ProgrammeView>('GET', `programmes/${id}/${version}`),
    staleTime: Infinity,
  });
  const events = useEvents(view.id);
  return (
    <Loaded query={programme}>
      {(found) => <Loaded query={events}>{(facts) => <Drawn programme={found} facts={facts} />}</Loaded>}
    </Loaded>
  );
}

function Drawn({ programme, facts }: { readonly programme: ProgrammeView; readonly facts: readonly EventView[] }) {
  const { t, read } = useTexts('charts');
  const [frame, columns] = useColumns();
  // The API sends procedures as plain data, checked at load.
  const chart = chartOf(programme as unknown as Procedure);
  const way = travelled(chart, facts);
  const { id, version, title } = chart.procedure;
  return (
    <figure style={{ margin: 0 }} ref={frame}>
      <figcaption>
        <Flex wrap gap="4px 16px" align="baseline" justify="space-between">
          <strong>{t('process', { title: read(title), version })}</strong>
          <Button type="link" size="small" href={`/api/v1/programmes/${id}/${version}/bpmn`}>
            {t('process.export')}
          </Button>
        </Flex>
        <Where chart={chart} way={way} />
      </figcaption>
      <div style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('process.way')}>
        <ProcessDrawing layout={layOut(chart, columns)} way={way} />
      </div>
      <Stations chart={chart} way={way} />
    </figure>
  );
}

/** As many stages in a row as there is room for. */
function useColumns() {
  const frame = useRef<HTMLElement>(null);
  const [columns, setColumns] = useState(MOST_COLUMNS);
  useEffect(() => {
    if (!frame.current) return undefined;
    const watch = new ResizeObserver(([entry]) => {
      setColumns(Math.min(MOST_COLUMNS, columnsIn(entry?.contentRect.width ?? 0)));
    });
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  return [frame, columns] as const;
}

function Where({ chart, way }: { readonly chart: Chart; readonly way: Travelled }) {
  const { t, read } = useTexts('charts');
  const here = chart.nodes.find(({ id }) => id === way.at);
  const said = way.outcome
    ? t('process.over', { outcome: t(`outcome.${way.outcome}`) })
    : t('process.here', { title: read(here?.title) });
  return (
    <p style={{ margin: '4px 0 8px' }}>
      <strong>{said}</strong> · {t('process.legend')}
    </p>
  );
}

/** The same in words: for who cannot see the drawing, and for who wants to read off the days. */
function Stations({ chart, way }: { readonly chart: Chart; readonly way: Travelled }) {
  const { t, read, language } = useTexts('charts');
  if (way.stations.length === 0) return <Empty description={t('process.older')} />;
  const last = way.stations.length - 1;
  return (
    <details open>
      <summary>{t('process.stations', { count: way.stations.length })}</summary>
      <ol>
        {way.stations.map(({ node, at }, index) => (
          <li key={`${node} ${at}`} aria-current={index === last && way.outcome === null ? 'step' : undefined}>
            {read(chart.nodes.find(({ id }) => id === node)?.title)} ·{' '}
            <time dateTime={at}>{instantText(at, language)}</time>
            {index === last && way.outcome === null && ` · ${t('process.hereMark')}`}
          </li>
        ))}
      </ol>
    </details>
  );
}
