import { z } from 'zod';
import {
  Bilingual,
  CaseId,
  InstantText,
  Organisation,
  OrganisationId,
  PageQuery,
  PersonId,
  PlainText,
  RoleName,
  StageRef,
  pageOf,
} from './words.js';

/** Who must act now on what. `claimedByMe` is all that is said of a colleague's claim. */
export const TaskView = z
  .object({
    id: z.string(),
    caseId: CaseId,
    kind: z.string(),
    stage: StageRef.nullable(),
    organisation: Organisation.nullable(),
    role: z.string(),
    applicant: Organisation,
    workshopName: z.string().nullable(),
    dueAt: InstantText.nullable(),
    overdue: z.boolean(),
    openedAt: InstantText,
    claimed: z.enum(['no', 'mine', 'colleague']),
  })
  .meta({ id: 'Task' });
export const TaskPage = pageOf('TaskPage', TaskView);

/** `mine`: claimed by me. `group`: my office's and nobody's yet. `due`: both, the most urgent first (the default). */
export const TaskQuery = PageQuery.extend({ scope: z.enum(['mine', 'group', 'due']).default('due') });

export const TaskId = PlainText.min(3).max(200);
export const NotificationId = z.string().regex(/^[0-9]{1,18}$/);

export const ClaimTask = z
  .strictObject({ claim: z.boolean().default(true) })
  .meta({ id: 'ClaimTask', description: 'false releases it' });

export const NotificationView = z
  .object({
    id: z.string(),
    kind: z.string(),
    caseId: CaseId.nullable(),
    title: Bilingual,
    body: Bilingual,
    items: z.array(z.record(z.string(), z.unknown())),
    instant: InstantText,
    readAt: InstantText.nullable(),
  })
  .meta({ id: 'Notification' });
export const NotificationPage = pageOf('NotificationPage', NotificationView)
  .extend({ unread: z.number().int() })
  .meta({ id: 'Inbox' });
export const NotificationQuery = PageQuery.extend({ unread: z.stringbool().optional() });

/** In which of the own memberships a browser's session goes on. */
export const ChooseMembership = z
  .strictObject({ organisation: OrganisationId, role: RoleName })
  .meta({ id: 'ChooseMembership' });

/** Who I am here: the memberships among which I choose, and the one in which this request was made. */
export const MeView = z
  .object({
    person: PersonId,
    acting: z.object({ organisation: Organisation, role: RoleName }).nullable(),
    memberships: z.array(z.object({ organisation: Organisation, role: RoleName })),
  })
  .meta({ id: 'Me' });

export type TaskView = z.infer<typeof TaskView>;
export type TaskQuery = z.infer<typeof TaskQuery>;
export type ClaimTask = z.infer<typeof ClaimTask>;
export type NotificationView = z.infer<typeof NotificationView>;
export type NotificationQuery = z.infer<typeof NotificationQuery>;
export type ChooseMembership = z.infer<typeof ChooseMembership>;
export type MeView = z.infer<typeof MeView>;
