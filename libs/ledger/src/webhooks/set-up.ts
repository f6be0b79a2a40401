import { randomUUID } from 'node:crypto';
import { fitsOrganisation, type Instant, type Person } from '@vermilion/domain';
import { recordAct, type Act } from '../administration/acts.js';
import { businessNow } from '../core/business-clock.js';
import { instantOf } from '../core/instant.js';
import { pageFrom, placeOf, type Page, type PageAsked } from '../reading/page.js';
import { inLedgerScope, type Session } from '../session.js';
import type { WebhookRow } from '../tables/webhooks.js';

/** That events of an organisation's cases are sent to its own system, and how that goes. */
export interface Webhook {
  readonly id: string;
  readonly organisation: string;
  readonly url: string;
  readonly state: WebhookRow['state'];
  readonly generation: number;
  readonly createdBy: string;
  readonly createdAt: Instant;
  /** Events that wait, and events that were given up. */
  readonly waiting: number;
  readonly failed: number;
  readonly lastSentAt: Instant | null;
  readonly reason: string | null;
}

export type WebhookRefusal = 'organisation-unknown' | 'webhook-exists' | 'webhook-disabled' | 'not-found';

type Line = WebhookRow & { readonly waiting: number; readonly failed: number; readonly last_sent_at: Date | null };

const LINES = `SELECT w.*, d.* FROM webhook w, LATERAL (
    SELECT count(*) FILTER (WHERE d.state = 'pending')::int AS waiting, count(*) FILTER (WHERE d.state = 'failed')::int AS failed,
           max(d.sent_at) AS last_sent_at FROM webhook_delivery d WHERE d.webhook = w.id) d`;

/** All of them, by their ids. */
export async function listWebhooks(session: Session, page: PageAsked): Promise<Page<Webhook>> {
  const [, after = ''] = placeOf(page, 'id') ?? [];
  const rows = await session.rows<Line>(`${LINES} WHERE w.id::text > $1 ORDER BY w.id::text LIMIT $2`, [
    after,
    page.limit + 1,
  ]);
  return pageFrom(rows, page, ({ id }) => ['', id], viewOf);
}

/** Sets one up for an organisation that can have cases. */
export async function createWebhook(
  session: Session,
  by: Person,
  { organisation, url }: Pick<Webhook, 'organisation' | 'url'>,
): Promise<Webhook | WebhookRefusal> {
  if (!hasCases(organisation)) return 'organisation-unknown';
  if (!(await session.first('SELECT FROM party WHERE organisation = $1', [organisation])))
    return 'organisation-unknown';
  const id = randomUUID();
  const added = await session.execute(
    `INSERT INTO webhook (id, organisation, url, state, created_by) VALUES ($1, $2, $3, 'active', $4)
     ON CONFLICT (organisation, url) WHERE state = 'active' DO NOTHING`,
    [id, organisation, url, by.person],
  );
  return added === 0 ? 'webhook-exists' : done(session, by, 'webhook.created', id);
}

/** Nothing more is sent, neither what waits; there is no way back but another one. Disabled again, it stays so. */
export async function disableWebhook(session: Session, by: Person, id: string): Promise<Webhook | WebhookRefusal> {
  const changed = await session.execute(
    `UPDATE webhook SET state = 'disabled', reason = 'withdrawn' WHERE id = $1 AND state = 'active'`,
    [id],
  );
  if (changed === 0) return (await webhookById(session, id)) ?? 'not-found';
  await inLedgerScope(session, () => letPendingGo(session, id, 'withdrawn'));
  return done(session, by, 'webhook.disabled', id);
}

/** Another secret comes into force; the one before it signs as well for a day. */
export async function rotateWebhook(session: Session, by: Person, id: string): Promise<Webhook | WebhookRefusal> {
  const changed = await session.execute(
    `UPDATE webhook SET generation = generation + 1, rotated_at = now() WHERE id = $1 AND state = 'active'`,
    [id],
  );
  return changed === 0 ? whyNot(session, id) : done(session, by, 'webhook.rotated', id);
}

/** Sends an event of no case. */
export async function testWebhook(
  session: Session,
  by: Person,
  id: string,
  bodyAt: (at: Instant) => string,
): Promise<Webhook | WebhookRefusal> {
  const found = await webhookById(session, id);
  if (found?.state !== 'active') return whyNot(session, id);
  await session.execute('INSERT INTO webhook_delivery (webhook, event_id, body) VALUES ($1, $2, $3)', [
    id,
    `webhook:${id}/${randomUUID()}`,
    bodyAt(await businessNow(session)),
  ]);
  return done(session, by, 'webhook.tested', id);
}

/** What waits for a webhook is given up. Needs the rights of the ledger. */
export async function letPendingGo(session: Session, id: string, reason: string): Promise<void> {
  await session.execute(
    `UPDATE webhook_delivery SET state = 'failed', error = $2 WHERE webhook = $1 AND state = 'pending'`,
    [id, reason],
  );
}

async function webhookById(session: Session, id: string): Promise<Webhook | null> {
  const row = await session.first<Line>(`${LINES} WHERE w.id = $1`, [id]);
  return row && viewOf(row);
}

async function whyNot(session: Session, id: string): Promise<WebhookRefusal> {
  return (await webhookById(session, id)) === null ? 'not-found' : 'webhook-disabled';
}

/** An enterprise applies, an office holds; an expert is never told by a machine what he sits on. */
function hasCases(organisation: string): boolean {
  return fitsOrganisation('filler', organisation) || fitsOrganisation('officer', organisation);
}

/** Notes the act, of the address without what follows `?`: that may be a secret of its receiver. */
async function done(session: Session, by: Person, act: Act, id: string): Promise<Webhook> {
  const hook = await webhookById(session, id);
  if (!hook) throw new Error('a webhook vanished while it was changed');
  const { organisation, url } = hook;
  await recordAct(session, by, act, { webhook: id, organisation, url: url.replace(/\?.*$/s, '') });
  return hook;
}

function viewOf(row: Line): Webhook {
  const { id, organisation, url, state, generation, created_by, created_at, waiting, failed, last_sent_at } = row;
  return {
    id,
    organisation,
    url,
    state,
    generation,
    createdBy: created_by,
    createdAt: instantOf(created_at),
    waiting,
    failed,
    lastSentAt: last_sent_at && instantOf(last_sent_at),
    reason: row.reason,
  };
}
