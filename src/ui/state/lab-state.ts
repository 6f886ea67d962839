/** Where an element stands. `failed` leaves what there is to look at; reset or another data set leads out of it. */
export type LabState = 'idle' | 'loading' | 'ready' | 'training' | 'paused' | 'failed';
