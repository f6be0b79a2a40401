import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Sse,
  type MessageEvent,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { NotificationId, NotificationPage, NotificationQuery, ReadMessages } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { countUnread, listNotifications, markRead, markReadUpTo, type Ledger } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import type { Observable } from 'rxjs';
import { Acting, Asking, type Caller, type CallerRequest } from '../access/caller.js';
import { Callers } from '../access/callers.js';
import { Answers } from '../http/shapes.js';
import { LEDGER } from '../parts.js';
import { LiveInbox } from './live-inbox.js';

/** The inbox of the acting organisation, and the same live. */
@ApiTags('notifications')
@Controller('api/v1')
export class NotificationsController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(LiveInbox) private readonly live: LiveInbox,
    @Inject(Callers) private readonly callers: Callers,
  ) {}

  @Get('notifications')
  @Answers(NotificationPage)
  list(@Acting() { organisation, ...person }: Person, @Query({ schema: NotificationQuery }) query: NotificationQuery) {
    return this.ledger.read({ organisation, ...person }, async (session) => ({
      ...(await listNotifications(session, organisation, query.unread ?? false, query)),
      unread: await countUnread(session, organisation),
    }));
  }

  @Post('notifications/:id/read')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Read; a second time changes nothing' })
  async read(@Acting() person: Person, @Param('id', { schema: NotificationId }) id: string): Promise<void> {
    const found = await this.ledger.write(person, (session) => markRead(session, person.organisation, id));
    if (!found) throw problem('not-found');
  }

  @Post('notifications/read')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'All up to that message are read; what came since is not' })
  async readAll(@Acting() person: Person, @Body({ schema: ReadMessages }) { upTo }: ReadMessages): Promise<void> {
    await this.ledger.write(person, (session) => markReadUpTo(session, person.organisation, upTo));
  }

  /** Server-sent events; after a break, `Last-Event-ID` brings what was missed. */
  @Sse('stream')
  stream(
    @Acting() person: Person,
    @Asking() { expires }: Caller,
    @Req() request: CallerRequest,
    @Headers('last-event-id') last?: string,
  ): Observable<MessageEvent> {
    return this.live.follow({ person, expires, still: () => this.callers.still(request, person) }, last);
  }
}
