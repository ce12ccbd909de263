export { type Autocorrelation, autocorrelationTime, autocorrelationTimeOfChains } from './autocorrelation.ts';
export { type BlockingEstimate, estimateByBlocking } from './blocking.ts';
export type { Estimate } from './estimate.ts';
export { formatUncertain } from './format.ts';
export { estimateMean, estimateMeanOfWalkers } from './mean.ts';
export { moments, RunningMoments } from './moments.ts';
export { ratioOfMeans, ratioOfMeansOfWalkers } from './ratio.ts';
export { splitRHat } from './split-r-hat.ts';
