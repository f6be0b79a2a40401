const FAMILY = 'Vermilion Sans';
const PATIENCE_MS = 1_500;

/**
 * Waits for our typeface, but not for long. Chromium keeps the empty boxes of headings that it has set before their typeface came, on devices
 * that have no Chinese one of their own.
 */
export async function facesThere(): Promise<void> {
  const faces = [...document.fonts].filter(({ family }) => family.includes(FAMILY));
  const loaded = Promise.allSettled(faces.map((face) => face.load()));
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
