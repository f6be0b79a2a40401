import type { Text } from '../process/text.js';

export type FieldType =
  'text' | 'integer' | 'decimal' | 'date' | 'choice' | 'choices' | 'boolean' | 'credit-code' | 'mobile' | 'email';

/** One input of a form. Numbers carry their unit; `personal` fields never enter an event in clear. */
export interface Field {
  readonly id: string;
  readonly type: FieldType;
  readonly label: Text;
  readonly required: boolean;
  readonly unit?: Text;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  readonly maxLength?: number;
  readonly choices?: readonly { readonly id: string; readonly label: Text }[];
  /** The field is also required while another field of the same section has this value; without one, it need not be filled in. */
  readonly requiredWhen?: { readonly field: string; readonly is: string | boolean };
  /** A declaration that must be confirmed: only `true` is accepted. */
  readonly mustBeTrue?: boolean;
}

/** A part of the form: single fields, or a table of rows. Values live at `section.field` or `section[row].field`. */
export interface Section {
  readonly id: string;
  readonly label: Text;
  readonly fields: readonly Field[];
  readonly table: { readonly minRows: number; readonly maxRows: number } | null;
  /** Personal sections (contact) are kept outside the events, under a key of their own. */
  readonly personal: boolean;
}

export interface FormDefinition {
  readonly sections: readonly Section[];
}

export type FieldValue = string | number | boolean | readonly string[] | null;
export type Row = { readonly [field: string]: FieldValue };
/** The content of a form: section id -> fields, or section id -> rows. */
export type Form = { readonly [section: string]: Row | readonly Row[] };

/** A document which an application carries. `secondary` ones may later be promised (容缺). */
export interface DocumentType {
  readonly id: string;
  readonly title: Text;
  readonly required: boolean;
  readonly secondary: boolean;
  readonly media: readonly ('application/pdf' | 'image/jpeg' | 'image/png')[];
  readonly maxBytes: number;
}

/** A document as attached: its bytes are known by their hash. */
export interface DocumentRef {
  readonly id: string;
  readonly type: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly media: string;
}

/**
 * A condition on an indicator computed from the form by a named, versioned function. The declared figure must equal the computed one
 * (rounded half up to two decimals); the gate compares the unrounded value.
 */
export interface Gate {
  readonly id: string;
  readonly title: Text;
  readonly compute: 'numericallyControlledRate@1' | 'networkRate@1';
  readonly declaredAt: string;
  readonly atLeastPercent: number;
  readonly source: string;
}

/** One thing wrong with an input: where, what (a code), and the figures that explain it. */
export interface Problem {
  readonly at: string;
  readonly code: string;
  readonly params: { readonly [name: string]: string | number | boolean | null };
}
