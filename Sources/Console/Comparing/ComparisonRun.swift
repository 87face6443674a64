import Network
import PracticeWorld
import Presentation
import Protocols
package import Teaching
import Terminal
import Transcripts

/// The same message pushed by SMTP and pulled by HTTP, at the real console, over real connections, in a world of its own.
package enum ComparisonRun {
  package enum Source: Sendable {
    /// A message with so many pictures, pulled from the world's own web mailbox.
    case pictures(Int)
    /// An object of a real web server, pushed as an attachment.
    case web(WebAddress)
  }

  package enum Outcome: Sendable {
    case measured(Comparison)
    /// No world could be opened.
    case noWorld
    /// The web server cannot be reached, or did not give the object; its status where it answered.
    case notPulled(status: Int?)
  }

  package static func measure(_ source: Source, _ options: ConsoleOptions) -> Outcome {
    guard let wake = WakePipe(), let world = try? World(storeRoot: nil) else { return .noWorld }
    defer { world.close() }
    let witness = Witness(
      header: TranscriptHeader(started: "", software: "", side: .client), recorder: nil)
    let keyboard = ScriptedKeyboard(first(source), wake: wake)
    let console = Console(
      options: options, keyboard: keyboard, inbox: Inbox(wake: wake), world: world,
      screen: Screen(options), witness: witness)
    if case .web = source {
      // Not every server closes when it is asked to.
      keyboard.goOn = { [":drop"] + (object(in: witness).map { push([$0]) } ?? []) }
    }
    console.run()
    let comparison = witness.comparison
    guard comparison.push != nil, comparison.pull != nil else {
      return .notPulled(status: status(in: witness))
    }
    return .measured(comparison)
  }

  private static func first(_ source: Source) -> [String] {
    switch source {
    case .pictures(let count):
      let pictures = (0..<count).map {
        SampleMessage.Object(type: "image/png", octets: SamplePicture.png(hue: $0))
      }
      // The page, then each picture as a browser fetches it; the text is the first part.
      let targets = ["/bob/1"] + (0..<count).map { "/bob/1/parts/\($0 + 2)" }
      return push(pictures) + ["telnet hamburger.edu 80"]
        + targets.enumerated().flatMap { index, target in
          request(target, of: "hamburger.edu", isLast: index == targets.count - 1)
        }
    case .web(let address):
      return ["telnet \(bracketed(address.host)) \(address.port) --real --dialect http"]
        + request(address.target, of: address.authority, isLast: true)
    }
  }

  private static func bracketed(_ host: String) -> String {
    host.contains(":") ? "[\(host)]" : host
  }

  private static func push(_ objects: [SampleMessage.Object]) -> [String] {
    [
      "telnet hamburger.edu 25", "EHLO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<bob@hamburger.edu>", "DATA",
    ] + SampleMessage.lines(objects) + [".", "QUIT"]
  }

  private static func request(_ target: String, of host: String, isLast: Bool) -> [String] {
    ["GET \(target) HTTP/1.1", "Host: \(host)"] + (isLast ? ["Connection: close"] : []) + [""]
  }

  // MARK: What was pulled

  /// Octets of the largest object that is pushed back.
  private static let limit = 16 << 20

  private static func object(in witness: Witness) -> SampleMessage.Object? {
    guard status(in: witness).map({ $0 / 100 == 2 }) == true else { return nil }
    var octets: [UInt8] = []
    for event in witness.events {
      if case .heard(.server, .octets(let block)) = event.act { octets += block }
      guard octets.count <= limit else { return nil }
    }
    return octets.isEmpty
      ? nil : SampleMessage.Object(type: "application/octet-stream", octets: octets)
  }

  private static func status(in witness: Witness) -> Int? {
    witness.comparison.lastStatus
  }
}
