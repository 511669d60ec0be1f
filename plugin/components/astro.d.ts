// For the compiler alone: Astro's own tools know the properties of each component.
declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default component;
}
