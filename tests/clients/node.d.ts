// All that use.ts needs of Node.
declare const process: { argv: string[] };
