import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AskForWebhook,
  PageQuery,
  WebhookId,
  WebhookPage,
  WebhookView,
  WebhookWithSecret,
  webhookTest,
} from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import {
  createWebhook,
  disableWebhook,
  listWebhooks,
  rotateWebhook,
  testWebhook,
  type Ledger,
  type Session,
  type Webhook,
  type WebhookRefusal,
} from '@vermilion/ledger';
import { problem, type UrlFault } from '@vermilion/runtime';
import { Acting, For } from '../access/caller.js';
import { FreshlySignedIn } from '../access/step-up.js';
import { Answers } from '../http/shapes.js';
import { LEDGER, WEBHOOKS, type Webhooks } from '../parts.js';

const REFUSALS = {
  unsafe: 'webhook-url-unsafe',
  host: 'webhook-host-not-allowed',
  port: 'webhook-port-not-allowed',
} as const satisfies { readonly [fault in UrlFault]: string };

/** Where events of an organisation's cases are sent: to hosts that the installation allows, each signed with a secret of its own. */
@For('security')
@ApiTags('security')
@Controller('api/v1/security/webhooks')
export class WebhooksController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(WEBHOOKS) private readonly webhooks: Webhooks | null,
  ) {}

  @Get()
  @Answers(WebhookPage)
  async list(@Acting() person: Person, @Query({ schema: PageQuery }) query: PageQuery): Promise<WebhookPage> {
    const { items, next } = await this.ledger.read(person, (session) => listWebhooks(session, query));
    return { items: [...items], next };
  }

  /** The answer holds the secret; it is not shown again. */
  @Post()
  @FreshlySignedIn()
  @Answers(WebhookWithSecret)
  async create(
    @Acting() by: Person,
    @Body({ schema: AskForWebhook }) { organisation, url }: AskForWebhook,
  ): Promise<WebhookWithSecret> {
    const webhooks = this.open();
    const fault = webhooks.hosts.faultOf(url);
    if (fault !== null) throw problem(REFUSALS[fault]);
    const asked = { organisation, url: new URL(url).href };
    return withSecret(webhooks, await this.done(by, (session) => createWebhook(session, by, asked)));
  }

  /** Nothing more is sent, neither what waits. */
  @Post(':id/disabling')
  @FreshlySignedIn()
  @Answers(WebhookView)
  disable(@Acting() by: Person, @Param('id', { schema: WebhookId }) id: string): Promise<WebhookView> {
    return this.done(by, (session) => disableWebhook(session, by, id));
  }

  /** Another secret; for a day the one before it signs as well. */
  @Post(':id/rotation')
  @FreshlySignedIn()
  @Answers(WebhookWithSecret)
  async rotate(@Acting() by: Person, @Param('id', { schema: WebhookId }) id: string): Promise<WebhookWithSecret> {
    const webhooks = this.open();
    return withSecret(webhooks, await this.done(by, (session) => rotateWebhook(session, by, id)));
  }

  /** Sends an event of no case; the list says whether it went. */
  @Post(':id/test')
  @Answers(WebhookView)
  test(@Acting() by: Person, @Param('id', { schema: WebhookId }) id: string): Promise<WebhookView> {
    this.open();
    return this.done(by, (session) => testWebhook(session, by, id, (at) => JSON.stringify(webhookTest(at))));
  }

  private open(): Webhooks {
    if (this.webhooks === null) throw problem('webhooks-off');
    return this.webhooks;
  }

  private done(by: Person, work: (session: Session) => Promise<Webhook | WebhookRefusal>): Promise<Webhook> {
    return this.ledger.write(by, async (session) => {
      const outcome = await work(session);
      // Thrown inside, so that nothing is kept.
      if (typeof outcome === 'string') throw problem(outcome);
      return outcome;
    });
  }
}

/** The secret as Standard Webhooks writes it. */
function withSecret({ secrets }: Webhooks, webhook: Webhook): WebhookWithSecret {
  return { ...webhook, secret: `whsec_${secrets(webhook.id, webhook.generation).toString('base64')}` };
}
