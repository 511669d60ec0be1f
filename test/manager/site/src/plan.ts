import type { ViewerContext } from '../../../../plugin/members/directory.ts';

/** A cookie takes the plan away. */
export default ({ cookies }: ViewerContext): boolean => cookies.get('plan')?.value !== 'none';
