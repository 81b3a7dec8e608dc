/** Height or width that an imported image is padded to: a multiple of 4, as strided encoders like it, and at least 32. */
export const paddedSide = (pixels: number): number => Math.max(32, 4 * Math.ceil(pixels / 4));
