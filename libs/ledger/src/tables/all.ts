import { AdministratorActTable } from './administrators.js';
import { ContactLookTable } from './contact-looks.js';
import { AnchorHeadTable, AnchorTable, UnanchoredTable } from './anchors.js';
import { AwardTable, CaseAccessTable, CaseTable, DeadlineTable, HolderTable, TaskTable } from './cases.js';
import { DocumentTable, DraftTable, PrivatePayloadTable, SubjectKeyTable } from './content.js';
import { BarTable, CreditRecordTable, RegisterImportTable, TitlePeriodTable, TitleTable } from './credit-and-titles.js';
import { ErasureRuleTable, ErasureTable } from './erasures.js';
import { CommandTable, CounterTable, EventTable, OutboxTable } from './events.js';
import { CalendarPublicationTable, DatingTable } from './dates.js';
import { DeliveryTable, InboxTable, NotificationItemTable, NotificationTable } from './notices.js';
import { NoticeEntryTable, ObjectionTable } from './objections.js';
import { IncidentTable, ParkedKeyTable } from './operations.js';
import { CandidateTable, ScoreTable, SeatTable } from './panels.js';
import { ProcedureHashTable } from './procedure-hashes.js';
import { ExpertTable, MemberTable, PartyTable } from './register.js';
import { RetentionRuleTable, RetentionRunTable } from './retention.js';
import { RoundTable } from './rounds.js';
import { StandInTable } from './stand-ins.js';
import { BusinessClockTable, CalendarDayTable, CalendarVersionTable, CalendarYearTable } from './time.js';
import { UploadTable } from './uploads.js';
import { SignedOutTable, WebSessionTable } from './web-sessions.js';
import { WebhookDeliveryTable, WebhookTable } from './webhooks.js';

/** Every table of the ledger. */
export const tables = [
  EventTable,
  OutboxTable,
  CommandTable,
  CounterTable,
  CaseTable,
  RoundTable,
  TaskTable,
  DeadlineTable,
  HolderTable,
  CaseAccessTable,
  AwardTable,
  DraftTable,
  DocumentTable,
  PrivatePayloadTable,
  SubjectKeyTable,
  CandidateTable,
  SeatTable,
  ScoreTable,
  NoticeEntryTable,
  ObjectionTable,
  PartyTable,
  MemberTable,
  AdministratorActTable,
  ContactLookTable,
  ErasureTable,
  ErasureRuleTable,
  StandInTable,
  ExpertTable,
  ProcedureHashTable,
  CreditRecordTable,
  TitleTable,
  TitlePeriodTable,
  BarTable,
  RegisterImportTable,
  CalendarYearTable,
  CalendarDayTable,
  CalendarVersionTable,
  BusinessClockTable,
  DatingTable,
  CalendarPublicationTable,
  NotificationTable,
  NotificationItemTable,
  DeliveryTable,
  WebhookTable,
  WebhookDeliveryTable,
  InboxTable,
  IncidentTable,
  ParkedKeyTable,
  WebSessionTable,
  SignedOutTable,
  UploadTable,
  AnchorTable,
  AnchorHeadTable,
  UnanchoredTable,
  RetentionRuleTable,
  RetentionRunTable,
];
