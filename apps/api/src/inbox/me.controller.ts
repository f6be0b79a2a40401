import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MeView, MyData } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import {
  actsOf,
  listNotifications,
  type Ledger,
  type Membership,
  type NotificationEntry,
  type Session,
} from '@vermilion/ledger';
import { Acting, Asking, type Caller } from '../access/caller.js';
import { FreshlySignedIn } from '../access/step-up.js';
import { Answers } from '../http/shapes.js';
import { LEDGER } from '../parts.js';

/** So many messages are read at once. */
const AT_ONCE = 200;

/** Who I am here, and what is held of me. */
@ApiTags('me')
@Controller('api/v1/me')
export class MeController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Get()
  @Answers(MeView)
  me(@Asking() caller: Caller): MeView {
    return whoIs(caller);
  }

  /** A person takes their own data away: read as this person, under the rights of the rows, so that nobody else's can be among them. */
  @Get('data')
  @FreshlySignedIn()
  @Answers(MyData)
  data(@Asking() caller: Caller, @Acting() person: Person) {
    return this.ledger.read(person, async (session) => ({
      ...whoIs(caller),
      messages: await allMessages(session, person.organisation),
      acts: await actsOf(session, this.ledger.secrets, person),
    }));
  }
}

function whoIs({ subject, acting, memberships }: Caller): MeView {
  return { person: subject, acting: acting && viewOf(acting), memberships: memberships.map(viewOf) };
}

function viewOf({ organisation, name, role }: Membership): MeView['memberships'][number] {
  return { organisation: { id: organisation, name }, role };
}

async function allMessages(session: Session, organisation: string): Promise<NotificationEntry[]> {
  const found: NotificationEntry[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await listNotifications(session, organisation, false, { limit: AT_ONCE, after });
    found.push(...items);
    after = next ?? undefined;
  } while (after !== undefined);
  return found;
}
