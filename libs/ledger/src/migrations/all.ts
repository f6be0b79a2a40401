import { ContactLooks1519862400072 } from './contact-looks.js';
import { Administrators1519862400064 } from './administrators.js';
import { Anchors1519862400050 } from './anchors.js';
import { AuditorActs1519862400076 } from './auditor-acts.js';
import { Cases1519862400003 } from './cases.js';
import { Content1519862400004 } from './content.js';
import { DigestItems1519862400074 } from './digest-items.js';
import { Dates1519862400010 } from './dates.js';
import { DeliveriesUnderWay1519862400062 } from './deliveries-under-way.js';
import { EngineRole1519862400034 } from './engine-role.js';
import { Erasures1519862400065 } from './erasures.js';
import { Events1519862400002 } from './events.js';
import { Grants1519862400007 } from './grants.js';
import { InvitedExperts1519862400025 } from './invited-experts.js';
import { Members1519862400036 } from './members.js';
import { Notices1519862400006 } from './notices.js';
import { Objections1519862400012 } from './objections.js';
import { PanelComments1519862400021 } from './panel-comments.js';
import { Policies1519862400008 } from './policies.js';
import { ProcedureHashes1519862400023 } from './procedure-hashes.js';
import { Register1519862400005 } from './register.js';
import { Retention1519862400051 } from './retention.js';
import { Roles1519862400001 } from './roles.js';
import { RoundDates1519862400026 } from './round-dates.js';
import { SessionCare1519862400041 } from './session-care.js';
import { SignedOut1519862400060 } from './signed-out.js';
import { StandIns1519862400016 } from './stand-ins.js';
import { TaskOrder1519862400033 } from './task-order.js';
import { TaskTally1519862400078 } from './task-tally.js';
import { TasksByThemselves1519862400035 } from './tasks-by-themselves.js';
import { TitlePeriods1519862400027 } from './title-periods.js';
import { ToldIn1519862400080 } from './told-in.js';
import { Uploads1519862400031 } from './uploads.js';
import { UrgentMails1519862400082 } from './urgent-mails.js';
import { WebSessions1519862400020 } from './web-sessions.js';
import { Webhooks1519862400070 } from './webhooks.js';

/** Every migration, in order. A released one is never changed. */
export const migrations = [
  Roles1519862400001,
  Events1519862400002,
  Cases1519862400003,
  Content1519862400004,
  Register1519862400005,
  Notices1519862400006,
  Grants1519862400007,
  Policies1519862400008,
  Dates1519862400010,
  Objections1519862400012,
  StandIns1519862400016,
  WebSessions1519862400020,
  PanelComments1519862400021,
  ProcedureHashes1519862400023,
  InvitedExperts1519862400025,
  RoundDates1519862400026,
  TitlePeriods1519862400027,
  Uploads1519862400031,
  TaskOrder1519862400033,
  EngineRole1519862400034,
  TasksByThemselves1519862400035,
  Members1519862400036,
  SessionCare1519862400041,
  Anchors1519862400050,
  Retention1519862400051,
  SignedOut1519862400060,
  DeliveriesUnderWay1519862400062,
  Administrators1519862400064,
  Erasures1519862400065,
  Webhooks1519862400070,
  ContactLooks1519862400072,
  DigestItems1519862400074,
  AuditorActs1519862400076,
  TaskTally1519862400078,
  ToldIn1519862400080,
  UrgentMails1519862400082,
];
