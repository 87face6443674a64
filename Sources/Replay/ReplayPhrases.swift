package import Language

/// What is said of a file that cannot be replayed.
extension Phrase {
  static let nothingToReplay = Phrase(
    en: "There is nothing to replay: no connection was opened in this session.",
    zh: "没有可以回放的内容：这次会话没有建立过连接。")
  package static func notRead(_ path: String) -> Phrase {
    Phrase(en: "\(path) cannot be read.", zh: "无法读取 \(path)。")
  }
}
