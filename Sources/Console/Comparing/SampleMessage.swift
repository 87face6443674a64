import Messages
import Protocols

/// The message that is transferred both ways: a text with objects as attachments.
enum SampleMessage {
  /// The message as typed lines.
  static func lines(_ objects: [MessageComposer.Attachment]) -> [String] {
    var message = MessageComposer(
      from: "alice@crepes.fr", to: ["bob@hamburger.edu"], subject: "Crepes and hamburgers",
      seconds: 0, id: "", text: "Do you like ketchup?\nHow about pickles?\n", attachments: objects)
    // Their length depends on the clock. Without them, equal objects give equal figures.
    message.omitting = ["Date", "Message-ID"]
    return message.octets.split(separator: .lineFeed, omittingEmptySubsequences: false)
      .dropLast().map { String(decoding: $0.dropLast(), as: UTF8.self) }
  }
}
