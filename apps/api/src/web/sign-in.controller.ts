import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ChooseMembership } from '@vermilion/contracts';
import { SYSTEM } from '@vermilion/domain';
import { chooseMembership, endWebSession, openWebSession, signOutEverywhere, type Ledger } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Asking, Public, type Caller } from '../access/caller.js';
import { IDENTITY_PROVIDER, LEDGER, PUBLIC_ADDRESS } from '../parts.js';
import { ATTEMPT_COOKIE, KEPT, SESSION_COOKIE } from './cookies.js';
import type { IdentityProvider } from './identity-provider.js';

const ATTEMPT_SECONDS = 600;
const SESSION_SECONDS = 12 * 3_600;

/** A place within the application: a path, and never another host. */
const Place = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\s\\]*$/);
const Where = z.object({ to: Place.catch('/'), fresh: z.literal('1').optional().catch(undefined) });
const LogoutForm = z.object({ logout_token: z.string().max(10_000) });
const Attempt = z.object({ state: z.string(), verifier: z.string(), to: Place.catch('/') });

/** Signing in and out with a browser. Not part of the API: programs come with an access token of their own. */
@ApiExcludeController()
@Controller('auth')
export class SignInController {
  constructor(
    @Inject(IDENTITY_PROVIDER) private readonly provider: IdentityProvider,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PUBLIC_ADDRESS) private readonly address: string,
  ) {}

  @Public()
  @Get('login')
  async begin(@Query() query: unknown, @Res() reply: FastifyReply) {
    const { to, fresh } = Where.parse(query);
    const { address, state, verifier } = await this.provider.begin(fresh !== undefined);
    const kept = Buffer.from(JSON.stringify({ state, verifier, to })).toString('base64url');
    return reply.setCookie(ATTEMPT_COOKIE, kept, { ...KEPT, maxAge: ATTEMPT_SECONDS }).redirect(address, 303);
  }

  @Public()
  @Get('callback')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const attempt = attemptIn(request.cookies[ATTEMPT_COOKIE]);
    // A reload of this page, or a bookmark of it: there is nothing to finish, so begin again.
    if (!attempt) return reply.redirect('/auth/login', 303);
    const known = await this.provider.finish(new URL(request.url, this.address), attempt);
    const secret = await this.ledger.write(SYSTEM, (session) =>
      openWebSession(session, { ...known, seconds: SESSION_SECONDS, before: request.cookies[SESSION_COOKIE] }),
    );
    return reply
      .clearCookie(ATTEMPT_COOKIE, KEPT)
      .setCookie(SESSION_COOKIE, secret, { ...KEPT, maxAge: SESSION_SECONDS })
      .redirect(attempt.to, 303);
  }

  @Post('membership')
  @HttpCode(204)
  async choose(
    @Asking() { memberships }: Caller,
    @Body({ schema: ChooseMembership }) chosen: ChooseMembership,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { organisation, role } = chosen;
    if (!memberships.some((one) => one.organisation === organisation && one.role === role))
      throw problem('no-membership');
    const secret = request.cookies[SESSION_COOKIE];
    if (secret !== undefined) await this.ledger.write(SYSTEM, (session) => chooseMembership(session, secret, chosen));
  }

  /** The identity provider says that a person is signed out, or disabled: every session and every token of theirs is over. */
  @Public()
  @Post('backchannel-logout')
  @HttpCode(200)
  async endAll(@Body() form: unknown): Promise<void> {
    const { data } = LogoutForm.safeParse(form);
    if (!data) throw problem('request-invalid');
    const { issuer, subject, at } = await this.provider.loggedOut(data.logout_token);
    await this.ledger.write(SYSTEM, (session) => signOutEverywhere(session, issuer, subject, at));
  }

  @Post('logout')
  @HttpCode(204)
  async end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const secret = request.cookies[SESSION_COOKIE];
    if (secret !== undefined) await this.ledger.write(SYSTEM, (session) => endWebSession(session, secret));
    void reply.clearCookie(SESSION_COOKIE, KEPT);
  }
}

function attemptIn(cookie: string | undefined): z.infer<typeof Attempt> | null {
  try {
    return Attempt.parse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString()));
  } catch {
    return null;
  }
}
