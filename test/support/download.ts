import { extractText, getDocumentProxy } from 'unpdf';
import type { TestApi } from './api.js';

/** A file as the API sends it. */
export interface Download {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** Fetches a file, as a demonstration user or as nobody. `path` comes after `/api/v1`. */
export async function download(api: TestApi, path: string, as?: string): Promise<Download> {
  const headers = as === undefined ? {} : { authorization: `Bearer ${await api.issuer.token(as)}` };
  const response = await fetch(`${api.url}/api/v1${path}`, { headers });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** What a reader finds in a PDF, without line breaks and blanks. */
export async function textOfPdf({ bytes }: Pick<Download, 'bytes'>): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return text.replaceAll(/\s/g, '');
}
