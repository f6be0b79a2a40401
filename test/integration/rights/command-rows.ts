import type { OpenApi } from './open-api.js';
import type { Phase, Relation } from './matrix-world.js';

/** To whom a command to the case is open, in which phase; to nobody in the others. */
export const COMMANDS: { readonly [type: string]: { readonly [phase in Phase]?: readonly Relation[] } } = {
  submit: { draft: ['approver'] },
  withdraw: { draft: ['approver'], review: ['approver'], panel: ['approver'] },
  urge: { review: ['filler', 'approver'] },
  pass: { review: ['district'] },
  return: { review: ['district'] },
  refuse: { review: ['district'] },
  'ask-extension': { review: ['district'], panel: ['bureau'] },
  'void-marks': { panel: ['bureau'] },
  'submit-marks': { panel: ['seated expert'] },
  'decline-invitation': { panel: ['seated expert'] },
  // What the district has done before it reviews, and the expert before marking.
  accept: {},
  'accept-invitation': {},
  // What presupposes that something was returned, promised, asked for, suspended or objected to.
  correct: {},
  supply: {},
  'permit-return': {},
  'grant-extension': {},
  'deny-extension': {},
  'waive-credit': {},
  resume: {},
  'verify-objection': {},
  'decide-objection': {},
  'appeal-objection': {},
  // The district's finance office countersigns between review and panel; a round has no signature of its own on a case.
  countersign: {},
  'decline-countersign': {},
  'send-back': {},
  sign: {},
  redraw: {},
  'record-minute': {},
  // Ten working days after the refusal.
  appeal: {},
  'decide-appeal': {},
  // The district of the case has one reviewer: there is no colleague whom this could concern.
  transfer: {},
  delegate: {},
  'end-delegation': {},
  'add-signer': {},
  'remove-signer': {},
  'give-opinion': {},
  'take-back': {},
};

/** What the table says that is open to a relation. */
export function openTo(relation: Relation, phase: Phase): readonly string[] {
  const types = Object.keys(COMMANDS).filter((type) => COMMANDS[type]?.[phase]?.includes(relation));
  return types.sort();
}

/** A command with the least that its shape asks for. */
export interface CommandShape {
  readonly type: string;
  readonly payload: unknown;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
}

/** Every command to a case that the document knows. */
export function commandsOf({ components }: OpenApi): readonly CommandShape[] {
  const schemas = components.schemas as { readonly [name: string]: Schema };
  const sample = (schema: Schema = {}): unknown => {
    if (schema.$ref !== undefined) return sample(schemas[schema.$ref.replace('#/components/schemas/', '')]);
    if (schema.enum) return schema.enum[0];
    if (schema.type === 'object')
      return Object.fromEntries((schema.required ?? []).map((name) => [name, sample(schema.properties?.[name])]));
    return SAMPLES[schema.type ?? ''] ?? null;
  };
  const shapes = schemas['CaseCommand']?.oneOf ?? [];
  return shapes.map(({ properties }) => ({
    type: String(sample(properties?.['type'])),
    payload: sample(properties?.['payload']),
  }));
}

const SAMPLES: { readonly [type: string]: unknown } = {
  integer: 1,
  number: 1,
  boolean: true,
  array: [],
  string: 'nothing',
};
