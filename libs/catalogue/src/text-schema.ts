import { z } from 'zod';

/** A text in both languages of the interface. */
export const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

export const date = z.iso.date();
