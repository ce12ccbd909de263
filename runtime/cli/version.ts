declare const QHAM_VERSION: string | undefined;

/** Version of qham, put in by the build; `development` when the sources run unbundled. */
export const VERSION = typeof QHAM_VERSION === 'string' ? QHAM_VERSION : 'development';
