export { awardLetter } from './official/award-letter.js';
export type { AwardEntry, AwardLetterData } from './official/award-letter.js';
export { certificate } from './official/certificate.js';
export type { CertificateData } from './official/certificate.js';
export { letter } from './official/letter.js';
export type { LetterData, LetterSection, LetterTable } from './official/letter.js';
export { chineseDate } from './print/dates.js';
export { UnprintableCharacterError } from './print/printable.js';
export type { TableColumn } from './print/table.js';
