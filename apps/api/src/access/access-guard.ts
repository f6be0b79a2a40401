import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '@vermilion/domain';
import { problem } from '@vermilion/runtime';
import { PUBLIC, ROLES_ALLOWED, type Caller, type CallerRequest } from './caller.js';
import { Callers } from './callers.js';
import { RateLimit } from './rate-limit.js';
import { FRESH_FOR, FreshSignIn } from './step-up.js';

/** Lets nobody in without a valid token or session, unless a route says that it is public; knows for whom the caller acts. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Callers) private readonly callers: Callers,
    @Inject(RateLimit) private readonly rate: RateLimit,
    @Inject(FreshSignIn) private readonly fresh: FreshSignIn,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CallerRequest>();
    const asked = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, asked)) {
      this.rate.take(`address:${request.ip}`);
      return true;
    }
    const caller = await this.callers.of(request).catch((refused: unknown) => {
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
}

/** @throws Problem when the caller has not chosen a membership, or acts in another role */
function admit({ acting }: Caller, roles: readonly Role[]): void {
  if (!acting) throw problem('no-membership');
  if (!roles.includes(acting.role)) throw problem('role-not-permitted');
}
