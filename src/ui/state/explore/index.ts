/** Door of what can be done with the latent space: decode anywhere, walk, move, draw, replay. */
export { farLimit, nearLimit, type DecodedPlace } from './decode-anywhere.ts';
export { maxMoments } from '../../../workers/index.ts';
export { LatentExplorer, type ExplorerTool } from './latent-explorer.ts';
export type { NearPoint } from './latent-vectors.ts';
export { walkStops } from './latent-walk.ts';
export { LatestWins } from './latest-wins.ts';
