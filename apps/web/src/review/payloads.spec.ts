import { readFileSync } from 'node:fs';
import { payloadSchemaOf, STEP_TITLES } from '@vermilion/contracts';
import { DECLARATIONS, propertiesOf } from './payloads.js';

const words = JSON.parse(readFileSync(new URL('review.json', import.meta.url), 'utf8')) as {
  readonly [key: string]: object;
};
/** Filled in by the page, or entered in a form of their own. */
const NOT_ASKED = new Set(['draftVersion', 'promises', 'defects', 'marks']);

/** What a person reads when a step asks for something: its name, and its answers where it offers some. */
function wordsFor(type: string): readonly string[] {
  const payload = payloadSchemaOf(type);
  if (!payload) return [];
  return Object.entries(propertiesOf({ payload }))
    .filter(([name]) => !NOT_ASKED.has(name))
    .flatMap(([name, property]) => {
      const answers =
        property.enum ?? (property.type === 'boolean' && !DECLARATIONS.has(name) ? ['true', 'false'] : []);
      return [`field.${name}`, ...answers.map((answer) => `field.${name}.${answer}`)];
    });
}

describe('what a step asks for, in words (the shapes of the commands are the source)', () => {
  // The seed of a draw is made by the system; no person types one.
  const steps = Object.keys(STEP_TITLES).filter((type) => type !== 'draw');

  it.each(steps)('%s', (type) => {
    expect(wordsFor(type).filter((key) => !(key in words))).toEqual([]);
  });
});
