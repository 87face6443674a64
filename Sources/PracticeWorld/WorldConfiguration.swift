package import Language
package import Logging
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

  package var hosts: [HostDescription]
  package var storing: Storing
  /// Where the first host listens; each further host listens at the next port.
  package var smtp: [ListenAddress]
  package var http: [ListenAddress]
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
    smtp: [ListenAddress] = [.loopback(2_525)], http: [ListenAddress] = [.loopback(8_080)]
  ) {
    self.hosts = hosts
    self.storing = storing
    self.smtp = smtp
    self.http = http
    threads = hosts.count == 1 ? .many : .several
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
    world.threads = .few
    world.maxErrors = 1_000
    world.idleTimeout = 1_800
    world.canChange = true
    world.webLanguage = .fixed(language)
    return world
  }
}
