import { expect } from 'chai';
import { z } from 'zod';
import { ChatboxError } from '../../events/core/errors.ts';
import { readForm } from '../../plugin/http/forms.ts';
import { rejection } from '../support/rejection.ts';

const Form = z.object({ text: z.string() });
const url = new URL('https://site.example/chatbox/messages');

/** As a proxy may send it on: in parts, and without its length. The host may cut it off before its end. */
function streamed(bytes: Buffer, { partOf, cutOff = false }: { partOf: number; cutOff?: boolean }): Request {
  let at = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const part = bytes.subarray(at, at + partOf);
        at += partOf;
        if (part.length > 0) controller.enqueue(part);
        else if (cutOff) controller.error(new Error('Body size limit exceeded'));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: url.origin, host: url.host };
  const streaming = { method: 'POST', headers, body, duplex: 'half' };
  return new Request(url, streaming);
}

describe('a form whose length nobody has said', () => {
  const long = Buffer.from(`text=${'x'.repeat(65 * 1_024)}`);

  it('is read whole, though its characters come in parts', async () => {
    const { text } = await readForm(streamed(Buffer.from('text=dé€🙂'), { partOf: 1 }), url, Form);
    expect(text).to.equal('dé€🙂');
  });

  it('is refused as too long, by us or by a host that reads no further', async () => {
    for (const cutOff of [false, true]) {
      const error = await rejection(readForm(streamed(long, { partOf: 1_000, cutOff }), url, Form), ChatboxError);
      expect(error.code).to.equal('HTTP_FORM_TOO_LARGE');
    }
  });

  it('is refused when its sender has gone in the middle of it', async () => {
    const short = streamed(Buffer.from('text=hel'), { partOf: 4, cutOff: true });
    expect((await rejection(readForm(short, url, Form), ChatboxError)).code).to.equal('HTTP_BAD_FORM');
  });
});

describe('a form as browsers send it', () => {
  const sent = (headers: Record<string, string>) =>
    readForm(
      new Request(url, {
        method: 'POST',
        headers: { host: url.host, ...headers },
        body: new URLSearchParams({ text: 'hello' }),
      }),
      url,
      Form,
    );

  const ours = {
    'from a page of the site': { 'sec-fetch-site': 'same-origin', origin: url.origin },
    'from a page of the site, where a browser says no Origin': { 'sec-fetch-site': 'same-origin' },
    'that no page began, as a tab that is restored': { 'sec-fetch-site': 'none' },
    'that no page began, with the Origin of the site': { 'sec-fetch-site': 'none', origin: url.origin },
    'by an old browser, which says its Origin alone': { origin: url.origin },
    'by an old browser, through a proxy that has another scheme': { origin: `http://${url.host}` },
    'by an old browser, by the name that it asked for': {
      host: 'www.site.example',
      origin: 'https://www.site.example',
    },
  };
  for (const [how, headers] of Object.entries(ours)) {
    it(`is taken ${how}`, async () => {
      expect(await sent(headers)).to.deep.equal({ text: 'hello' });
    });
  }

  const foreign = {
    'from another site': { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    'from another site, where a browser says no Origin': { 'sec-fetch-site': 'cross-site' },
    'from another site, whatever its Origin claims': { 'sec-fetch-site': 'cross-site', origin: url.origin },
    'from a neighbour under the same domain': { 'sec-fetch-site': 'same-site' },
    'that no page began, with the Origin of another site': { 'sec-fetch-site': 'none', origin: 'https://evil.example' },
    'that no page began, from a page without an address': { 'sec-fetch-site': 'none', origin: 'null' },
    'by an old browser from another site': { origin: 'https://evil.example' },
    'by an old browser from another port': { origin: `${url.origin}:8443` },
    'by an old browser from a page without an address': { origin: 'null' },
    'by whoever says neither': {},
  };
  for (const [how, headers] of Object.entries(foreign)) {
    it(`is refused ${how}`, async () => {
      expect((await rejection(sent(headers), ChatboxError)).code).to.equal('HTTP_CROSS_SITE');
    });
  }
});
