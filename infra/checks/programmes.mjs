// The engine names no programme and no bureau: what a procedure is called, who handles it and what it counts stands in the
// files of the catalogue alone. Texts of every kind count, comments do not, and an example in a contract may name one.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const catalogue = 'libs/catalogue/src';
const engine = [
  ...['domain', 'ledger', 'contracts', 'papers', 'temporal', 'messaging', 'runtime'].map((name) => `libs/${name}/src`),
  ...readdirSync('apps').map((name) => `apps/${name}/src`),
  ...['workflows/src', 'activities/src'],
];
const examples = new Set(['example', 'examples']);

/**
 * @typedef {{ zh: string, en: string }} Text
 * @typedef {{ id: string, title: Text, obligation: string, gates: { title: Text }[] }} Procedure
 * @typedef {{ programmes: Record<string, { name: string, improvement: Record<string, string> | null }>, issuers: Record<string, string> }} PaperWords
 */

/**
 * @param {string} path below the catalogue
 * @returns {unknown} what the file holds
 */
const read = (path) => JSON.parse(readFileSync(join(catalogue, path), 'utf8'));

/** What procedures and what they measure are called, in the catalogue and on papers; of a sentence with a number the part before it. */
function namesOfProgrammes() {
  const procedures = readdirSync(join(catalogue, 'procedures')).map(
    (file) => /** @type {Procedure} */ (read(`procedures/${file}`)),
  );
  const { programmes } = /** @type {PaperWords} */ (read('data/paper-words.json'));
  return [
    ...procedures.flatMap(({ id, obligation }) => [id, obligation]),
    ...procedures.flatMap(({ title, gates }) => [{ title }, ...gates].flatMap(({ title: { zh, en } }) => [zh, en])),
    ...Object.values(programmes).flatMap(({ name, improvement }) => [name, ...Object.values(improvement ?? {})]),
  ].map((name) => name.replace(/\{.*/, ''));
}

/** Bureaus as organisations, and what they are called, also in full. */
function namesOfBureaus() {
  const bureaus = /** @type {(Text & { id: string })[]} */ (read('data/bureaus.json'));
  const { issuers } = /** @type {PaperWords} */ (read('data/paper-words.json'));
  return [...bureaus.flatMap(({ id, zh, en }) => [`bureau:${id}`, zh, en]), ...Object.values(issuers)];
}

/**
 * Every text of the file that is no example, with its place.
 * @param {ts.Node} node
 * @returns {ts.Node[]}
 */
function textsIn(node) {
  if (ts.isPropertyAssignment(node) && examples.has(node.name.getText())) return [];
  const own = ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node);
  /** @type {ts.Node[]} */
  const found = own ? [node] : [];
  node.forEachChild((child) => void found.push(...textsIn(child)));
  return found;
}

/**
 * A text as it names things: `bureau: 'x'` in a definition is the organisation `bureau:x`.
 * @param {ts.Node} text
 */
function spelled(text) {
  const { parent } = text;
  const bureau = ts.isPropertyAssignment(parent) && ts.isStringLiteral(text) && parent.name.getText() === 'bureau';
  return bureau ? `bureau:${text.text}` : text.getText();
}

/** @param {string} path */
function findingsIn(path) {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  return textsIn(file).flatMap((text) => {
    const named = names.find((name) => spelled(text).includes(name));
    const { line } = file.getLineAndCharacterOfPosition(text.getStart());
    return named ? [`${path}:${line + 1} names ${named}: this belongs into the catalogue`] : [];
  });
}

const names = [...new Set([...namesOfProgrammes(), ...namesOfBureaus()])];
const files = engine
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'));
const findings = files.flatMap(findingsIn);

console.log(findings.length > 0 ? findings.join('\n') : `${files.length} files name none of ${names.length} names`);
process.exitCode = findings.length > 0 ? 1 : 0;
