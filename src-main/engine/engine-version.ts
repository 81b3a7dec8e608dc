/** The one TensorFlow that this Tau Lab is tested with, and the addon sources that bind it to Node. */
export const tensorflowVersion = '2.21.0';
export const addonVersion = '4.22.0';

/** How an engine computes: the CUDA flavour falls back to the CPU where there is no GPU. */
export type EngineFlavour = 'cpu' | 'cuda';

/** Best first. */
export const engineFlavours = ['cuda', 'cpu'] as const satisfies readonly EngineFlavour[];
