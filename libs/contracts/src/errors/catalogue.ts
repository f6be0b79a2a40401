import type { RefusalCode } from '@vermilion/domain';
import { ACCESS_TEXTS, type AccessCode } from './access-refusals.js';
import { ADMINISTRATION_TEXTS, type AdministrationCode } from './administration-refusals.js';
import { PLACE_TEXTS } from './places.js';
import { REFUSAL_TEXTS } from './refusals.js';
import type { ErrorTexts, PlaceTexts } from './texts.js';
import { TRANSPORT_TEXTS, type TransportCode } from './transport.js';
import { UPLOAD_TEXTS, type UploadCode } from './upload-refusals.js';

export type ErrorCode = RefusalCode | AccessCode | AdministrationCode | TransportCode | UploadCode;

/** Every error with its status, texts in both languages and remedy. The one place where they are written. */
export const ERROR_CATALOGUE: { readonly [code in ErrorCode]: ErrorTexts } = {
  ...ACCESS_TEXTS,
  ...ADMINISTRATION_TEXTS,
  ...TRANSPORT_TEXTS,
  ...UPLOAD_TEXTS,
  ...REFUSAL_TEXTS,
};

/** @returns the texts of an error code. */
export function textsOf(code: ErrorCode): ErrorTexts {
  return ERROR_CATALOGUE[code];
}

/** @returns the texts of a problem at one place of an input. @throws when the code is unknown: a rule without its text is a programming error. */
export function placeTextsOf(code: string): PlaceTexts {
  const texts = (PLACE_TEXTS as { readonly [code: string]: PlaceTexts })[code];
  if (!texts) throw new Error(`no text for the problem code ${code}`);
  return texts;
}
