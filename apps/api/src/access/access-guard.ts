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
    if (roles) admit(caller, roles);
    request.caller = caller;
    return true;
  }

  /** The register is asked each time: who loses a membership loses its rights at once. */
  private async callerOf(request: CallerRequest): Promise<Caller> {
    const { issuer, subject, expires } = await this.tokens.verify(tokenIn(request));
    const memberships = await this.ledger.read(SYSTEM, (session) => membershipsOf(session, issuer, subject));
    return { subject, expires, memberships, acting: chosen(memberships, request.headers) };
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

/**
 * The membership that the headers choose among the caller's. Null while several remain: then the caller may ask who they are, and act as
 * nobody. @throws Problem `no-membership` when what was asked for is none of theirs
 */
function chosen(memberships: readonly Membership[], headers: CallerRequest['headers']): Membership | null {
  const organisation = headers['x-vermilion-organisation'];
  const role = headers['x-vermilion-role'];
  const fitting = memberships.filter(
    (membership) =>
      (organisation === undefined || membership.organisation === organisation) &&
      (role === undefined || membership.role === role),
  );
  if (fitting.length === 0 && (organisation !== undefined || role !== undefined)) throw problem('no-membership');
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
