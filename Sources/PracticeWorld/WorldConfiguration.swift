package import Language
package import Logging
import Protocols
package import TLS
package import Transcripts

/// What a practice world consists of, and how it is served.
package struct WorldConfiguration: Sendable {
  package enum Storing: Hashable, Sendable {
    /// A folder that is removed when the world closes.
    case temporary
    case folder(String)
    /// Nothing is kept when the world closes.
    case memory
  }

  /// A transcript of every session, as the server saw it.
  package struct Recording: Hashable, Sendable {
    package let folder: String
    /// Name and version, for the transcripts' headers.
    package let software: String

    package init(folder: String, software: String) {
      self.folder = folder
      self.software = software
    }
  }

  /// With what its servers prove who they are in TLS.
  package enum Certificates: Sendable {
    /// They have no TLS.
    case none
    /// One for all hosts.
    case given(Identity)
    /// From the world's own authority, for each host as it is described.
    case issued
  }

  package var hosts: [HostDescription]
  package var certificates = Certificates.none
  package var storing: Storing
  /// Where the first host listens that offers the service; each further one listens at the next
  /// port.
  package var listens: ServiceAddresses<ListenAddress>
  package var schedule = RetrySchedule.classroom
  package var takesAnyMailbox = false
  /// Octets of one message.
  package var maxSize = 35_882_577
  /// Of one message.
  package var maxRecipients = 1_000
  /// Refused commands before the server hangs up with 421.
  package var maxErrors = 100
  /// Connections at a time, of each host.
  package var maxConnections = 10_000
  /// Seconds of silence before 421.
  package var idleTimeout = 300
  /// Of each host.
  package var threads: MailServer.Threads
  package var recording: Recording?
  /// Hosts can be told to misbehave while they run. Without it, a host whose scenario is empty is
  /// spared a question about each request.
  package var canChange = false
  package var webLanguage = WebLanguage.readers(otherwise: .english)
  package var logger: Logger?

  package init(
    hosts: [HostDescription], storing: Storing = .temporary,
    listens: ServiceAddresses<ListenAddress> = .usual
  ) {
    self.hosts = hosts
    self.storing = storing
    self.listens = listens
    threads = hosts.count == 1 ? .many : .several
  }

  func offers(_ service: Service, at host: HostDescription) -> Bool {
    switch service {
    case .smtp, .http: true
    case .submission: hasSubmission(at: host)
    case .smtps: hasSubmission(at: host) && hasTLS(at: host)
    }
  }

  /// It is for users who can log in.
  package func hasSubmission(at host: HostDescription) -> Bool {
    switch host.login {
    case .never: false
    case .whenSecured: !host.passwords.isEmpty && hasTLS(at: host)
    case .inClear: !host.passwords.isEmpty
    }
  }

  func hasTLS(at host: HostDescription) -> Bool {
    if case .none = certificates { false } else { host.certificate != .none }
  }

  /// A world for the one student at the console, who may think for long: it waits six times as long
  /// as the RFC asks.
  ///
  /// - Parameters:
  ///   - folder: where mailboxes are kept; `nil` is a temporary folder.
  ///   - language: the session's, which the web mailbox speaks too.
  package static func forConsole(
    _ hosts: [HostDescription], in folder: String?, _ language: Language
  ) -> WorldConfiguration {
    var world = WorldConfiguration(
      hosts: hosts, storing: folder.map { .folder($0) } ?? .temporary)
    world.certificates = .issued
    world.threads = .few
    world.maxErrors = 1_000
    world.idleTimeout = 1_800
    world.canChange = true
    world.webLanguage = .fixed(language)
    return world
  }
}

extension ServiceAddresses<ListenAddress> {
  /// Ports that anybody may open, near the usual ones; others where these are taken.
  package static let usual = ServiceAddresses(
    smtp: [.loopback(2_525)], submission: [.loopback(2_587)], smtps: [.loopback(2_465)],
    http: [.loopback(8_080)])
}
