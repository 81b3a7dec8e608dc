/** The kinds of value a configuration field can have. A field is plain data: forms, checks and help all read it. */

/** A configuration whose kinds of value are not known yet. */
export type Config = Readonly<Record<string, unknown>>;

interface FieldBase {
  /** Unit shown behind the value, or '' for a pure number. */
  readonly unit: string;
  /** One English sentence of help; interfaces in other languages translate it by the field's path. */
  readonly help: string;
  /** True where the field has an effect, given the other values. Irrelevant fields are neither shown nor compared. */
  readonly relevant?: (config: Config) => boolean;
}

export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly integer: boolean;
  /** Inclusive bounds; a positive number that may not be 0 has `min: 'above-zero'`. */
  readonly min: number | 'above-zero';
  readonly max: number;
  readonly scale: 'linear' | 'log';
  readonly default: number;
}

export interface ChoiceField<C extends string = string> extends FieldBase {
  readonly kind: 'choice';
  readonly choices: readonly C[];
  readonly default: C;
}

export interface BooleanField extends FieldBase {
  readonly kind: 'boolean';
  readonly default: boolean;
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly default: string;
}

/** Whole numbers at least 1, such as the epochs of a step schedule. */
export interface ListField extends FieldBase {
  readonly kind: 'list';
  readonly default: readonly number[];
}

export type Field = NumberField | ChoiceField | BooleanField | TextField | ListField;

type Part<F> = Omit<F, 'kind' | 'unit' | 'integer' | 'scale'> & { unit?: string; scale?: 'linear' | 'log' };

export const number = (part: Part<NumberField>): NumberField => ({
  kind: 'number',
  unit: '',
  integer: false,
  scale: 'linear',
  ...part,
});

export const integer = (part: Part<NumberField>): NumberField => ({ ...number(part), integer: true });

export const choice = <const C extends string>(part: Part<ChoiceField<C>>): ChoiceField<C> => ({
  kind: 'choice',
  unit: '',
  ...part,
});

export const flag = (part: Part<BooleanField>): BooleanField => ({ kind: 'boolean', unit: '', ...part });
export const text = (part: Part<TextField>): TextField => ({ kind: 'text', unit: '', ...part });
export const list = (part: Part<ListField>): ListField => ({ kind: 'list', unit: '', ...part });
