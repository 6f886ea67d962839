/** How well held-out ratings are foretold, and where the items lie: asked once for a model. */
export interface RatingsReport {
  userNames: string[];
  itemNames: string[];
  /** Known ratings of each user, and of each item. */
  userCounts: Uint32Array;
  itemCounts: Uint32Array;
  heldOut: number;
  /** RMSE over the held-out ratings, in their own units. */
  autoencoderRmse: number;
  /** Of mean + user's bias + item's bias. */
  baselineRmse: number;
  /** Of generated ratings: the deviation of their noise, which no prediction can beat. */
  noise?: number;
  /** Items in the plane, count × 2: the first principal components of what the decoder says of each. */
  itemPoints: Float32Array;
  step: number;
}

export interface RecommendationRequest {
  /** Position in `userNames`. */
  user: number;
  count: number;
}

/** An item by its position in `itemNames`, with a rating in the data's own units. */
export interface RatedItem {
  item: number;
  rating: number;
}

export interface Recommendations {
  /** Not yet rated, the highest prediction first. */
  best: (RatedItem & { baseline: number })[];
  /** What the user rated highest. */
  liked: RatedItem[];
}
