import { loadProcedures } from '@vermilion/catalogue';

export { sampleForm } from '@vermilion/catalogue';

/** A document as an enterprise would upload it. */
export interface SampleDocument {
  readonly type: string;
  readonly name: string;
  readonly media: 'application/pdf';
  readonly content: Uint8Array;
}

/** A valid PDF of one page with one line of ASCII text. */
function onePage(line: string): Uint8Array {
  const stream = `BT /F1 14 Tf 60 760 Td (${line.replace(/[\\()]/g, '\\$&')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return new TextEncoder().encode(body + table + trailer);
}

/**
 * Every required document of the smart-workshop procedure for an enterprise of the sample, as a small valid PDF marked as a specimen (样张).
 * `edition` makes its bytes differ, as a corrected document's do.
 */
export function sampleDocuments(enterpriseId: string, edition = 1): readonly SampleDocument[] {
  const procedure = loadProcedures().get('smart-workshop@1');
  if (!procedure) throw new Error('the catalogue has no smart-workshop@1');
  return procedure.documents
    .filter((document) => document.required)
    .map(({ id, title }) => ({
      type: id,
      name: `${title.zh}.pdf`,
      media: 'application/pdf',
      content: onePage(`SPECIMEN, FICTIONAL: ${id} of ${enterpriseId}, edition ${edition}`),
    }));
}
