import { createRequire } from 'node:module';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';

type Grpc = {
  readonly Server: new (options: Readonly<Record<string, number>>) => Server;
  readonly ServerCredentials: { createInsecure(): unknown };
  readonly Metadata: new () => Metadata;
};

export interface Server {
  addService(service: unknown, handlers: object): void;
  bindAsync(address: string, credentials: unknown, done: (error: Error | null, port: number) => void): void;
  forceShutdown(): void;
}

/** gRPC's own, as the generated code knows it: the client brings it along, so nothing here depends on it. */
export type Metadata = Parameters<IStreamsServer['append']>[0]['metadata'];

// From where the client is: both sides then share its own copies of gRPC and protobuf, which do not mix with others.
const require = createRequire(createRequire(import.meta.url).resolve('@eventstore/db-client'));

export const grpc: Grpc = require('@grpc/grpc-js');
export const streams: typeof import('@eventstore/db-client/generated/streams_pb.js') = require('../generated/streams_pb.js');
export const shared: typeof import('@eventstore/db-client/generated/shared_pb.js') = require('../generated/shared_pb.js');
export const gossip: typeof import('@eventstore/db-client/generated/gossip_pb.js') = require('../generated/gossip_pb.js');
export const features: typeof import('@eventstore/db-client/generated/serverfeatures_pb.js') = require('../generated/serverfeatures_pb.js');
export const services: { readonly streams: unknown; readonly gossip: unknown; readonly features: unknown } = {
  streams: require('../generated/streams_grpc_pb.js').StreamsService,
  gossip: require('../generated/gossip_grpc_pb.js').GossipService,
  features: require('../generated/serverfeatures_grpc_pb.js').ServerFeaturesService,
};
