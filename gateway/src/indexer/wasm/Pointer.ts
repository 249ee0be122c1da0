/** Address of an AssemblyScript object in a mapping's memory, after its header; 0 is null. */
export type Pointer = number;
