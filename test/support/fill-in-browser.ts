import type { Locator, Page } from 'playwright-core';
import { loadProcedures, sampleForm } from '@vermilion/catalogue';
import type { Field, FieldValue, Row, Section } from '@vermilion/domain';
import { sampleDocument } from './sample-documents.js';

/** Fills in the application of an enterprise of the sample by hand: every field by its label, the equipment pasted, the papers chosen. */
export async function fillInBrowser(page: Page, enterprise: string): Promise<void> {
  const procedure = loadProcedures().get('smart-workshop@2');
  if (!procedure) throw new Error('the catalogue has no smart-workshop@2');
  const form = sampleForm(enterprise);
  for (const section of procedure.form.sections) {
    await page.getByRole('tab', { name: section.label.zh }).click();
    const content = form[section.id];
    if (section.table) await paste(page, section, (content ?? []) as readonly Row[]);
    else for (const field of section.fields) await fill(page, field, ((content ?? {}) as Row)[field.id]);
  }
  await page.getByRole('tab', { name: '附件' }).click();
  for (const { id, title, required } of procedure.documents) {
    if (!required) continue;
    const file = sampleDocument(enterprise, id, false);
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: `“${title.zh}”` }).click();
    await (await choosing).setFiles({ name: file.name, mimeType: file.media, buffer: file.bytes });
    await page.getByRole('link', { name: file.name }).waitFor();
  }
}

function labelOf({ label, unit }: Field): string {
  return unit ? `${label.zh}（${unit.zh}）` : label.zh;
}

async function fill(page: Page, field: Field, value: FieldValue | undefined): Promise<void> {
  if (value === undefined || value === null) return;
  const label = labelOf(field);
  const panel = page.getByRole('tabpanel').filter({ visible: true });
  const input = panel.getByLabel(label, { exact: true });
  if (field.type === 'boolean') return answer(panel, field, label, value === true);
  if (field.type === 'choices') return enter(page, input, value as readonly string[]);
  if (field.type === 'choice') {
    await input.click();
    const chosen = field.choices?.find(({ id }) => id === value)?.label.zh ?? String(value);
    return page.getByTitle(chosen, { exact: true }).click();
  }
  await input.fill(String(value));
  if (field.type === 'date') await input.press('Enter');
}

/** Yes or no; what must be confirmed is ticked. */
async function answer(panel: Locator, { mustBeTrue }: Field, label: string, yes: boolean): Promise<void> {
  if (mustBeTrue) return panel.getByRole('checkbox').check();
  const choice = panel.getByRole('radiogroup', { name: label });
  await choice.getByText(yes ? '是' : '否', { exact: true }).click();
}

/** Several words, each ended with the enter key. */
async function enter(page: Page, input: Locator, words: readonly string[]): Promise<void> {
  for (const word of words) {
    await input.fill(word);
    await input.press('Enter');
  }
  await page.keyboard.press('Escape');
}

async function paste(page: Page, section: Section, rows: readonly Row[]): Promise<void> {
  const cell = (value: FieldValue | undefined) =>
    typeof value === 'boolean' ? (value ? '是' : '否') : String(value ?? '');
  const lines = rows.map((row) => section.fields.map(({ id }) => cell(row[id])).join('\t'));
  await page.getByRole('button', { name: '从表格粘贴' }).click();
  await page.getByRole('textbox', { name: '粘贴设备清单' }).fill(lines.join('\n'));
  await page.getByRole('button', { name: `加入${rows.length}行` }).click();
}
