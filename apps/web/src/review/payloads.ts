import type { CaseView, StepList } from '@vermilion/contracts';

/** What a person states with a step. The server checks its shape; here it is whatever has been entered so far. */
export interface Payload {
  readonly [name: string]: unknown;
}

/** A step with the shape of what it asks for. */
export type StepShape = StepList['items'][number];

interface Property {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly maxLength?: number;
  readonly maximum?: number;
}

/** The properties of a step's payload, from the JSON Schema that the API sends with it. */
export function propertiesOf({ payload }: Pick<StepShape, 'payload'>): { readonly [name: string]: Property } {
  return (payload['properties'] ?? {}) as { readonly [name: string]: Property };
}

/** What a person declares by ticking it; nobody is asked to declare the opposite. */
export const DECLARATIONS: ReadonlySet<string> = new Set(['noConflict', 'confidentiality']);

const EMPTY: { readonly [name: string]: unknown } = {
  opinion: '',
  minute: '',
  defects: [],
  marks: { items: {}, comments: {} },
  position: 'before',
};

/** The payload before anybody has entered anything: what is known already is filled in. */
export function prepared(step: Pick<StepShape, 'payload'>, view: CaseView): Payload {
  const names = Object.keys(propertiesOf(step)).filter((name) => name !== 'promises');
  const known: Payload = { draftVersion: view.draft?.version, objection: openObjection(view) };
  const entries = names.map((name) => [name, known[name] ?? EMPTY[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function openObjection({ objections }: CaseView): string | undefined {
  return objections.find(({ status }) => status !== 'upheld' && status !== 'dismissed')?.id;
}
