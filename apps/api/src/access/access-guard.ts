import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SYSTEM, type Role } from '@vermilion/domain';
import { membershipsOf, touchWebSession, webSessionOf, type Ledger, type Membership } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { IDLE_SECONDS, LEDGER, TOKENS } from '../parts.js';
import { PUBLIC, ROLES_ALLOWED, type Caller, type CallerRequest } from './caller.js';
import { SESSION_COOKIE } from '../web/cookies.js';
import { refuseCrossSite } from '../web/same-origin.js';
import { RateLimit } from './rate-limit.js';
import { FRESH_FOR, FreshSignIn } from './step-up.js';
import type { Bearer, TokenVerifier } from './token-verifier.js';

/** Whom a request comes from, and the membership which a browser's session has kept. */
interface Known extends Bearer {
  readonly kept: Choice;
}

interface Choice {
  readonly organisation?: string | undefined;
  readonly role?: string | undefined;
}

/** Lets nobody in without a valid token or session, unless a route says that it is public; knows for whom the caller acts. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(TOKENS) private readonly tokens: TokenVerifier,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(RateLimit) private readonly rate: RateLimit,
    @Inject(FreshSignIn) private readonly fresh: FreshSignIn,
    @Inject(IDLE_SECONDS) private readonly idleSeconds: number,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CallerRequest>();
    const asked = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, asked)) {
      this.rate.take(`address:${request.ip}`);
      return true;
    }
    const caller = await this.callerOf(request).catch((refused: unknown) => {
      // Who tries tokens or cookies is counted by address, as nobody is known.
      this.rate.take(`address:${request.ip}`);
      throw refused;
    });
    this.rate.take(`person:${caller.subject}`);
    const roles = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES_ALLOWED, asked);
    if (roles) admit(caller, roles);
    const commands = this.reflector.getAllAndOverride<readonly string[] | undefined>(FRESH_FOR, asked);
    if (commands) this.fresh.demand(commands, request.body, caller.authenticatedAt);
    request.caller = caller;
    return true;
  }

  /** The register is asked each time: who loses a membership loses its rights at once. */
  private async callerOf(request: CallerRequest): Promise<Caller> {
    const { issuer, subject, expires, authenticatedAt, kept } = await this.known(request);
    const memberships = await this.ledger.read(SYSTEM, (session) => membershipsOf(session, issuer, subject));
    const asked = choiceIn(request.headers);
    const fits = asked !== null || kept.organisation === undefined || isAmong(memberships, kept);
    return { subject, expires, authenticatedAt, memberships, acting: chosen(memberships, asked ?? (fits ? kept : {})) };
  }

  /** A program comes with a token, a browser with the cookie of its session. */
  private async known(request: CallerRequest): Promise<Known> {
    const secret = request.cookies[SESSION_COOKIE];
    if (secret === undefined || request.headers.authorization !== undefined)
      return { ...(await this.tokens.verify(tokenIn(request))), kept: {} };
    refuseCrossSite(request);
    const found = await this.ledger.read(SYSTEM, (session) => webSessionOf(session, secret, this.idleSeconds));
    if (!found) throw problem('unauthorised');
    if (found.untouched) await this.ledger.write(SYSTEM, (session) => touchWebSession(session, secret));
    const { organisation, role } = found;
    return { ...found, kept: organisation === null || role === null ? {} : { organisation, role } };
  }
}

/** @throws Problem when the caller has not chosen a membership, or acts in another role */
function admit({ acting }: Caller, roles: readonly Role[]): void {
  if (!acting) throw problem('no-membership');
  if (!roles.includes(acting.role)) throw problem('role-not-permitted');
}

function tokenIn(request: CallerRequest): string {
  const match = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '');
  if (!match?.[1]) throw problem('unauthorised');
  return match[1];
}

/** What the headers choose among several memberships; null when they say nothing. */
function choiceIn(headers: CallerRequest['headers']): Choice | null {
  const organisation = headers['x-vermilion-organisation'] as string | undefined;
  const role = headers['x-vermilion-role'] as string | undefined;
  return organisation === undefined && role === undefined ? null : { organisation, role };
}

function isAmong(memberships: readonly Membership[], { organisation, role }: Choice): boolean {
  return memberships.some((one) => one.organisation === organisation && one.role === role);
}

/**
 * The membership that was chosen among the caller's. Null while several remain: then the caller may ask who they are, and act as nobody.
 * @throws Problem `no-membership` when what was asked for is none of theirs
 */
function chosen(memberships: readonly Membership[], { organisation, role }: Choice): Membership | null {
  const fitting = memberships.filter(
    (membership) =>
      (organisation === undefined || membership.organisation === organisation) &&
      (role === undefined || membership.role === role),
  );
  if (fitting.length === 0 && (organisation !== undefined || role !== undefined)) throw problem('no-membership');
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
