/** Puts the export service behind Comlink; all that it does is in export-service.ts. */
import { expose } from 'comlink';
import { ExportService } from './export-service.ts';

expose(new ExportService());
