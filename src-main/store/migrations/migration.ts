/** One step of the schema. Never edited after a release: a change is a new migration. */
export interface Migration {
  /** What `user_version` is afterwards; counts up from 1 without gaps. */
  readonly version: number;
  readonly sql: string;
}
