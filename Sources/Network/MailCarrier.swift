package import NIOCore
package import NIOPosix
package import Protocols
package import Transcripts

/// A message's octets, read in order. It blocks, and is read off the event loop.
package protocol MessageSource: Sendable {
  /// The next octets, with CR LF line ends; `nil` at the end.
  func next() throws -> [UInt8]?
}

/// Carries one message from this mail server to another, over a connection that it opens.
package struct MailCarrier: Sendable {
  /// The name of this host, for EHLO.
  package let name: Domain
  /// How many seconds one second of the standard's timeouts lasts here.
  package let pace: Double
  /// The IP address that it connects from; `nil`: as the system chooses.
  package let source: String?
  package let threads: NIOThreadPool
  package let loops: any EventLoopGroup

  package init(
    name: Domain, pace: Double, source: String? = nil, threads: NIOThreadPool,
    loops: any EventLoopGroup
  ) {
    self.name = name
    self.pace = pace
    self.source = source
    self.threads = threads
    self.loops = loops
  }

  /// Tries once.
  ///
  /// - Parameters:
  ///   - signal: hears all that happens on the connection, in order, on the connection's thread. It
  ///     calls `taken` for each act, from any thread: while too many acts wait, the connection
  ///     rests.
  ///   - settled: called once, with an outcome for each recipient, even where no connection
  ///     could be opened.
  package func carry(
    _ message: OutgoingMessage, from source: any MessageSource, to attempt: Attempt, host: String,
    port: Int,
    signal: @escaping @Sendable (Act, _ taken: @escaping @Sendable () -> Void) -> Void,
    settled: @escaping @Sendable ([DeliveryOutcome]) -> Void
  ) {
    let session = ClientSession(name: name, message: message)
    let name = name
    let opening: @Sendable (any Channel) -> Opening = { channel in
      Opening(
        attempt: attempt, address: channel.remoteAddress.map(\.endpoint) ?? "",
        local: channel.localAddress.map(\.endpoint), isPractice: true, client: name.description)
    }
    var bootstrap = ClientBootstrap(group: loops)
    if let address = self.source.flatMap({ try? SocketAddress(ipAddress: $0, port: 0) }) {
      bootstrap = bootstrap.bind(to: address)
    }
    bootstrap
      .connectTimeout(.seconds(20))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers(
            TapHandler(
              hearing: .client, dialect: .smtp, opening: opening,
              signal: { act in
                signal(act) {
                  channel.triggerUserOutboundEvent(
                    TapHandler.Acknowledgement(count: 1), promise: nil)
                }
              }),
            SMTPClientHandler(
              session: session, source: source, threads: threads, pace: pace, settled: settled))
        }
      }
      .connect(host: host, port: port)
      .whenFailure { error in
        let failure = ConnectionFailure(error)
        signal(.failed(attempt, failure)) {}
        let outcome: DeliveryOutcome = failure == .refused ? .refused : .deferred(nil)
        settled(message.envelope.recipients.map { _ in outcome })
      }
  }
}
