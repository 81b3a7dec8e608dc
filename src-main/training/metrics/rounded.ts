/** To six digits: single precision has hardly more, and stored as text they would take three times the room. */
export const rounded = (value: number): number => Number(value.toPrecision(6));
