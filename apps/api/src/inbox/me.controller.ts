import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MeView } from '@vermilion/contracts';
import type { Membership } from '@vermilion/ledger';
import { Asking, type Caller } from '../access/caller.js';
import { Answers } from '../http/shapes.js';

/** Who I am here. */
@ApiTags('me')
@Controller('api/v1/me')
export class MeController {
  @Get()
  @Answers(MeView)
  me(@Asking() { subject, acting, memberships }: Caller): MeView {
    return { person: subject, acting: acting && viewOf(acting), memberships: memberships.map(viewOf) };
  }
}

function viewOf({ organisation, name, role }: Membership): MeView['memberships'][number] {
  return { organisation: { id: organisation, name }, role };
}
