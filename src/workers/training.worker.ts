/** Puts the training service behind Comlink; all that it does is in training-service.ts. */
import { expose } from 'comlink';
import { TrainingService } from './training-service.ts';

expose(new TrainingService());
