/** An expert takes the seat: with the signature that there is no conflict, and that the file stays confidential. */
export const accepting = { type: 'accept-invitation', noConflict: true, confidentiality: true } as const;
