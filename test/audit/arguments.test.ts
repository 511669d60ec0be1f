import { expect } from 'chai';
import { ChatboxError } from '../../events/core/errors.ts';
import { parseArguments } from '../../plugin/cli/arguments.ts';

describe('The arguments of the command line', () => {
  const misused = [
    { args: 'audits', what: 'no command "audits"' },
    { args: 'audit', what: 'audit takes log or at.' },
    { args: 'audit lgo', what: 'audit takes log or at, and received "lgo"' },
    { args: 'audit at', what: 'REVISION|TIME is missing' },
    { args: 'audit at -5', what: 'no option "-5".\nHint: revisions are counted from 0' },
    { args: 'audit at 3 4', what: '"4" is too much' },
    { args: 'audit at 3 --as', what: '--as needs a value' },
    { args: 'audit at 3 --as --chat=main', what: '--as needs a value' },
    { args: 'audit at 3 --json', what: 'audit at has no option --json' },
    { args: 'audit log extra', what: '"extra" is too much' },
    { args: 'audit log --bogus', what: 'no option "--bogus"' },
    { args: 'audit log --json=yes', what: '--json takes no value' },
    { args: 'audit log --from yesterday', what: '--from takes a whole number, and received "yesterday"' },
    { args: 'audit log --chat a --chat b', what: 'audit log takes one --chat' },
    { args: 'audit log --menu a --menu b', what: 'audit log takes one --menu' },
    { args: 'audit at 3 --menu main', what: 'audit at has no option --menu' },
    { args: 'audit at 3 --messages few', what: '--messages takes a whole number or "all", and received "few"' },
    { args: 'audit at 3 --messages 1.5', what: '--messages takes a whole number or "all", and received "1.5"' },
    { args: 'audit log --messages 3', what: 'audit log has no option --messages' },
    { args: 'copy sqlite:from.db', what: 'TO is missing' },
    { args: 'copy sqlite:from.db sqlite:b.db sqlite:c.db', what: '"sqlite:c.db" is too much' },
  ];
  for (const { args, what } of misused) {
    it(`that are "${args}" are refused, with what is wrong in a line and where help is`, () => {
      expect(() => parseArguments(args.split(' ')))
        .to.throw(ChatboxError)
        .that.satisfies(({ code, message }: ChatboxError) => {
          expect(code).to.equal('CLI_USAGE');
          expect(message)
            .to.include(what)
            .and.match(/^.*\nHint: .*see astro-chatbox --help\.$/);
          return true;
        });
    });
  }

  it('are a command, what follows it and its options', () => {
    expect(parseArguments('audit log --from 812 --chat side --json'.split(' '))).to.deep.include({
      command: 'audit log',
      from: 812n,
      chat: ['side'],
      json: true,
    });
    expect(parseArguments('audit at 7 --as=-lea-'.split(' '))).to.deep.include({ first: '7', as: '-lea-' });
    expect(parseArguments('copy sqlite:a.db memory: --chat a --chat b'.split(' '))).to.deep.include({
      first: 'sqlite:a.db',
      second: 'memory:',
      chat: ['a', 'b'],
    });
  });

  it('ask for some of the messages, or for all', () => {
    const messages = (...given: string[]) => {
      const asked = parseArguments(['audit', 'at', '7', ...given]);
      return typeof asked === 'string' ? asked : asked.messages;
    };
    expect(messages()).to.equal(undefined);
    expect(messages('--messages', '200')).to.equal(200);
    expect(messages('--messages', 'all')).to.equal(Number.POSITIVE_INFINITY);
  });

  it('may ask for help or for the version, or be none', () => {
    for (const args of [[], ['-h'], ['audit', '--help']]) expect(parseArguments(args)).to.equal('help');
    expect(parseArguments(['--version'])).to.equal('version');
  });
});
