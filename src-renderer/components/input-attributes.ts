import type { InputHTMLAttributes } from 'vue';

interface TestableAttributes extends InputHTMLAttributes {
  readonly 'data-testid'?: string;
}

/** Attributes for the input inside a library component, whose types know no data attributes. */
export const inputAttributes = (attributes: TestableAttributes): InputHTMLAttributes => attributes;
