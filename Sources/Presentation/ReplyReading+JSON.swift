import Language
import Protocols
package import Teaching
import Transcripts

extension ReplyReading {
  /// What `byhand explain --json` writes for a line of its input, whatever stands in it: keys in
  /// this order, and none is ever missing.
  ///
  /// `isKnown`: the line is a reply or a topic.
  package static func json(ofLine line: [UInt8]) -> (text: String, isKnown: Bool) {
    let reply = ReplyText(line)
    let reading = ReplyReading(reply)
    let isReply = reply.hasCode || reading.diagnosis != .unknown
    let topic = isReply ? nil : ReplyText.decoded(line)
    let explained = topic.flatMap {
      Explanation.isKnown($0) ? Explanation.notes(on: $0).first : nil
    }
    var object = JSONObject()
    object.add("reply", ReplyText.decoded(line))
    if let code = reading.code { object.add("code", code.value) } else { object.addNull("code") }
    if let enhanced = reading.enhanced {
      object.add("enhanced", enhanced.description)
    } else {
      object.addNull("enhanced")
    }
    object.add("diagnosis", reading.diagnosis.rawValue)
    object.add("meaning", (explained?.text ?? reading.meaning).json)
    object.add("advice", (isReply ? reading.whatToDo : .noReply).json)
    return (object.text + "\n", isReply || explained != nil)
  }
}

extension Phrase {
  fileprivate var json: JSONObject {
    var object = JSONObject()
    object.add("en", english)
    object.add("zh", chinese)
    return object
  }

  fileprivate static let noReply = Phrase(
    en:
      "You: this is not a server's reply; a reply begins with its code, as in 550 5.1.1 No such user.",
    zh: "你：这不是服务器的响应；响应以状态码开头，例如 550 5.1.1 No such user。")
}
