/** Puts the projection service behind Comlink; all that it does is in projection-service.ts. */
import { expose } from 'comlink';
import { ProjectionService } from './projection-service.ts';

expose(new ProjectionService());
