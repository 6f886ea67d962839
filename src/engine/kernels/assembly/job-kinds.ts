/** Numbers of the kernels as they stand in a job's first word; read by AssemblyScript and by TypeScript alike. */
export const NOTHING = 0;
