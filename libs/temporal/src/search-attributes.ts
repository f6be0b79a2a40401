import { SEARCH_ATTRIBUTES } from '@vermilion/workflows';

/** Temporal's numbers of the types (enum IndexedValueType of its API). */
const TYPE_NUMBERS = { KEYWORD: 2, DATETIME: 6 } as const;

interface OperatorService {
  listSearchAttributes(request: { namespace: string }): Promise<{ customAttributes?: Record<string, unknown> | null }>;
  addSearchAttributes(request: { namespace: string; searchAttributes: Record<string, number> }): Promise<unknown>;
}

/** Makes the namespace know our search attributes; those that it knows are left alone. To repeat it does no harm. */
export async function registerSearchAttributes(operatorService: OperatorService, namespace: string): Promise<void> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, TYPE_NUMBERS[type]]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes }).catch((error: unknown) => {
    // Another worker was faster.
    if (!(error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS)) throw error;
  });
}

/** gRPC status. */
const ALREADY_EXISTS = 6;
