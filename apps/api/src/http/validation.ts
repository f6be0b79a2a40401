import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { PlaceCode } from '@vermilion/contracts';
import { problem, type Problem } from '@vermilion/runtime';

type Issues = Parameters<
  NonNullable<NonNullable<ConstructorParameters<typeof StandardSchemaValidationPipe>[0]>['exceptionFactory']>
>[0];
type Issue = Issues[number] & { readonly code?: string; readonly keys?: readonly string[]; readonly input?: unknown };

interface Fault {
  readonly at: string;
  readonly code: PlaceCode;
  readonly params: { readonly [name: string]: string };
}

const MOST_FAULTS = 50;

/** Checks every body, query and parameter against its shape and names all that is wrong with it. */
export const validation = new StandardSchemaValidationPipe({ exceptionFactory: requestInvalid });

/** The problem for a request that does not fit its shape. */
export function requestInvalid(issues: Issues): Problem {
  return problem('request-invalid', { problems: issues.flatMap(faultsOf).slice(0, MOST_FAULTS) });
}

function faultsOf(issue: Issue): Fault[] {
  const at = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({ at: [...at, key].join('.'), code: 'unknown-field', params: {} }));
  }
  const absent = issue.code === 'invalid_type' && /received undefined$/.test(issue.message);
  return [
    { at: at.join('.'), code: absent ? 'missing' : 'malformed', params: absent ? {} : { expected: issue.message } },
  ];
}
