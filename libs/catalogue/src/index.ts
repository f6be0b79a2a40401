export { demoCredit, demoTitles, type CreditEntry, type TitleEntry } from './demo-registers.js';
export { basisWords } from './basis-words.js';
export { demoExperts, demoMembers, demoParties, type Member, type Party } from './demo-parties.js';
export { paperWords, type PaperWords } from './paper-words.js';
export { bindProcedures, loadProcedures, type ProcedureBook } from './procedures.js';
export {
  bureaus,
  calendarSources,
  districts,
  obligations,
  reasons,
  seedCalendar,
  type Bureau,
  type District,
  type Obligation,
  type Reason,
} from './registers.js';
export { demoFirms, fillers } from './fillers.js';
export { sampleData, type SampleData, type SampleEnterprise } from './sample-data.js';
export { sampleForm } from './sample-form.js';
