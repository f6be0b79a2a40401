import { addTexts } from '../texts/texts.js';
import texts from './audit.json';

// The words of audit: what the audit administrator did is shown on the page of security, too.
addTexts('audit', texts);
