import Files
import Language
import PracticeWorld
import Replay
import Transcripts

extension ConsoleCommand {
  static let save = ConsoleCommand(
    name: "save", arguments: "FILE",
    summary: Phrase(en: "write this session's transcript to FILE", zh: "把本次会话的记录写入文件")
  ) { arguments, console in
    guard let path = arguments.first else { return console.say(.saveWhere) }
    let target = path.hasSuffix(".jsonl") ? path : path + ".jsonl"
    let octets = Array(console.witness.transcript.utf8)
    // A file of this session's, saved before, is the beginning of what is saved now; any other is somebody's evidence.
    if File.exists(target), File.whole(target).map(octets.starts(with:)) != true {
      return console.say(.isThere(target))
    }
    do throws(StoreError) { try File.replace(target, with: octets) } catch {
      return console.say(.notSaved(target))
    }
    console.say(console.witness.isKeptWhole ? .saved(target) : .savedInPart(target))
  }

  static let replay = ConsoleCommand(
    name: "replay", arguments: "[FILE]",
    summary: Phrase(en: "play this session again, or a file's", zh: "回放本次会话，或文件里的会话")
  ) { arguments, console in
    guard let path = arguments.first else {
      return console.replay(console.witness.events)
    }
    guard let octets = File.whole(path) else { return console.say(.notRead(path)) }
    do throws(Transcript.Failure) {
      console.replay(try Transcript(octets).events)
    } catch {
      console.say(.notATranscript(path))
    }
  }
}

extension Console {
  fileprivate func replay(_ events: [Event]) {
    ReplayPlayer(as: screen.form, screen.options, print: keyboard.print).play(events)
  }
}

extension Phrase {
  fileprivate static let saveWhere = Phrase(
    en: "Save where? For example :save first.jsonl", zh: "保存到哪里？例如 :save first.jsonl")
  fileprivate static func saved(_ path: String) -> Phrase {
    Phrase(en: "Saved to \(path).", zh: "已保存到 \(path)。")
  }
  fileprivate static func savedInPart(_ path: String) -> Phrase {
    Phrase(
      en: "Saved to \(path): only the session's beginning, for it is longer than 64 MiB.",
      zh: "已保存到 \(path)：会话超过 64 MiB，只保存了开头部分。")
  }
  fileprivate static func isThere(_ path: String) -> Phrase {
    Phrase(
      en: "\(path) is there already, and is not of this session. Choose another name.",
      zh: "\(path) 已经存在，而且不是本次会话的记录。请换一个文件名。")
  }
  fileprivate static func notSaved(_ path: String) -> Phrase {
    Phrase(en: "\(path) cannot be written.", zh: "无法写入 \(path)。")
  }
}
