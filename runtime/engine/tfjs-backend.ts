/**
 * The part of TensorFlow.js that operations use: the API of tfjs-core, which @tensorflow/tfjs-node-gpu exports too.
 * A type only: the module itself is handed to the rules, so that nothing loads TensorFlow.js unless it is asked for.
 */
export type TfjsBackend = typeof import('@tensorflow/tfjs-core');
