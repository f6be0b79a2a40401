import { problemOf, type ErrorCode, type ProblemBody } from '@vermilion/contracts';

/** Thrown anywhere in the handling of a request; answered as it is. Everything else that is thrown is answered as `internal`. */
export class Problem extends Error {
  constructor(
    readonly body: ProblemBody,
    readonly headers: { readonly [name: string]: string } = {},
  ) {
    super(body.code);
  }
}

/** Builds a problem to throw from its code. */
export function problem(
  code: ErrorCode,
  particulars: Parameters<typeof problemOf>[1] = {},
  headers: Problem['headers'] = {},
): Problem {
  return new Problem(problemOf(code, particulars), headers);
}
