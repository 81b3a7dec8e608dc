/** The one door to TensorFlow for the training core. Which backend stands behind it was chosen before by the engine. */

export * as tf from '@tensorflow/tfjs';
export { kernels } from '../engine/kernels/kernels';
