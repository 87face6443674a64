import Language
import PracticeWorld
import Presentation
import Teaching
import Transcripts

/// `byhand replay FILE`.
package enum Replay {
  package enum Outcome: Sendable { case played, unreadable, noTranscript }

  package static func play(
    _ path: String, speed: Double, isStepped: Bool, _ options: ConsoleOptions
  ) -> Outcome {
    let screen = Screen(options)
    let say = { (phrase: Phrase) in
      StandardOutput.write(screen.text(saying: phrase))
    }
    guard let octets = File.whole(path) else {
      say(.notRead(path))
      return .unreadable
    }
    do throws(Transcript.Failure) {
      let transcript = try Transcript(octets)
      for warning in transcript.warnings { say(.warning(warning)) }
      var player = ReplayPlayer(events: transcript.events, screen: screen)
      player.speed = speed
      player.startsPaused = isStepped
      player.play()
      return .played
    } catch {
      say(.noTranscript(path))
      return .noTranscript
    }
  }
}

extension Phrase {
  static func notRead(_ path: String) -> Phrase {
    Phrase(en: "\(path) cannot be read.", zh: "无法读取 \(path)。")
  }
  static func noTranscript(_ path: String) -> Phrase {
    Phrase(en: "\(path) is no transcript of byhand.", zh: "\(path) 不是 byhand 的会话记录。")
  }
  fileprivate static func warning(_ warning: Transcript.Warning) -> Phrase {
    switch warning.matter {
    case .torn:
      Phrase(
        en: "Line \(warning.line) is torn: the recording stopped in the middle of it.",
        zh: "第 \(warning.line) 行不完整：记录在写这一行时中断了。")
    default:
      Phrase(
        en: "Line \(warning.line) cannot be read, and is passed over.",
        zh: "第 \(warning.line) 行无法读取，已跳过。")
    }
  }
}
