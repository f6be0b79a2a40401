import type { ProblemBody } from '@vermilion/contracts';
import { Refused, Unreachable } from '../api/client.js';

/**
 * Uploads a paper. `fetch` cannot say how far it has come; the older request can.
 * @throws Refused as the server says (type, size, content), Unreachable when it did not arrive: then nothing was attached
 */
export function upload(caseId: string, type: string, file: File, progress: (share: number) => void): Promise<void> {
  const asked = new URLSearchParams({ type, name: file.name });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/cases/${caseId}/documents?${asked.toString()}`);
    request.setRequestHeader('content-type', file.type);
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onerror = () => reject(new Unreachable());
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(refusalIn(request.responseText));
    };
    request.send(file);
  });
}

function refusalIn(text: string): Error {
  try {
    return new Refused(JSON.parse(text) as ProblemBody);
  } catch {
    return new Unreachable();
  }
}
