import { addTexts, useTexts } from '../texts/texts.js';
import texts from './audit.json';

addTexts('audit', texts);

/** The words of audit; they are also on the page of security. */
export const useAuditTexts = () => useTexts('audit');
