import Language
import PracticeWorld
import Teaching

/// Leaving the practice world is always deliberate: a mistyped name of one of its hosts is not
/// looked up, and in a lesson nothing goes outside.
extension ConsoleCore {
  /// Whether a host may be called or looked up. Otherwise the console says how to go on.
  ///
  /// - Parameters:
  ///   - name: As the student typed it.
  ///   - isPractice: The host is in the practice world.
  ///   - isReal: The student asked for the host of that name outside.
  ///   - line: The command for a name, to be typed instead.
  mutating func permits(
    _ name: String, isPractice: Bool, isReal: Bool, line: (String) -> String
  ) -> Bool {
    if !isReal, asks(about: name, line: line) { return false }
    guard isPractice || lesson == nil else {
      say(.staysInside(world.hosts.map(\.name)))
      return false
    }
    return true
  }

  /// Asks about a name that is nearly a practice host's, and shows both ways to go on.
  ///
  /// - Returns: `false` if it is not.
  mutating func asks(about name: String, line: (String) -> String) -> Bool {
    guard let host = world.host(meantBy: name)?.name else { return false }
    let isWide = name.contains("：")
    let isGlued = isWide || name.contains(":")
    let text: Phrase = isWide ? .wideColon(host) : isGlued ? .apart(host) : .meant(host)
    say(Note(.console, suggestion: line(host), text: text))
    let outside = String(name.prefix { $0 != ":" && $0 != "：" })
    // With only its port written wrongly, the practice host's own name means that host.
    guard lesson == nil, world.host(named: outside) == nil else { return true }
    say(Note(.console, suggestion: line(outside) + " --real", text: .outside(outside)))
    return true
  }
}

extension Phrase {
  fileprivate static func meant(_ host: String) -> Phrase {
    Phrase(
      en: "Did you mean \(host)? It is in the practice world:",
      zh: "你是不是想输入 \(host)？它在练习环境里：")
  }
  fileprivate static func apart(_ host: String) -> Phrase {
    Phrase(
      en: "Did you mean \(host)? A space belongs between host and port:",
      zh: "你是不是想输入 \(host)？主机名和端口之间要有空格：")
  }
  fileprivate static func wideColon(_ host: String) -> Phrase {
    Phrase(
      en: "Did you mean \(host)? The colon is full-width; a space stands between host and port:",
      zh: "你是不是想输入 \(host)？这个冒号是全角的；主机名和端口之间要用空格：")
  }
  fileprivate static func outside(_ name: String) -> Phrase {
    Phrase(
      en: "Nothing was looked up. For a host called \(name) outside the practice world:",
      zh: "没有进行任何查询。如果确实要找练习环境之外的 \(name)：")
  }
  fileprivate static func staysInside(_ hosts: [String]) -> Phrase {
    Phrase(
      en:
        "In a lesson nothing goes outside the practice world. Its hosts: \(hosts.joined(separator: ", ")). (:lesson off leaves the lesson)",
      zh: "上课时，任何数据都不会离开练习环境。这里的主机：\(hosts.joined(separator: "、"))。（:lesson off 退出课程）")
  }
}
