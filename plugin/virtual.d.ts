declare module 'virtual:astro-chatbox/config' {
  const config: import('./virtual-modules.ts').SiteConfig;
  export default config;
}
declare module 'virtual:astro-chatbox/members' {
  const directory: import('./members/directory.ts').MemberDirectory;
  export default directory;
}
declare module 'virtual:astro-chatbox/entitled' {
  const entitled: (context: import('./members/directory.ts').ViewerContext) => boolean | Promise<boolean>;
  export default entitled;
}
declare module 'virtual:astro-chatbox/layout' {
  const Layout: (props: { title: string }) => unknown;
  export default Layout;
}
