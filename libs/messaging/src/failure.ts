/**
 * Thrown by a handler for a message that no retry can ever process: its shape is wrong, or it says what cannot be. It goes to the
 * dead letters at once.
 */
export class PermanentlyBad extends Error {
  override readonly name = 'PermanentlyBad';
}

/** Thrown by a handler that knows that something it needs is away: its messages are brought again, none is set aside. */
export class DependencyAway extends Error {
  override readonly name = 'DependencyAway';
}

const AWAY = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/;
/** Classes of SQLSTATE: connection, transaction rollback, resources, limits, operator, system, and a schema not migrated yet. */
const SQL_CLASSES = new Set(['08', '25', '40', '42', '53', '55', '57', '58', 'XX']);
/** gRPC: cancelled, deadline exceeded, resource exhausted, aborted, unavailable. */
const GRPC_CODES = new Set([1, 4, 8, 10, 14]);
const SAID =
  /connection (terminated|closed|timeout)|timeout exceeded when trying to connect|pool.*(ended|closed)|not connected/i;

/** True when the cause lies in something that this consumer depends on (database, Temporal, Kafka) and will come back. */
export function isDependencyFailure(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause instanceof PermanentlyBad) return false;
    if (cause instanceof DependencyAway) return true;
    if (says(cause)) return true;
  }
  return false;
}

function says(error: Error & { code?: unknown; driverError?: unknown }): boolean {
  const code = error.code ?? (error.driverError as { code?: unknown } | undefined)?.code;
  if (typeof code === 'number') return GRPC_CODES.has(code);
  if (
    typeof code === 'string' &&
    (AWAY.test(code) || (/^[0-9A-Z]{5}$/.test(code) && SQL_CLASSES.has(code.slice(0, 2))))
  ) {
    return true;
  }
  return error.name.startsWith('KafkaJS') || SAID.test(error.message);
}
