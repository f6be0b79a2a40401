import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Person, Role } from '@vermilion/domain';
import type { Membership } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import type { FastifyRequest } from 'fastify';

/** Who made a request, and for which of their organisations. */
export interface Caller {
  /** The identity provider that knows the person. */
  readonly issuer: string;
  readonly subject: string;
  /** When the token ends, seconds since 1970. */
  readonly expires: number;
  /** When the person has last shown who they are, seconds since 1970; null when nobody can say. */
  readonly authenticatedAt: number | null;
  readonly memberships: readonly Membership[];
  /** Null while the person has several memberships and has chosen none. */
  readonly acting: Membership | null;
}

export type CallerRequest = FastifyRequest & { caller?: Caller };

export const PUBLIC = 'public';
export const ROLES_ALLOWED = 'roles allowed';

/** Anybody may ask, without a token. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Only these roles may ask. */
export const For = (...roles: Role[]) => SetMetadata(ROLES_ALLOWED, roles);

/** The caller of a request, whichever membership. */
export const Asking = createParamDecorator((_: unknown, context: ExecutionContext): Caller => callerOf(context));

/** The person acting in the chosen membership. */
export const Acting = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { acting, subject } = callerOf(context);
  if (!acting) throw problem('no-membership');
  return { kind: 'person', person: subject, organisation: acting.organisation, role: acting.role };
});

function callerOf(context: ExecutionContext): Caller {
  const { caller } = context.switchToHttp().getRequest<CallerRequest>();
  if (!caller) throw problem('unauthorised');
  return caller;
}
