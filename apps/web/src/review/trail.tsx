import { Card, Timeline } from 'antd';
import type { EventView } from '@vermilion/contracts';
import { EVENT_TITLES } from '@vermilion/contracts';
import { useEvents } from '../api/cases.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { useTexts } from '../texts/texts.js';

/** What happened, the newest first: when, who decided, what they wrote. */
export function Trail({ id }: { readonly id: string }) {
  const { t } = useTexts('review');
  const found = useEvents(id);
  return (
    <Card title={t('trail')} size="small">
      <Loaded query={found}>
        {(events) => (
          <Timeline
            items={[...events].reverse().map((event) => ({ key: event.id, content: <Happened event={event} /> }))}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Happened({ event }: { readonly event: EventView }) {
  const { t, read, language } = useTexts('review');
  const titles: { readonly [type: string]: { readonly zh: string; readonly en: string } } = EVENT_TITLES;
  const { actor, texts, at, type } = event;
  const who = actor.organisation ? read(actor.organisation.name) : t(`actor.${actor.kind}`);
  const given = event.data['to'] ?? event.data['signer'];
  const opinion = typeof texts?.['opinion'] === 'string' ? texts['opinion'] : null;
  return (
    <>
      <strong>{read(titles[type]) || type}</strong> · {who} ·{' '}
      {typeof given === 'string' && <>{t('given', { person: given })} · </>}
      <time dateTime={at}>{instantText(at, language)}</time>
      {opinion !== null && opinion !== '' && (
        <blockquote style={{ margin: '4px 0', whiteSpace: 'pre-line' }}>{opinion}</blockquote>
      )}
    </>
  );
}
