import Glibc
import Terminal
import TestSupport
import Testing

@Test func `appended entries are loaded in order`() {
  let folder = Scratch()
  let history = HistoryFile("\(folder.path)/history")
  #expect(history.load() == [])
  #expect(history.append("HELO crepes.fr"))
  #expect(history.append("握手"))
  #expect(history.load() == ["HELO crepes.fr", "握手"])
  #expect(folder.names() == ["history"])
}

@Test func `only its owner can read the file, even if others could before`() {
  let folder = Scratch()
  HistoryFile("\(folder.path)/new").append("a")
  #expect(folder.mode(of: "new") == 0o600)
  folder.write(Array("b\n".utf8), to: "old", mode: 0o644)
  #expect(HistoryFile("\(folder.path)/old").load() == ["b"])
  #expect(folder.mode(of: "old") == 0o600)
}

@Test func `the newest entries stay, and the file shrinks`() {
  let folder = Scratch()
  let lines = (1...(HistoryFile.mostEntries + 5)).map(String.init)
  folder.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: "history", mode: 0o644)
  let history = HistoryFile("\(folder.path)/history")
  let newest = Array(lines.suffix(HistoryFile.mostEntries))
  #expect(history.load() == newest)
  #expect(folder.names() == ["history"])
  #expect(folder.mode(of: "history") == 0o600)
  history.append("last")
  #expect(history.load() == Array(newest.dropFirst()) + ["last"])
}

@Test func `a line cut off by a crash does not spoil the next one`() {
  let folder = Scratch()
  folder.write(Array("one\ntw".utf8), to: "history")
  let history = HistoryFile("\(folder.path)/history")
  history.append("three")
  #expect(history.load() == ["one", "tw", "three"])
}

@Test func `lines that are not valid text are skipped`() {
  let folder = Scratch()
  folder.write(
    Array("one\n".utf8) + [0xFF, 0xFE, 0x0A] + Array("\n\u{1B}[31m\r\n二\n".utf8), to: "history")
  #expect(HistoryFile("\(folder.path)/history").load() == ["one", "二"])
}

@Test(arguments: [
  "", "a\nb", "a\r", "\u{1B}]0;x\u{7}", String(repeating: "x", count: HistoryFile.longestEntry + 1),
])
func `an invalid entry is not stored`(line: String) {
  let folder = Scratch()
  #expect(!HistoryFile("\(folder.path)/history").append(line))
  #expect(folder.names() == [])
}

@Test func `a missing folder is not an error`() {
  let history = HistoryFile("/nonexistent/folder/history")
  #expect(history.load() == [])
  #expect(!history.append("a"))
}

@Test func `several consoles at once lose no entries`() async {
  let folder = Scratch()
  let history = HistoryFile("\(folder.path)/history")
  let old = (1...(HistoryFile.mostEntries - 1)).map { "old \($0)\n" }.joined()
  folder.write(Array(old.utf8), to: "history")
  await withTaskGroup(of: Void.self) { group in
    for console in 0..<4 {
      group.addTask {
        for entry in 0..<50 {
          history.append("\(console) \(entry)")
          _ = history.load()
        }
      }
    }
  }
  let entries = history.load()
  #expect(entries.count == HistoryFile.mostEntries)
  for console in 0..<4 {
    #expect(entries.filter { $0.hasPrefix("\(console) ") } == (0..<50).map { "\(console) \($0)" })
  }
  #expect(folder.names() == ["history"])
}
