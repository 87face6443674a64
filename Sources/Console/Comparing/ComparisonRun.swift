import Messages
import Network
import PracticeWorld
import Protocols
package import Teaching
import Terminal
import Transcripts

/// Pushes a message by SMTP and pulls the same message by HTTP, with the real console, over real
/// connections, in a practice world of its own.
package enum ComparisonRun {
  package enum Source: Sendable {
    /// A message with this many pictures, pulled from the practice world's own web mailbox.
    case pictures(Int)
    /// An object from a real web server, pushed as an attachment.
    case web(WebAddress)
  }

  package enum Outcome: Sendable {
    case measured(Comparison)
    /// The practice world could not be opened.
    case noWorld(any Error)
    /// The web server could not be reached, or did not return the object. Holds its status, if it
    /// answered.
    case notPulled(status: Int?)
    /// The object was pulled, but is larger than what can be pushed here (in octets).
    case tooLarge(limit: Int)
    /// The practice server did not accept the message. Holds its refusal, if it gave one.
    case notPushed(reply: String?)
  }

  package static func measure(_ source: Source, _ options: ConsoleOptions) -> Outcome {
    do {
      let world = try World(.forConsole(HostDescription.lectureWorld, in: nil, options.language))
      return try measure(source, options, wake: WakePipe(), in: world)
    } catch { return .noWorld(error) }
  }

  private static func measure(
    _ source: Source, _ options: ConsoleOptions, wake: WakePipe, in world: World
  ) -> Outcome {
    let keyboard = ScriptedKeyboard(first(source), wake: wake)
    let console = Console(
      options: options, scripted: keyboard, inbox: Inbox(wake: wake), home: world)
    if case .web = source {
      // Some servers keep the connection open after `Connection: close`.
      keyboard.moreLines = { [unowned console] in
        guard case .object(let object) = pulled(in: console.log) else { return [":drop"] }
        return [":drop"] + push([object])
      }
    }
    _ = console.run(.practice)
    return outcome(of: source, in: console.log)
  }

  /// Both transfers run, one after the other. If both failed, the outcome is the first failure.
  static func outcome(of source: Source, in log: SessionLog) -> Outcome {
    let comparison = log.comparison
    let notPulled = comparison.pull == nil ? Outcome.notPulled(status: comparison.lastStatus) : nil
    let notPushed = comparison.push == nil ? Outcome.notPushed(reply: refusal(in: log)) : nil
    switch source {
    case .pictures: return notPushed ?? notPulled ?? .measured(comparison)
    case .web:
      if case .tooLarge = pulled(in: log) { return .tooLarge(limit: limit) }
      return notPulled ?? notPushed ?? .measured(comparison)
    }
  }

  private static func first(_ source: Source) -> [String] {
    switch source {
    case .pictures(let count):
      let pictures = (0..<count).map {
        MessageComposer.Attachment(name: "\($0 + 1).png", octets: SamplePicture.png(hue: $0))
      }
      // The message itself; then, as a browser fetches them, its page and each picture. The text is
      // part 1.
      let targets = ["/bob/1"] + (0..<count).map { "/bob/1/parts/\($0 + 2)" }
      return push(pictures) + pull(["/bob/1.eml"]) + [":drop"] + pull(targets)
    case .web(let address):
      return ["telnet \(address.host.uriHost) \(address.port) --real --dialect http"]
        + ["GET \(address.target) HTTP/1.1", "Host: \(address.authority)", "Connection: close", ""]
    }
  }

  private static func push(_ objects: [MessageComposer.Attachment]) -> [String] {
    [
      "telnet hamburger.edu 25", "EHLO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<bob@hamburger.edu>", "DATA",
    ] + SampleMessage.lines(objects) + [".", "QUIT"]
  }

  private static func pull(_ targets: [String]) -> [String] {
    ["telnet hamburger.edu 80"]
      + targets.flatMap { ["GET \($0) HTTP/1.1", "Host: hamburger.edu", ""] }
  }

  // MARK: The pulled object

  /// The largest object that is pushed back, in octets.
  private static let limit = 16 << 20

  private enum Pulled {
    case nothing, tooLarge
    case object(MessageComposer.Attachment)
  }

  private static func pulled(in log: SessionLog) -> Pulled {
    guard log.comparison.lastStatus.map({ $0 / 100 == 2 }) == true else { return .nothing }
    var octets: [UInt8] = []
    for event in log.events {
      if case .heard(.server, .octets(let block)) = event.act { octets += block }
      guard octets.count <= limit else { return .tooLarge }
    }
    return octets.isEmpty
      ? .nothing : .object(MessageComposer.Attachment(name: "object", octets: octets))
  }

  /// The first line in which the mail server refused a command.
  private static func refusal(in log: SessionLog) -> String? {
    for event in log.events {
      guard case .heard(.server, .line(let line)) = event.act,
        case .smtp = log.session.conversations[event.conversation]?.dialogue,
        let reply = ReplyLine(line), reply.code.value >= 400
      else { continue }
      return line.lossyText
    }
    return nil
  }
}
