/** What was asked for: enough to ask for it again. */
export interface Request {
  /** Path of the .qham file. */
  readonly file: string;
  /** The name after `train` or `sweep`. */
  readonly train: string;
  /** Path of a point of the sweep to go on with; not there where something new is begun. */
  readonly resumes?: string;
}

/** A run that a folder holds. */
export interface Folder {
  readonly path: string;
  readonly request: Request;
  readonly created: Date;
  /** Whether a process trains it now. */
  readonly going: boolean;
}
