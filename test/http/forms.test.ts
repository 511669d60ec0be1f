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
