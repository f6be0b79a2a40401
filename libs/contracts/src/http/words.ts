import { ROLES } from '@vermilion/domain';
import { z } from 'zod';

/** The words which all shapes share. Every shape with a `meta.id` is a component of the OpenAPI document. */

const WHOLE = { error: 'text of whole characters, without control characters' };

/**
 * What a person may write: no control character but tab and line break, no half of a character. Every store can keep it. The pattern stands in
 * the OpenAPI document and must mean the same in every language: ranges and no property classes (`\p`), and halves, which most cannot even
 * name, are looked for apart from it.
 */
export const PlainText = z
  .string()
  .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$/u, WHOLE)
  .refine((text) => !/[\ud800-\udfff]/u.test(text), WHOLE);

/** The highest version that a case or a draft can come to. */
export const MOST_VERSIONS = 2_147_483_647;

export const InstantText = z.iso
  .datetime({ offset: true })
  .meta({ id: 'Instant', description: 'Instant of Asia/Shanghai, ISO 8601 with offset +08:00' });
export const DateOnly = z.iso.date().meta({ id: 'Date', description: 'Calendar date of Asia/Shanghai' });
export const CaseId = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{6,9}$/)
  .meta({ id: 'CaseId', example: '2018-000001' });
export const OrganisationId = z
  .string()
  .min(3)
  .max(80)
  .meta({ id: 'OrganisationId', example: 'district:410122/industry' });
export const PersonId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\u0000-\u001f\u007f-\u009f]+$/u)
  .meta({ id: 'PersonId', description: 'A person as the identity provider knows them: opaque, no name' });
export const Bilingual = z
  .object({ zh: z.string(), en: z.string() })
  .meta({ id: 'Text', description: 'Chinese and English' });
export const RoleName = z.enum(ROLES).meta({ id: 'Role' });
export const Organisation = z
  .object({ id: OrganisationId, name: Bilingual })
  .meta({ id: 'Organisation', description: 'An organisation and how people call it' });
export const StageRef = z.object({ id: z.string(), title: Bilingual }).meta({ id: 'StageRef' });
export const Holder = z
  .object({
    kind: z.enum(['enterprise', 'district', 'bureau', 'panel', 'round', 'system', 'statutory']),
    organisation: Organisation.nullable(),
  })
  .meta({ id: 'Holder', description: 'Whose time runs now' });

/** @returns the shape of one page of a list; `next` is the cursor of the following page, null on the last. */
export function pageOf<T extends z.ZodType>(id: string, item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() }).meta({ id });
}

/** How a list is paged: `after` is the `next` of the page before. */
export const PageQuery = z.strictObject({
  after: PlainText.max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export type InstantText = z.infer<typeof InstantText>;
export type Organisation = z.infer<typeof Organisation>;
export type Holder = z.infer<typeof Holder>;
export type StageRef = z.infer<typeof StageRef>;
export type PageQuery = z.infer<typeof PageQuery>;
