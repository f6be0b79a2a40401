import { Inject, Injectable } from '@nestjs/common';
import { joinsAdministrators, SYSTEM, type Person } from '@vermilion/domain';
import { touchWebSession, webSessionOf, type Ledger, type Membership } from '@vermilion/ledger';
import { Problem, problem } from '@vermilion/runtime';
import { IDLE_SECONDS, LEDGER, TOKENS } from '../parts.js';
import { SESSION_COOKIE } from '../web/cookies.js';
import { refuseCrossSite } from '../web/same-origin.js';
import type { Caller, CallerRequest } from './caller.js';
import { Standings } from './standings.js';
import type { Bearer, TokenVerifier } from './token-verifier.js';

/** Whom a request comes from, and the membership which a browser's session has kept. */
interface Known extends Omit<Bearer, 'issuedAt'> {
  /** Null for a session of a browser. */
  readonly issuedAt: number | null;
  readonly kept: Choice;
}

interface Choice {
  readonly organisation?: string | undefined;
  readonly role?: string | undefined;
}

/** Knows from whom a request comes, and for whom they act. */
@Injectable()
export class Callers {
  private readonly standings: Standings;

  constructor(
    @Inject(TOKENS) private readonly tokens: TokenVerifier,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(IDLE_SECONDS) private readonly idleSeconds: number,
  ) {
    this.standings = new Standings(ledger);
  }

  /** @throws Problem `unauthorised`, `no-membership`, `administrators-joined`, `cross-site` */
  async of(request: CallerRequest): Promise<Caller> {
    const { untouched, ...known } = await this.known(request);
    const caller = await this.admitted(request, known);
    const secret = request.cookies[SESSION_COOKIE];
    if (untouched && secret !== undefined)
      await this.ledger.write(SYSTEM, (session) => touchWebSession(session, secret));
    return caller;
  }

  /**
   * Whether the same request would still be let in, for the same membership: what has begun with it goes on for no longer. To look is no sign of
   * the browser. @throws when that cannot be found out now
   */
  async still(request: CallerRequest, { organisation, role }: Person): Promise<boolean> {
    try {
      const { acting } = await this.admitted(request, await this.known(request));
      return acting?.organisation === organisation && acting.role === role;
    } catch (error) {
      if (error instanceof Problem && error.body.status < 500) return false;
      throw error;
    }
  }

  /** The register is asked each time: who loses a membership loses its rights at once. */
  private async admitted(request: CallerRequest, known: Known): Promise<Caller> {
    const { issuer, subject, expires, authenticatedAt, kept } = known;
    const { signedOut, memberships } = await this.standings.of(known);
    if (signedOut) throw problem('unauthorised');
    if (joinsAdministrators(memberships.map(({ role }) => role))) throw problem('administrators-joined');
    const asked = choiceIn(request.headers);
    const fits = asked !== null || kept.organisation === undefined || isAmong(memberships, kept);
    return {
      issuer,
      subject,
      expires,
      authenticatedAt,
      memberships,
      acting: chosen(memberships, asked ?? (fits ? kept : {})),
    };
  }

  /** A program comes with a token, a browser with the cookie of its session. */
  private async known(request: CallerRequest): Promise<Known & { readonly untouched: boolean }> {
    const secret = request.cookies[SESSION_COOKIE];
    if (secret === undefined || request.headers.authorization !== undefined)
      return { ...(await this.tokens.verify(tokenIn(request))), kept: {}, untouched: false };
    refuseCrossSite(request);
    const found = await this.ledger.glance(SYSTEM, (session) => webSessionOf(session, secret, this.idleSeconds));
    if (!found) throw problem('unauthorised');
    const { organisation, role } = found;
    return {
      ...found,
      issuedAt: null,
      kept: organisation === null || role === null ? {} : { organisation, role },
    };
  }
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
