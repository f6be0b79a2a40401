import { Body, Controller, Delete, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OfficeView, PutStandIn, StandInId, StandInList, StandInView } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import {
  colleaguesOf,
  organisationsNamed,
  putStandIn,
  standInsOf,
  withdrawStandIn,
  type Ledger,
} from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Acting, For } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { LEDGER } from '../parts.js';

/** An office and its people: who could take a case over, who is on leave, who stands in. */
@ApiTags('offices')
@For('reviewer', 'officer', 'leader')
@Controller('api/v1')
export class OfficesController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Get('offices/mine')
  @Answers(OfficeView)
  mine(@Acting() person: Person): Promise<OfficeView> {
    return this.ledger.read(person, async (session) => {
      const { organisation } = person;
      const named = (await organisationsNamed(session, [organisation])).get(organisation);
      const members = await colleaguesOf(session, person);
      return {
        organisation: named ?? { id: organisation, name: { zh: organisation, en: organisation } },
        members: members.map((member) => ({
          ...member,
          roles: [...member.roles],
          you: member.person === person.person,
        })),
      };
    });
  }

  @Get('stand-ins')
  @Answers(StandInList)
  async list(@Acting() person: Person) {
    return { items: [...(await this.ledger.read(person, (session) => standInsOf(session, person)))] };
  }

  @Put('stand-ins')
  @Answers(StandInView)
  async put(@Acting() person: Person, @Body({ schema: PutStandIn }) body: PutStandIn) {
    const leave = { ...body, absent: body.absent ?? person.person };
    const set = await this.ledger.write(person, (session) => putStandIn(session, person, leave));
    if (typeof set === 'string') throw problem(set);
    return set;
  }

  /** Ends a leave at once. That it was there stays on record. */
  @Delete('stand-ins/:id')
  @Answers(StandInList)
  async withdraw(@Acting() person: Person, @Param('id', { schema: StandInId }) id: string) {
    const outcome = await this.ledger.write(person, (session) => withdrawStandIn(session, person, id));
    if (outcome === null) throw problem('not-found');
    if (outcome === 'not-permitted') throw problem('not-permitted');
    return this.list(person);
  }
}
