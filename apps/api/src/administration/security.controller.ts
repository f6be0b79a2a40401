import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import {
  ActPage,
  Appointment,
  AppointmentPage,
  AppointmentQuery,
  PageQuery,
  SignOutPerson,
} from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import {
  giveMembership,
  listActs,
  listMembers,
  signOutPerson,
  withdrawMembership,
  type AppointmentRefusal,
  type Ledger,
} from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Acting, Asking, For, type Caller } from '../access/caller.js';
import { FreshlySignedIn } from '../access/step-up.js';
import { Answers } from '../http/shapes.js';
import { LEDGER } from '../parts.js';

/** What the security administrator governs: who may act for whom, whose sign-ins are over, what the audit administrator does. No case, no word of anybody. */
@For('security')
@ApiTags('security')
@Controller('api/v1/security')
export class SecurityController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Get('members')
  @Answers(AppointmentPage)
  async list(
    @Acting() person: Person,
    @Query({ schema: AppointmentQuery }) query: AppointmentQuery,
  ): Promise<AppointmentPage> {
    const { items, next } = await this.ledger.read(person, (session) => listMembers(session, query, query));
    return { items: [...items], next };
  }

  /** One that the person has already stays as it is. */
  @Post('members')
  @FreshlySignedIn()
  @Answers(Appointment)
  give(@Acting() by: Person, @Asking() { issuer }: Caller, @Body({ schema: Appointment }) given: Appointment) {
    return this.change(given, by, (session) => giveMembership(session, by, issuer, given));
  }

  /** One that the person does not have stays away. */
  @Post('withdrawals')
  @FreshlySignedIn()
  @Answers(Appointment)
  withdraw(@Acting() by: Person, @Asking() { issuer }: Caller, @Body({ schema: Appointment }) taken: Appointment) {
    return this.change(taken, by, (session) => withdrawMembership(session, by, issuer, taken));
  }

  /** Ends every session and every token from before. Whether the person may sign in again, the identity provider says. */
  @Post('sign-outs')
  @FreshlySignedIn()
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Everything from before is over' })
  async signOut(
    @Acting() by: Person,
    @Asking() { issuer }: Caller,
    @Body({ schema: SignOutPerson }) { person }: SignOutPerson,
  ): Promise<void> {
    const at = Math.floor(Date.now() / 1000);
    await this.ledger.write(by, (session) => signOutPerson(session, by, issuer, { person, at }));
  }

  /** What the audit administrator has looked at: whoever watches is watched. */
  @Get('audit-acts')
  @Answers(ActPage)
  async auditActs(@Acting() person: Person, @Query({ schema: PageQuery }) query: PageQuery): Promise<ActPage> {
    const { items, next } = await this.ledger.read(person, (session) => listActs(session, 'auditor', query));
    return { items: [...items], next };
  }

  private async change(
    appointment: Appointment,
    by: Person,
    work: (session: Parameters<typeof listMembers>[0]) => Promise<AppointmentRefusal | null>,
  ): Promise<Appointment> {
    const refusal = await this.ledger.write(by, work);
    if (refusal !== null) throw problem(refusal);
    return appointment;
  }
}
