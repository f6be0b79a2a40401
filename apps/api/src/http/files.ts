import { applyDecorators, Header, StreamableFile } from '@nestjs/common';
import { ApiDefaultResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { ProblemBody } from '@vermilion/contracts';

/** A kind of file that the API makes. */
interface FileKind {
  readonly media: string;
  readonly extension: string;
}

export const PDF: FileKind = { media: 'application/pdf', extension: 'pdf' };
export const WORKBOOK: FileKind = {
  media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  extension: 'xlsx',
};
export const BPMN: FileKind = { media: 'application/xml', extension: 'bpmn' };
export const SVG: FileKind = { media: 'image/svg+xml', extension: 'svg' };

/** A route that answers with a file: never kept by caches, never run by browsers. */
export const AnswersFile = ({ media }: FileKind) =>
  applyDecorators(
    Header('cache-control', 'private, no-store'),
    Header('content-security-policy', `sandbox; default-src 'none'`),
    ApiProduces(media),
    ApiOkResponse({ description: 'The file', content: { [media]: { schema: { type: 'string', format: 'binary' } } } }),
    ApiDefaultResponse({ description: 'Problem', standardSchema: ProblemBody }),
  );

/** A file to be saved under a name; what is not safe in a file name becomes a line. */
export function fileNamed(name: string, { media, extension }: FileKind, bytes: Buffer): StreamableFile {
  const safe = name.replace(/[^\w.-]+/g, '-').slice(0, 100);
  const whole = encodeURIComponent(`${name}.${extension}`).replace(/['()*]/g, escaped);
  const disposition = `attachment; filename="${safe}.${extension}"; filename*=UTF-8''${whole}`;
  return new StreamableFile(bytes, { type: media, length: bytes.length, disposition });
}

/** RFC 8187 leaves these to be escaped, which `encodeURIComponent` does not do. */
function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
