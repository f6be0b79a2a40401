import { AwardTable, CaseAccessTable, CaseTable, DeadlineTable, HolderTable, TaskTable } from './cases.js';
import { DocumentTable, DraftTable, PrivatePayloadTable, SubjectKeyTable } from './content.js';
import { BarTable, CreditRecordTable, RegisterImportTable, TitlePeriodTable, TitleTable } from './credit-and-titles.js';
import { CommandTable, CounterTable, EventTable, OutboxTable } from './events.js';
import { CalendarPublicationTable, DatingTable } from './dates.js';
import { DeliveryTable, InboxTable, NotificationItemTable, NotificationTable } from './notices.js';
import { NoticeEntryTable, ObjectionTable } from './objections.js';
import { IncidentTable, ParkedKeyTable } from './operations.js';
import { CandidateTable, ScoreTable, SeatTable } from './panels.js';
import { ProcedureHashTable } from './procedure-hashes.js';
import { ExpertTable, MemberTable, PartyTable } from './register.js';
import { RoundTable } from './rounds.js';
import { StandInTable } from './stand-ins.js';
import { BusinessClockTable, CalendarDayTable, CalendarVersionTable, CalendarYearTable } from './time.js';
import { UploadTable } from './uploads.js';
import { WebSessionTable } from './web-sessions.js';

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
  InboxTable,
  IncidentTable,
  ParkedKeyTable,
  WebSessionTable,
  UploadTable,
];
