// For the compiler alone; `astro check` and editors know each component's own props.
declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default component;
}
