import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SYSTEM, type Role } from '@vermilion/domain';
import { membershipsOf, type Ledger, type Membership } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { LEDGER, TOKENS } from '../parts.js';
import { PUBLIC, ROLES_ALLOWED, type Caller, type CallerRequest } from './caller.js';
import { RateLimit } from './rate-limit.js';
import type { TokenVerifier } from './token-verifier.js';

/** Lets nobody in without a valid token, unless a route says that it is public; knows for whom the caller acts. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(TOKENS) private readonly tokens: TokenVerifier,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(RateLimit) private readonly rate: RateLimit,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CallerRequest>();
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) {
      this.rate.take(`address:${request.ip}`);
      return true;
    }
    const caller = await this.callerOf(request);
    this.rate.take(`person:${caller.subject}`);
    const roles = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES_ALLOWED, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (roles && !(caller.acting && roles.includes(caller.acting.role))) throw problem('role-not-permitted');
    request.caller = caller;
    return true;
  }

  /** The register is asked each time: who loses a membership loses its rights at once. */
  private async callerOf(request: CallerRequest): Promise<Caller> {
    const { issuer, subject, expires } = await this.tokens.verify(tokenIn(request));
    const memberships = await this.ledger.read(SYSTEM, (session) => membershipsOf(session, issuer, subject));
    return { subject, expires, memberships, acting: chosen(memberships, request.headers['x-vermilion-organisation']) };
  }
}

function tokenIn(request: CallerRequest): string {
  const match = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '');
  if (!match?.[1]) throw problem('unauthorised');
  return match[1];
}

function chosen(memberships: readonly Membership[], asked: string | string[] | undefined): Membership | null {
  if (asked === undefined) return memberships.length === 1 ? (memberships[0] ?? null) : null;
  const membership = memberships.find(({ organisation }) => organisation === asked);
  if (!membership) throw problem('no-membership');
  return membership;
}
