import type { DocumentView, ProblemBody, UploadList, UploadView } from '@vermilion/contracts';
import { ask, Refused, Unreachable } from '../api/client.js';
import type { Wire } from './bring-file.js';

/** The files of a case that were begun and have not arrived, whoever of the firm has begun them. */
export async function unfinishedOf(caseId: string, signal?: AbortSignal): Promise<UploadView[]> {
  return (await ask<UploadList>('GET', `cases/${caseId}/uploads`, { signal })).items;
}

/** Gives an upload up: nothing of it is kept. */
export function giveUp(id: string): Promise<null> {
  return ask<null>('DELETE', `uploads/${id}`);
}

/** Uploads over the API; everything ends when `signal` says so. */
export function wireFor(caseId: string, signal: AbortSignal): Wire {
  return {
    open: (json) => ask<UploadView>('POST', `cases/${caseId}/uploads`, { json, signal }),
    look: (id) => ask<UploadView>('GET', `uploads/${id}`, { signal }),
    send: (id, offset, part, sent) => sendPart(`/api/v1/uploads/${id}?offset=${offset}`, part, sent, signal),
    finish: (id) => ask<DocumentView>('POST', `uploads/${id}/finish`, { signal }),
  };
}

/** `fetch` cannot say how far it has come; the older request can. */
function sendPart(
  address: string,
  part: Blob,
  sent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<UploadView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PATCH', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = ({ loaded }) => sent(loaded);
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(signal.reason as Error);
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as UploadView);
      else reject(refusalIn(request.responseText));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(part);
  });
}

function refusalIn(text: string): Error {
  try {
    return new Refused(JSON.parse(text) as ProblemBody);
  } catch {
    return new Unreachable();
  }
}

/** SHA-256 of a file, by which the server knows it. */
export async function hashOfFile(file: Blob): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
