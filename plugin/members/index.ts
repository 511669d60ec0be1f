export { localPath } from '../http/return-to.ts';
export { type MemberChanges, memberChanges } from './changes.ts';
export type { Group, Member, MemberDirectory, Viewer, ViewerContext } from './directory.ts';
