import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProcedures } from './procedures.js';

describe('an installation with procedures of its own', () => {
  const directory = mkdtempSync(join(tmpdir(), 'vermilion-procedures-'));
  const file = join(directory, 'factory.json');
  const known = loadProcedures('').get('smart-workshop@1');

  afterAll(() => rmSync(directory, { recursive: true }));

  it('runs them beside those of the catalogue', () => {
    writeFileSync(file, JSON.stringify({ ...known, id: 'green-factory' }));
    writeFileSync(join(directory, 'read-me.txt'), 'no procedure');
    const book = loadProcedures(directory);
    expect([...book.keys()]).toEqual([...loadProcedures('').keys(), 'green-factory@1']);
    expect(book.get('green-factory@1')?.stages).toEqual(known?.stages);
  });

  it('does not start on one that is unfit to run, and names the fault', () => {
    writeFileSync(file, JSON.stringify({ ...known, id: 'green-factory', obligation: 'green-x' }));
    expect(() => loadProcedures(directory)).toThrow('green-factory@1: obligation green-x does not exist');
  });

  it('does not take one for a version of the catalogue', () => {
    writeFileSync(file, JSON.stringify(known));
    expect(() => loadProcedures(directory)).toThrow('smart-workshop@1 stands twice');
  });

  it('names a file that cannot be read, and a directory that is not there', () => {
    writeFileSync(file, '{');
    expect(() => loadProcedures(directory)).toThrow(`${file} cannot be read as a procedure`);
    expect(() => loadProcedures(join(directory, 'nowhere'))).toThrow('nowhere');
  });
});
