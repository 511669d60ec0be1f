import { randomUUID } from 'node:crypto';
import type { IGossipServer } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { IServerFeaturesServer } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { failure } from './faults.ts';
import type { Node } from './node.ts';
import { features, gossip, shared } from './protocol.ts';

/** Who belongs to the cluster, by the word of this node. */
export const gossiping =
  (node: Node): IGossipServer['read'] =>
  ({ metadata }, reply) => {
    const fault = node.fault('gossip', '', metadata);
    if (fault === 'hang') return;
    if (typeof fault === 'object') return reply(failure(fault.status, fault.details ?? 'injected', fault.metadata));
    const cluster = new gossip.ClusterInfo();
    cluster.setMembersList(node.members().map(({ port, leader }) => memberInfo(port, leader)));
    reply(null, cluster);
  };

function memberInfo(port: number, leader: boolean) {
  const { FOLLOWER, LEADER } = gossip.MemberInfo.VNodeState;
  const id = new shared.UUID();
  id.setString(randomUUID());
  const endPoint = new gossip.EndPoint();
  endPoint.setAddress('127.0.0.1');
  endPoint.setPort(port);
  const member = new gossip.MemberInfo();
  member.setInstanceId(id);
  member.setHttpEndPoint(endPoint);
  member.setIsAlive(true);
  member.setState(leader ? LEADER : FOLLOWER);
  member.setTimeStamp('0');
  return member;
}

/** As every real server it offers the batched append, which the adapter must never choose: here it does nothing. */
export const supporting: IServerFeaturesServer['getSupportedMethods'] = (_call, reply) => {
  const method = new features.SupportedMethod();
  method.setServiceName('event_store.client.streams.streams');
  method.setMethodName('batchappend');
  method.setFeaturesList(['deadline_duration']);
  const methods = new features.SupportedMethods();
  methods.setEventStoreServerVersion('23.10.6.0');
  methods.setMethodsList([method]);
  reply(null, methods);
};
