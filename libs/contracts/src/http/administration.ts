import { ERASURE_GROUNDS } from '@vermilion/domain';
import { z } from 'zod';
import { CaseId, InstantText, OrganisationId, PageQuery, pageOf, PersonId, PlainText, RoleName } from './words.js';

/** That a person may act for an organisation in a role. */
export const Appointment = z
  .strictObject({ person: PersonId, organisation: OrganisationId, role: RoleName })
  .meta({ id: 'Appointment', description: 'A person may act for the organisation in the role' });
export const AppointmentPage = pageOf('AppointmentPage', Appointment);
export const AppointmentQuery = PageQuery.extend({
  person: PersonId.optional(),
  organisation: OrganisationId.optional(),
});

export const SignOutPerson = z.strictObject({ person: PersonId }).meta({ id: 'SignOutPerson' });

/** What one of the administrators has done. */
export const AdministratorAct = z
  .object({
    id: z.string(),
    at: InstantText,
    person: PersonId,
    role: RoleName,
    act: z.string().meta({ description: 'What was done: member.given, clock.moved …' }),
    about: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'AdministratorAct' });
export const ActPage = pageOf('ActPage', AdministratorAct);

/** That somebody had the contact of a case shown in full. */
export const ContactLook = z
  .object({
    id: z.string(),
    at: InstantText,
    person: PersonId,
    organisation: OrganisationId,
    role: RoleName,
    caseId: CaseId,
  })
  .meta({ id: 'ContactLook' });
export const ContactLookPage = pageOf('ContactLookPage', ContactLook);

const subject = z
  .string()
  .max(220)
  .regex(/^(enterprise|person|objector):[^\u0000-\u001f\u007f-\u009f]+$/u)
  .meta({
    description:
      'Whose words: `enterprise:<credit code>` (the people of its applications), `person:<account>` (opinions), `objector:<number of the objection>`',
  });
const order = {
  subject,
  ground: z.enum(ERASURE_GROUNDS).meta({ description: '个人信息保护法 第四十七条' }),
  reference: PlainText.min(1).max(200).meta({ description: 'The number of the document that orders it; no name' }),
};
export const AskForErasure = z.strictObject(order).meta({ id: 'AskForErasure' });
export const ErasureId = z.string().regex(/^[0-9]{1,18}$/);
export const ErasureView = z
  .object({
    id: z.string(),
    ...order,
    askedBy: PersonId,
    askedAt: InstantText,
    confirmedBy: PersonId.nullable(),
    confirmedAt: InstantText.nullable().meta({ description: 'When it was erased; null while another has to confirm' }),
  })
  .meta({ id: 'Erasure' });
export const ErasurePage = pageOf('ErasurePage', ErasureView);

export type AskForErasure = z.infer<typeof AskForErasure>;
export type ErasureView = z.infer<typeof ErasureView>;
export type ErasurePage = z.infer<typeof ErasurePage>;
export type Appointment = z.infer<typeof Appointment>;
export type AppointmentPage = z.infer<typeof AppointmentPage>;
export type AppointmentQuery = z.infer<typeof AppointmentQuery>;
export type SignOutPerson = z.infer<typeof SignOutPerson>;
export type ActPage = z.infer<typeof ActPage>;
export type ContactLookPage = z.infer<typeof ContactLookPage>;
