import { encodeQR } from 'qr';

/** The encoder always draws a margin; papers have white around the code anyway. */
const margin = 1;

/** The modules of the QR code of a text, dark is true, without the quiet zone of four modules that must surround it. */
export function qrCode(text: string): boolean[][] {
  const drawn = encodeQR(text, 'raw', { ecc: 'medium', border: margin });
  return drawn.slice(margin, -margin).map((row) => row.slice(margin, -margin));
}

/** The same as a picture for pages, with its quiet zone. */
export function codeAsSvg(text: string): string {
  return encodeQR(text, 'svg', { ecc: 'medium', border: 4 });
}
