/** Documents that the language brings along and that lie in no folder: `qham-library:/potentials.qham`. */
export const LIBRARY_SCHEME = 'qham-library';
