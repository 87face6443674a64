import PracticeWorld
import Protocols
import Teaching

extension Console {
  /// The store knows where the pushed messages are. The session's events do not.
  func show(_ comparison: Comparison) {
    var comparison = comparison
    comparison.locate(number)
    screen.comparison(comparison, on: keyboard)
  }

  /// In the first recipient's mailbox, among the latest messages.
  private func number(of push: MeasuredObject) -> Int? {
    guard let recipient = push.recipients.first,
      let name = recipient.domain?.description.lowercased(),
      let store = hosts.first(where: { $0.name == name })?.store,
      let messages = try? store.latest(200, of: recipient.localPart.lowercased()).messages
    else { return nil }
    // The trace lines that servers put on top are short.
    let sizes = push.objectOctets...(push.objectOctets + 65_536)
    let found = messages.last { message in
      guard sizes.contains(message.octets),
        let octets = try? store.read(message, atMost: message.octets)
      else { return false }
      return push.isStored(as: octets)
    }
    return found?.number
  }
}
