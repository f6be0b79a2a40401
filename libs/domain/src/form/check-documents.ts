import type { DocumentRef, DocumentType, Problem } from './definition.js';
import { problem } from './problem-codes.js';

function checkDocument(type: DocumentType, document: DocumentRef): Problem[] {
  const at = `document:${type.id}`;
  const problems: Problem[] = [];
  if (!type.media.some((media) => media === document.media)) {
    problems.push(problem(at, 'wrong-media', { media: document.media, allowed: type.media.join(', ') }));
  }
  if (document.bytes <= 0) problems.push(problem(at, 'empty'));
  if (document.bytes > type.maxBytes)
    problems.push(problem(at, 'too-large', { bytes: document.bytes, maxBytes: type.maxBytes }));
  return problems;
}

function checkType(type: DocumentType, documents: readonly DocumentRef[], promised: readonly string[]): Problem[] {
  const attached = documents.filter((document) => document.type === type.id);
  const at = `document:${type.id}`;
  const problems = attached.flatMap((document) => checkDocument(type, document));
  if (attached.length === 0 && type.required && !promised.includes(type.id)) problems.push(problem(at, 'missing'));
  if (attached.length > 1) problems.push(problem(at, 'duplicate', { count: attached.length }));
  return problems;
}

/**
 * Every fault of the documents at once, at `document:<type>`. One document of a type, because a return names its type. Those that are
 * `promised` may be missing.
 */
export function checkDocuments(
  types: readonly DocumentType[],
  documents: readonly DocumentRef[],
  promised: readonly string[] = [],
): Problem[] {
  const known = new Set(types.map((type) => type.id));
  const strangers = [...new Set(documents.map((document) => document.type).filter((type) => !known.has(type)))];
  return [
    ...types.flatMap((type) => checkType(type, documents, promised)),
    ...strangers.map((type) => problem(`document:${type}`, 'unknown-document')),
  ];
}
