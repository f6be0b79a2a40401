import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The weights of the typeface that papers are set in. GB/T 9704-2012 asks for 仿宋 (text), 小标宋 (headings) and 黑体;
 * no openly licensed 仿宋 or 小标宋 comes by a package registry, so one serif face stands for all: its regular weight for
 * 仿宋, bold for 黑体, extra bold for 小标宋.
 */
const files = {
  text: require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  strong: require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
  heading: require.resolve('@expo-google-fonts/noto-serif-sc/800ExtraBold/NotoSerifSC_800ExtraBold.ttf'),
} as const;

export type Face = keyof typeof files;
export type Faces = Readonly<Record<Face, Buffer>>;
export const faceNames = Object.keys(files) as readonly Face[];

let loaded: Promise<Faces> | undefined;

/** The font files, read once per process (15 MB each); a failed reading is tried again by the next caller. */
export function faces(): Promise<Faces> {
  loaded ??= readFaces().catch((failure: unknown) => {
    loaded = undefined;
    throw failure;
  });
  return loaded;
}

async function readFaces(): Promise<Faces> {
  const read = async (face: Face) => [face, await readFile(files[face])] as const;
  return Object.fromEntries(await Promise.all(faceNames.map(read))) as Record<Face, Buffer>;
}
