import type { DocumentType } from '@vermilion/domain';

/** Why a file cannot be this document, as far as can be told before it is sent; null when nothing speaks against it. */
type FileRefusal = 'empty' | 'media' | 'large';

/** A file that was refused before it was sent, and why. */
export interface RefusedFile {
  readonly name: string;
  readonly bytes: number;
  readonly why: FileRefusal;
}

interface Chosen {
  readonly type: string;
  readonly size: number;
}

/** What the server would refuse anyway is told at once, beside the file. */
export function fileRefusal({ type, size }: Chosen, { media, maxBytes }: DocumentType): FileRefusal | null {
  if (!media.some((allowed) => allowed === type)) return 'media';
  if (size === 0) return 'empty';
  return size > maxBytes ? 'large' : null;
}

const KIND: { readonly [media: string]: string } = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
};

/** PDF、JPEG、PNG, as people call them. */
export function kindsOf({ media }: Pick<DocumentType, 'media'>): string {
  return media.map((one) => KIND[one] ?? one).join('、');
}

/** 12.3 MB: as a person reads it. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
}
